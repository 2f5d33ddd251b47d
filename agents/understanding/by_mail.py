"""Whether a message asks to have the proposal sent by e-mail, in eight languages."""

import re

from agents.regexes import regex
from agents.understanding.end_cues import is_refused
from agents.understanding.of_whom import KIN
from agents.understanding.reading import read

_END = r"(?![\w\u0900-\u0963])"
_MAIL = (
    r"(?:e-?mails?|mail|gmail|inbox|correo(?: electronico)?|courriel|postfach|correio|почт[уеой]\w*|имейл\w*|"
    r"мейл\w*|мыло|ال?بريد\w*|بريدي|(?:ال)?ايميل\w*|ईमेल|मेल)" + _END + r"(?! (?:address|id)(?!\w))"
)
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,60}\.\w"
_VERB = (
    r"(?:send|forward|share|pass|envi\w*|mand\w*|reenvi\w*|envoy\w*|envoi\w*|transmett\w*|schick\w*|sende\w*|"
    r"zuschick\w*|zusende\w*|пришл\w+|отправ\w+|вышл\w+|скин\w+|перешл\w+|(?:ا|ت)?رسل\w*|ارسال\w*|"
    r"ابعث\w*|bhej\w*|भेज\S*)" + _END
)
_STARTS_BY_VERB = regex(_VERB)
_GAP = r"[^.!?\n]{0,70}?"
_ASKS = regex(
    rf"(?<![\w\u0900-\u0963])(?:{_VERB}{_GAP}(?:(?<!\w){_MAIL}|{_ADDRESS})|"
    rf"(?:(?<!\w){_MAIL}|{_ADDRESS}){_GAP}(?<!\w)(?:bhej\w*|भेज\S*|schick\w*|sende\w*|zuschick\w*|zusende\w*|"
    rf"send|forward){_END}|"
    r"e-?mail (?:me|us|it|this|that|the (?:plan|proposal|quote|offer|pdf|itinerary))(?!\w)|"
    r"mail (?:me|us|it|this|that|the)(?!\w)|(?:e-?mail|mail|ईमेल|मेल) (?:kar|कर)\S*)"
)
# Who sends something themselves, asks whether it was sent, or asks for our address, wants nothing sent.
_OTHERS = regex(
    r"(?<!\w)(?:(?:i|we)(?:'ll|'ve|'d)? (?:(?:will|can|could|have|did|would|may|should|shall|just|already|"
    r"also|to) ){0,2}"
    r"(?:send|sent|forward|share|mail|e-?mail)|(?:can|could|may|shall|should|where (?:do|can|"
    r"should)) (?:i|we) |"
    r"did you|have you|(?:your|tu|su|votre|ihre?|seu|vosso|ваш\w*|आपका|aapka|aapki) (?:e-?mail|mail|correo|"
    r"courriel|почт\w+|имейл|ईमेल)|"
    r"(?:puedo|podemos|le|te) (?:enviar|mandar)(?!\w)|(?:posso|podemos) (?:enviar|mandar)|(?:puis-je|je peux|"
    r"je vous|on peut) \w*(?:envoy|envoi)\w*|(?:kann|konnen|darf) (?:ich|wir)|ich (?:schicke|sende)|"
    r"я (?:отправл\w+|пришл\w+)|можно (?:мне )?отправить|"
    r"(?:ya|deja|schon|ja|уже) (?:\w+ ){0,2}(?:envi\w+|mand\w+|envoy\w+|geschickt|отправ\w+))"
)


# A no to sending it, beside those of every clause; Russian and Arabic say some of theirs by a noun.
_NO = regex(
    r"(?<!\w)(?:n'(?=\w)|(?:na|न) (?=bhej|भेज)|"
    r"(?:needn't|unnecessary|stop|refrain|instead of|inutile|evite[zr]?|eviten|en (?:vez|lugar) de|"
    r"au lieu d[e']|anstatt|unnotig|dispens\w+|em vez de|ao inves de|нет (?:нужды|необходимости|смысла)|"
    rf"незачем|вместо|عدم|ما|مش|مو|بدلا){_END})"
)
_NO_BEHIND = regex(
    r" ?\?\W*(?:no|nein|non|nao|нет|nahi|नहीं|لا)(?!\w)|"
    r"[^.,;!?\n]{0,60}?(?<!\w)(?:is not|isn't|no need|(?:not|un)necessary|not (?:needed|required|wanted|ok)|"
    r"n'est pas|pas (?:besoin|necessaire)|no (?:es|hace falta)|nao (?:e|precis\w+)|не (?:надо|нужно|стоит)|"
    r"nicht|nahi\w*|mat|na|नहीं|नही|मत|न|ليس|غير)(?![\w\u0900-\u0963])"
)
# Where what is said before no longer rules the verb: "I don't have WhatsApp, please send it by mail".
_TURNS = regex(
    r"[.,;:!?\n]|(?<!\w)(?:but|pero|sondern|sino|aber|mais|mas|но|لكن|लेकिन|lekin|so|asi que|donc|deshalb|"
    r"entao|поэтому|isliye|इसलिए|لذلك|please(?! (?:don't|do not|no))|(?:and|y|et|und|e|и|aur|और) "
    r"(?=please|we|i |want|por favor|queremos|nous|s'il|bitte|wir|queremos|пожалуйста))(?![\w\u0900-\u0963])"
)
# Whoever else sends, has sent or was asked to. German "sie" and the like are left out: they are also you.
_ANYONE_ELSE = regex(
    rf"(?<!\w)(?:{KIN}|husband|wife|partner|fiance\w*|boyfriend|girlfriend|kids|marido|mujer|espos[oa]|"
    r"novi[oa]|pareja|mari|femme|epou\w+|conjointe?|mann|frau|ehemann|ehefrau|mulher|муж|жена|pati|patni|"
    r"biwi|पति|पत्नी|زوج\w+|he|she|they|airlines?|embassy|consulate|bank|insurance|ellos|ellas|aerolinea\w*|"
    r"embajada|ils|elles|compagnie|ambassade|fluggesellschaft|botschaft|eles|elas|companhia|embaixada|"
    r"banco|banque|он|она|они|авиакомпани\w+|посольств\w+|банк|usne|unhone|woh|voh|वह|वे|उसने|उन्होंने|"
    r"شركه|الشركه|السفاره|(?:the|el|das|le|o) (?:hotel|resort)|l'hotel|отель|гостиница|الفندق)"
    r"(?![\w\u0900-\u0963])"
)
_YOU = regex(
    r"(?<!\w)(?:you|someone|somebody|anyone|usted\w*|(?<!va )(?<!vont )(?<!doit )vous|sie|ihr|voces?|"
    r"вы|aap|आप|please|bitte|por favor|s'il|svp|пожалуйста|من فضلك)(?![\w\u0900-\u0963])"
)
_BY_ANOTHER = regex(
    r"(?<!\w)(?:(?<!you )(?<!someone )(?<!somebody )(?:will|'ll|would|shall|should|may|might|must|can|could|"
    r"does|did|has to|have to|had to|is going to|are going to|was going to|"
    r"(?:i|we|me|us) (?:\S+ ){0,3}to)(?: (?:not|also|then|just))? $|"
    r"^\s*(?:does|did|do (?!you))|\w'll $|(?:wir|ich) $|(?:wird|werde|(?:ich|wir) werden)(?!\w))"
)
# Verbs that by their form tell what somebody else, or we, do or did.
_TELLS = regex(
    r"(?<![\w\u0900-\u0963])(?:отправ(?:ит|ят|лю|им|ил\w*)|отправля(?:ет|ют|ем|л\w*)|пришл(?:ет|ют|ю|ем)|"
    r"прислал\w*|вышл(?:ет|ют|ю|ем)|скин(?:ет|ут|у|ем|ул\w*)|перешл(?:ет|ют|ю|ем)|"
    r"bhej(?:eg[aie]|unga|ungi|t[aie]|i)|bhej(?:a|e)? (?:tha|the|diya|di)|"
    r"भेज(?:ेगा|ेगी|ूंगा|ूँगा|ूंगी|ता|ते|ती|ा)|भेज (?:दिया|दी)|envoye par|ha[sn]? enviado)"
    r"(?![\w\u0900-\u0963])"
)
_TELLS_BEHIND_A_NAME = regex(
    r"(?:(?:re)?(?:envi|mand)ar(?:a|an|ia|ian|e|emos)|(?:envi|mand)(?:o|amos|aron|ou|aram|aba\w*|ava\w*)|"
    r"schickt|schickte|sendet|sendete)(?!\w)"
)
_POLITE = regex(
    r"(?:\W|(?:me|nos|lo|la|los|las|se|te|le|usted|ustedes|voce|voces|si|e|y|o|a|por favor|bitte|und|dann|"
    r"ihr)(?!\w))*"
)
_ASKED_OF_IT = regex(
    r"(?:\w+) (?:ли )?(?:the |das |die |der |el |la |l'|le |a |o )?"
    r"(?:hotel|resort|airline|fluggesellschaft|aerolinea|отель|авиакомпания|الفندق|الشركه)(?!\w)[^.!\n]*\?"
)
_WHY_NOT = regex(r"(?<!\w)why (?:don't|not|can't|couldn't) (?:you )?")
# What is no customer's to have: the desk promises to send nothing of it to anybody.
_NOT_THEIRS = regex(
    r"(?<!\w)(?:(?:every|all|any|each|other|another|todos?|todas?|tous|toutes|alle[rns]?|все\w*|"
    r"sabhi|saare|सभी|كل) (?:\w+ )?(?:customers?|clients?|guests?|leads?|users?|people|"
    r"clientes?|huespedes|kunden\w*|gaste|"
    r"клиент\w*|пользовател\w*|grahak\w*|ग्राहक\w*|العملاء|الزبائن|"
    r"messages?|chats?|conversations?|histor(?:y|ies)|mensajes?|conversacion\w*|"
    r"nachrichten|gesprache|mensagens|conversas|сообщен\w*|переписк\w*|"
    r"sandesh|संदेश\w*|الرسائل|المحادثات)|"
    r"(?:customer|client|guest|user|agent)s?'s?(?!\w)|passwords?|passports?|credit cards?|card numbers?|"
    r"tokens?|api keys?|secrets?|databases?|contrasenas?|pasaportes?|mots? de passe|passeports?|"
    r"passworter|passwort|"
    r"reisepass\w*|senhas?|passaportes?|парол\w*|паспорт\w*|pasword|पासवर्ड|पासपोर्ट|كلم\w* المرور|جواز\w*)"
    r"(?![\w\u0900-\u0963])"
)
_READINGS = 8  # nobody asks for it more often in one message


def wants_it_by_mail(text: str) -> bool:
    """Say whether the proposal, or what was promised, is to come by e-mail.

    Who wants none, tells of mail that others send, or asks after it, orders nothing.
    """
    plain = read(text).plain
    if _OTHERS.search(plain) or _NOT_THEIRS.search(plain):
        return False
    at = 0
    for _ in range(_READINGS):
        match = _ASKS.search(plain, at)
        if match is None:
            return False
        if _is_ordered(plain, match):
            return True
        at = match.start() + 1
    return False


def _is_ordered(plain: str, match: re.Match[str]) -> bool:
    begin, end = match.span()
    first = max((m.end() for m in _TURNS.finditer(plain, 0, begin)), default=0)
    before, said = _WHY_NOT.sub(" ", plain[first:begin]), match.group()
    if is_refused(before) or is_refused(said) or _NO.search(before + said) or _NO_BEHIND.match(plain, end):
        return False
    head = before if _STARTS_BY_VERB.match(said) else before + said
    others = list(_ANYONE_ELSE.finditer(head))
    if others and not _YOU.search(head, others[-1].end()):
        return False
    if _BY_ANOTHER.search(before) or _TELLS.search(said) or _ASKED_OF_IT.match(plain, begin):
        return False
    return not _TELLS_BEHIND_A_NAME.match(said) or bool(_POLITE.fullmatch(before))
