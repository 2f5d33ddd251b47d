"""Whether words of "a week later" are about the trip: they stand alone, or with what moves a trip. Pure.

Whatever else happens later or earlier, a wedding, an answer, the arrival of the parents, moves no trip.
"""

import re
from collections.abc import Sequence

from agents.regexes import regex
from agents.understanding.reading import read

# Only of these words may the clause be made up in which the trip is moved.
_OF_A_MOVE = """
i we us our my the this that it its it's i'd i'll we'd we'll is be to a an can could may might shall should
will would want wish like love prefer need have has had got must let let's lets please pls kindly what if how
about maybe perhaps possibly possible then so ok okay rather instead just also too all whole entire but
trip tour journey holiday holidays vacation travel travelling traveling plan planning date dates departure
start starts starting begin begins beginning go going leave leaves leaving depart departing arrive arriving
fly flying move moving moved shift shifting shifted postpone postponing postponed push pushing delay
delaying advance prepone bring put make making do doing change changing forward out up for by only
around exactly you your thinking of everything still even better best suits suit work works fine good great
hi hello thanks thank again now much cost price
nosotros yo nos nuestro nuestra nuestros mi el la los las lo un una que tal si por favor podemos podriamos
gustaria puedo podria puede pueden podrian quiero queremos quisiera quisieramos preferimos prefiero
necesitamos tenemos tengo hay ir irnos vamos viajar viajamos viajaramos fueramos salir salimos salida
empezar empezamos comenzar mover moverlo moverla cambiar cambiarlo aplazar aplazarlo adelantar adelantarlo
retrasar posponer viaje fecha fechas vacaciones todo mejor seria sera y pero entonces gracias
on je j' nous notre nos mon le les l' de du et si mais peut pouvons pourrait pourrions puis pourriez
pouvez-vous peut-on pourrait-on veux voulons voudrions voudrais voudrait veut aimerions aimerais prefere
preferons avancer
faut doit devons partir part partons partait partions aller allions va allons voyager decaler
reporter repousser deplacer changer commencer voyage date dates vacances depart s'il vous plait svp tout
plutot possible est-ce qu'on qu'est-ce merci serait mieux
wir ich uns unser unsere unseren meine die der das den es konnen konnten kann konnte wurden wurde mochten
mochte wollen will wollten sollen mussen muss lieber doch bitte wenn was ware und aber um auf dann etwa
gehen reisen fahren fliegen losfahren starten beginnen anfangen verschieben verlegen vorziehen abreisen
reise urlaub termin daten datum alles ganze besser geht danke
eu nosso nossa nosso meu o os a as e se mas por favor podemos poderiamos posso pode poderia podem quero
queremos gostariamos gostaria queriamos preferimos prefiro precisamos temos ir irmos viajar viajarmos
viajarmos sair partir comecar mudar adiar adiantar antecipar mover viagem data datas ferias tudo melhor
seria que tal para entao obrigado obrigada fossemos
мы я нам наш наша нашу моя мою а и но если что можно можем могли могу бы хотим хотели хочу хотел хотела
нужно надо лучше давайте пожалуйста поехать поедем поехали ехать полететь полетим летим вылететь вылетим
отправиться начать начнем перенести перенесем перенесите сдвинуть сдвинем сдвиньте отложить поездку
поездка путешествие тур отпуск дату даты дата все всю весь это ее его на с быть будет спасибо выехать
نحن انا رحلتنا الرحله السفر نسافر نسافر نريد اريد هل يمكن يمكننا ممكن لو ماذا من فضلك لطفا ان تاجيل
تقديم نقل تغيير نبدا الموعد التاريخ موعد نؤجل الى
hum main mujhe hume humein hamari humari hamara apni meri trip yatra safar date ko ki ka ke kya agar toh to
hi bhi jana jaana jaayen jayen jaye jaayenge jayenge jaaye ja jao chalen chalte chalenge chahte chahta
chahti chahiye hai hain ho sakta sakte sakti kar karo kardo karna karni karke do dijiye den dein de shift
badal badlo start shuru please nikalna nikalenge nikle accha theek ok ji haan agle thoda thodi
हम मैं मुझे हमें हमारी हमारा अपनी मेरी ट्रिप यात्रा सफर तारीख डेट को की का के क्या अगर तो ही भी जाना
जाएं जाये जाए जाएंगे जाएँ जाएँगे चलें चलेंगे चाहते चाहता चाहती चाहिए है हैं हो सकता सकते सकती कर करें
करो करना करनी दो दीजिए दें शिफ्ट बदल शुरू कृपया निकलना निकलेंगे ठीक जी हाँ थोड़ा
"""
# What comes before the clause where it asks for nothing: a greeting, a yes, a no.
_POLITE = """
hi hello hey dear sir madam yes yeah yep no nope ok okay well sorry thanks thank you so much great good nice
and or actually hmm please perfect fine then maybe perhaps lovely sure all right alright but
hola si no gracias vale perfecto bueno entonces y pero mejor bonjour oui non merci d'accord bien alors et
mais plutot hallo ja nein danke gut dann und aber lieber ola sim nao obrigado obrigada bom entao e mas
да нет спасибо хорошо и но лучше здравствуйте نعم لا شكرا حسنا haan ji nahi nahin accha theek hai namaste
हाँ जी नहीं ठीक है नमस्ते अच्छा धन्यवाद
"""
# A plain statement after other news may be of others: "my parents land first, we go a week later".
_ASKS = """
can could may shall should would want wish like love prefer need must let let's lets please kindly if how
move shift postpone push change bring advance delay podemos podriamos puedo puede queremos quiero quisiera
si por favor cambiar mover aplazar adelantar preferimos necesitamos tenemos peut pouvons pourrait pourrions
peut-on pourrait-on voulons voudrais voudrions veux voudrait si decaler reporter avancer repousser plait svp
faut devons konnen konnten kann mochten mochte wollen lieber bitte wenn verschieben verlegen vorziehen
mussen muss podemos poderiamos posso pode quero queremos gostariamos se adiar antecipar mudar precisamos
можно можем хотим хочу лучше давайте пожалуйста если перенести перенесите сдвинуть нужно надо هل يمكن
يمكننا نريد اريد لو agar sakte sakta sakti chahte chahta chahti chahiye please karo kar kardo dijiye
अगर सकते सकता सकती चाहते चाहता चाहती चाहिए कर करें करो दीजिए कृपया
"""


def _plain(listed: str) -> frozenset[str]:
    return frozenset(read(listed).plain.split())


_MOVE, _BEFORE, _REQUEST = _plain(_OF_A_MOVE), _plain(_POLITE), _plain(_ASKS)
_LEAVES = _plain("leave leaving depart salir salimos partir part partons abreisen sair выехать nikalna")
_SENTENCE_ENDS = regex(r"[.!?\n](?=\s|$)")
# Where the clause ends behind the words, and something else of the trip may follow.
_ENDS_BEHIND = regex(
    r"[,;:()—]|\s-\s|\s(?:and|or|because|since|as|for|with|on|from|until|till|instead|y|porque|con|para|por|et|"
    r"car|avec|pour|und|oder|weil|mit|fur|e|com|и|или|потому|с|aur|kyunki|और|क्योंकि|مع|و)(?=\s)"
)
_ENDS_BEFORE = regex(
    r"[,;:()—]|\s-\s|\s(?:but|so|because|pero|mais|aber|mas|но|lekin|par|लेकिन|لكن)(?=\s)|"
    r"\s(?:and|y|et|und|e|и|aur|और|و)(?=\s(?:we|can|could|please|move|shift|let's|queremos|podemos|nous|wir|"
    r"мы|hum|हम|nos)(?!\w))"
)
# What is put back is later, who comes back is home.
_PUT_BACK = regex(r"(?<!\w)(?<=push |move )(?:(?:it|this|that|the \w+|our \w+|everything) )?back(?!\w)")
_WORD = regex(r"[^\s,.;:!?…()\"—]+")
_TOWARDS = r"(?:(?:to|for|in|a|al|en|para|pour|au|aux|nach|fur|por|em|ao|в|во|на|إلى|الى) )"


def moves_the_trip(plain: str, span: tuple[int, int], places: Sequence[str] = ()) -> bool:
    """Whether "a week later", at `span` of the plain text, is said of the trip to `places`.

    Every word of its clause must be one of a move, and said of "us" or of nobody. What stands before the
    clause must be courtesies alone, unless the clause asks for something.
    """
    begin, end = span
    first = max((m.end() for m in _SENTENCE_ENDS.finditer(plain, 0, begin)), default=0)
    last = next((m.start() for m in _SENTENCE_ENDS.finditer(plain, end)), len(plain))
    starts = max((m.end() for m in _ENDS_BEFORE.finditer(plain, first, begin)), default=first)
    ends = next((m.start() for m in _ENDS_BEHIND.finditer(plain, end, last)), last)
    said = f"{plain[starts:begin]} {plain[end:ends]}"
    bare = _without_places(_PUT_BACK.sub(" ", said), places)
    if bare is None or not _all_of(bare, _MOVE):
        return False
    before = plain[first:starts]
    return _all_of(before, _BEFORE) or bool(_REQUEST & set(_WORD.findall(bare)))


def _without_places(clause: str, places: Sequence[str]) -> str | None:
    """The clause without where the trip goes; None where that is what one leaves: "we leave Bali"."""
    for place in places:
        name = re.compile(rf"(?<!\w)(?P<towards>{_TOWARDS})?{re.escape(read(place).plain)}(?!\w)")
        found = name.search(clause)
        if found and not found["towards"] and _LEAVES & set(_WORD.findall(clause)):
            return None
        clause = name.sub(" ", clause)
    return clause


def _all_of(text: str, allowed: frozenset[str]) -> bool:
    return all(word in allowed for word in _WORD.findall(text))
