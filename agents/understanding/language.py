"""Which of the desk's eight languages a message is in; Hindi in Latin letters counts as Hindi."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from agents.regexes import regex
from agents.understanding.contract import Said
from agents.understanding.reading import read

LANGUAGES = ("en", "hi", "es", "fr", "de", "ar", "pt", "ru")

# Words that hardly any other of the eight languages has; a message of a few words is told by them.
_WORDS = {
    "en": (
        "less fewer more bit than rather in better cheaper nicer best worse hotel hotels send last first "
        "night "
        "islands "
        "the problem worries allowed pets under over around only food see love between until till "
        "back after before kids rooms "
        "room party trip and is are we i you to of for with want need would like please my our "
        "have can do how "
        "much what when where which there this that it from hi hello hey thanks thank yes yeah yep "
        "not no people "
        "trip looking nights days budget adults kids children any me us be will about could should "
        "also just stop human agent speak talk your per person going plan planning travel book "
        "show make change add remove instead "
        "tomorrow today week month next at on an or but if so up sounds good great okay who why am "
        "was did does traveller traveler female male "
        "let's i'm we're i'd we'd don't it's hotel flight flights quote price visa "
        "cancel wait sorry morning"
    ),
    "es": (
        "dia otro otra otros otras tanto tanta tantos tantas nada lo cambien cambie metas poner dejar "
        "barato barata "
        "cara mucho mucha demasiado vuelos precio queda quedamos tomamos seria sean tres cuatro cinco "
        "hermana hermano esposa esposo tambien anos nino nina pasaporte alojamiento piscina dinero "
        "pagar plazos cuotas "
        "no se manden mandes lleven envien pongan quiten dejen deja dejalo estaba pasa cambia islas hotel "
        "cerdo pollo pescado huevo huevos leche padre madre padres hijo hija viene vienen nadie "
        "ninguno comemos come reserve primera segunda primero segundo piscina estan seriamos ya "
        "el de a partir dos tres luna miel mediados semanas vegetarianos navidad ida vuelta anadir "
        "los las una unos queremos quiero somos con para por que como cuanto cuesta donde "
        "cuando hola gracias buenos buenas dias tardes noches viaje viajar adultos ninos personas "
        "presupuesto desde hasta en del al y o "
        "mi nuestro nuestra necesito busco vamos ir playas playa si hotel habitacion habitaciones "
        "es son hay puede pueden me nos favor hablar humano persona agente baja mas menos muy bien "
        "vuelo enero febrero marzo abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre semana mes proximo manana tengo "
        "tenemos nosotros esto este esta eso perfecto vale claro quisiera quisieramos gustaria "
        "visado usted ustedes pero tambien quien"
    ),
    "fr": (
        "autre autres rien prend prends prenons changez hotel trois quatre cinq seulement payer fois "
        "passeport mari femme soeur frere piscine voyons "
        "se envoyez emmenez mettez laisse laissez comme avant moins cher chere trop finalement iles passe "
        "change "
        "porc poulet poisson lait oeufs mere pere fils fille parents vient viennent aucun deja "
        "premier premiere deuxieme mange mangeons chez reserve piscine "
        "le on part partons de a mi depuis chambres partir lune miel ajouter vegetarien noces "
        "semaines les des une "
        "un nous je voulons voudrais voudrions aimerions aimerais sommes avec pour "
        "que comment combien coute ou quand bonjour salut merci bonsoir voyage voyager adultes "
        "enfants personnes budget du au aux et "
        "mon notre nos ma besoin cherche cherchons aller plage plages oui non s'il vous plait svp "
        "est sont y a peut pouvez parler humain personne conseiller plus moins tres bien vol vols "
        "janvier fevrier mars avril mai juin juillet aout "
        "septembre octobre novembre decembre semaine mois prochain demain avons ai c'est ce cette "
        "cela d'accord parfait partir en jours nuits nuit dans sur pas ne j'ai de la il faut "
        "arretez quelqu'un"
    ),
    "de": (
        "preis preise teuer billiger gunstiger weniger anderes andere anderer strand wasser fruhstuck ohne "
        "geht passt buchen bezahlen zahlen raten einverstanden etwas alles nur drei vier funf "
        "zusammen lieber frau mann braucht dauert gern gerne wird werden tag andern "
        "in nichts lass lasst vorher besser besseres schicken nehmen inseln doch "
        "schweinefleisch schwein fisch milch eier mutter vater eltern sohn tochter kommt keiner "
        "niemand schon erste zweite isst essen esse gebucht wir waren "
        "der mitte pro person weihnachten vegetarisch abmelden flitterwochen zweit viert dritt "
        "ruckflug die das und ist sind wir ich sie mit fur zu wollen mochten mochte will wie viel "
        "was "
        "wann wo hallo danke guten tag morgen abend reise reisen erwachsene kinder personen von "
        "bis nach im am "
        "mein unser unsere brauche suchen suche ja nein bitte ein eine einen einem haben hat kann "
        "konnen konnten sprechen mensch mitarbeiter mehr weniger sehr gut flug fluge januar "
        "februar marz mai juni juli oktober dezember woche wochen "
        "monat nachste nachsten den dem des auf aus bei noch nicht auch tage nachte nacht euro es "
        "gibt uns mir mich kostet visum hotel keine kein doch genau oder aber leute zimmer urlaub"
    ),
    "pt": (
        "outro outra outros outras tanto tanta nada tantos tantas barato barata cara muito "
        "muita voo preco "
        "pagar parcelar posso parcelas fechar fecha fechamos seu sua quatro cinco so piscina dinheiro mudem "
        "passaporte irma irmao esposa marido tudo coloque coisas "
        "se acontece aconteceria muda mudaria tirar tirarmos ficar ficarmos fica gente deixa deixe estava "
        "era "
        "mandem mande levem leve ilhas do melhor hotel "
        "porco frango peixe ovos leite mae pai pais filho filha vem ninguem nenhum reservei "
        "primeira segunda primeiro piscina estao seriamos ja comemos come minha tambem vai "
        "o de a lua mel nas nos semanas dois duas tres natal ida volta adicionar vegetariano "
        "descadastrar os as uma um queremos quero somos com para por que como quanto custa onde "
        "quando ola oi "
        "obrigado obrigada bom boa dia tarde noite viagem viajar adultos criancas pessoas "
        "orcamento desde ate em do da dos das no na "
        "meu minha nosso nossa preciso procuro procurando vamos ir praias praia sim nao quarto "
        "quartos e sao tem pode podem falar humano pessoa atendente mais menos muito bem voo voos "
        "janeiro fevereiro marco abril maio junho julho agosto "
        "setembro outubro novembro dezembro semana mes proximo amanha temos tenho nos isso este "
        "esta perfeito gostaria gostariamos voce voces mas tambem reais eu por favor saindo noites "
        "dias visto ao seria otimo otima"
    ),
    "hi": (
        "ya maa mummy behen gosht maans khate khata khati pehla pehle dusra doosra aa rahi hain "
        "kam zyada thoda "
        "hum ham hai hain mein main ka ki ke ko se aur chahiye chahte chahta chahti jana jaana "
        "log logon kitna kitne kitni kab kahan kaise kya nahi nahin haan han ji namaste namaskar "
        "dhanyavad shukriya bachche bacche "
        "bachcha din raat hazaar mujhe humko hamein humein hame mera meri mere hamara apna "
        "karo karna kar do dijiye batao bataiye bhejo raha rahe rahi ghumna ghoomna saath tak bhi "
        "wala wale sirf abhi kal parso theek thik accha acha "
        "bahut yaar bhai liye tum aap aapka yeh ye woh wo hoga honge hogi chalega paisa rupaye "
        "khana khaana milega milegi lagega lagegi lagta lagti paani sasta sasti mehnga mehngi jaldi "
        "rupye kharcha insaan baat band mat koi kuch agle mahine hafte"
    ),
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_MARKS = {"es": "ñ¿¡", "pt": "ãõ", "de": "ßäöü", "fr": "èêëîôœùçàâ"}
# One word of two languages but for its accent, which many Spaniards leave out.
_ACCENTED = (("es", regex(r"(?<!\w)día(?!\w)"), 0.5), ("pt", regex(r"(?<!\w)dia(?!\w)"), 0.25))
_NO_WORDS = regex(r"(?<!\S)[^\s@/\d]{0,80}[@/\d]\S*|\b[A-Z]{2,4}\b")  # addresses, links, figures, codes
_LATIN_WORD = regex(r"[a-z]+(?:'[a-z]+)?")
_DISTINCT = {
    word: [lang for lang, words in _SETS.items() if word in words]
    for word in frozenset().union(*_SETS.values())
}


def load_statistics() -> None:
    """Load what the first message whose words settle nothing would wait for: a second. Blocking."""
    _detector()


def language_of(text: str, history: Sequence[Said] = ()) -> str:
    """The ISO code of the language of a message; what is too short to tell is told by what came before."""
    if by_script := _by_script(text):
        return by_script
    votes = _votes(text)
    best = sorted(votes, key=lambda code: -votes[code])
    if best and votes[best[0]] >= 1 and (len(best) == 1 or votes[best[0]] - votes[best[1]] >= 0.6):
        return best[0]
    before = _spoken_before(history)
    # Letters alone part neither Hindi in Latin letters nor a few words from a neighbour's language.
    likely = [code for code in best if votes[code] >= votes[best[0]] - 0.6]
    if before and (not votes or votes.get(before, 0.0) >= votes[best[0]] - 0.3):
        return before
    if before and max(votes.values()) < 0.5 and sum(char.isalpha() for char in text) < 12:
        return before
    return _weighed(text, votes, likely)


def _spoken_before(history: Sequence[Said]) -> str | None:
    """The language of most of what the customer wrote last, the newest first where they are as many."""
    texts = [said.text for said in history if said.role == "customer" and len(said.text) > 6][-_LATELY:]
    spoken = [_by_script(text) or _only_votes(text) or _weighed(text, {}) for text in reversed(texts)]
    return max(spoken, key=spoken.count) if spoken else None


_LATELY = 4  # messages of the customer by which a few words are weighed


def _weighed(text: str, votes: dict[str, float], likely: Sequence[str] = ()) -> str:
    """The likeliest language by the words known and, where they do not settle it, by letter statistics."""
    if max(votes.values(), default=0) == votes.get("hi", -1):
        return "hi"
    letters = sum(char.isalpha() for char in _without_codes(text))
    likelihood = _statistics(text) if letters >= 4 else {}
    scores = {
        code: likelihood.get(code, 0.0) + 0.9 * votes.get(code, 0.0)
        for code in (likely if max(votes.values(), default=0) >= 0.9 else LANGUAGES)
    }
    best = max(scores, key=lambda code: scores[code])
    is_clear = votes.get(best, 0) >= 0.5 or likelihood.get(best, 0) >= 0.3
    return best if is_clear else "en"


def _by_script(text: str) -> str | None:
    counts = {
        "hi": len(re.findall(r"[\u0900-\u097f]", text)),
        "ar": len(re.findall(r"[\u0600-\u06ff]", text)),
        "ru": len(re.findall(r"[\u0400-\u04ff]", text)),
    }
    code = max(counts, key=lambda c: counts[c])
    latin = len(re.findall(r"[A-Za-z]", text))
    return code if counts[code] >= 2 and counts[code] * 2.5 >= latin else None


def _without_codes(text: str) -> str:
    """The words of a text that may tell its language; a text all in capitals holds no codes."""
    letters = [char for char in text if char.isalpha()]
    is_shouted = len(letters) > 8 and sum(char.isupper() for char in letters) > 0.7 * len(letters)
    return _NO_WORDS.sub(" ", text.lower() if is_shouted else text)


def _votes(text: str) -> dict[str, float]:
    """How much the words speak for each language; a word that several share counts for each in part."""
    votes: dict[str, float] = {}
    plain = read(_without_codes(text[:400])).plain
    for word in _LATIN_WORD.findall(plain):
        codes = _DISTINCT.get(word, ())
        for code in codes:
            votes[code] = votes.get(code, 0.0) + 1 / len(codes)
    low = text.lower()
    for code, marks in _MARKS.items():
        if found := sum(low.count(mark) for mark in marks):
            votes[code] = votes.get(code, 0.0) + min(found, 2) * 0.5
    for code, word, weight in _ACCENTED:
        if word.search(low):
            votes[code] = votes.get(code, 0.0) + weight
    if "hi" in votes and votes["hi"] < 1.5 and votes.get("en", 0) > votes["hi"] / 2:
        votes["hi"] *= 0.5
    return votes


def _only_votes(text: str) -> str | None:
    votes = _votes(text)
    return max(votes, key=lambda code: votes[code]) if votes else None


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    latin = (Language.ENGLISH, Language.SPANISH, Language.FRENCH, Language.GERMAN, Language.PORTUGUESE)
    return LanguageDetectorBuilder.from_languages(*latin).with_preloaded_language_models().build()


def _statistics(text: str) -> dict[str, float]:
    """How likely each Latin-written language is, as 0 to 1."""
    values = _detector().compute_language_confidence_values(_without_codes(text[:300]))
    return {str(value.language.iso_code_639_1.name).lower(): float(value.value) for value in values}
