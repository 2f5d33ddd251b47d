"""Whether a message asks to have the proposal sent by e-mail, in eight languages."""

import re

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
_GAP = r"[^.!?\n]{0,70}?"
_ASKS = re.compile(
    rf"(?<![\w\u0900-\u0963])(?:{_VERB}{_GAP}(?:(?<!\w){_MAIL}|{_ADDRESS})|"
    rf"(?:(?<!\w){_MAIL}|{_ADDRESS}){_GAP}(?<!\w)(?:bhej\w*|भेज\S*|schick\w*|sende\w*|zuschick\w*|zusende\w*|"
    rf"send|forward){_END}|"
    r"e-?mail (?:me|us|it|this|that|the (?:plan|proposal|quote|offer|pdf|itinerary))(?!\w)|"
    r"mail (?:me|us|it|this|that|the)(?!\w)|(?:e-?mail|mail|ईमेल|मेल) (?:kar|कर)\S*)"
)
# Who sends something themselves, asks whether it was sent, or asks for our address, wants nothing sent.
_OTHERS = re.compile(
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


def wants_it_by_mail(text: str) -> bool:
    """Say whether the proposal, or what was promised, is to come by e-mail."""
    plain = read(text).plain
    return _ASKS.search(plain) is not None and not _OTHERS.search(plain)
