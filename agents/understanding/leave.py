"""Whether what is asked in a message is leave: "can we start on the 22nd instead?" asks no library."""

from agents.regexes import regex
from agents.understanding.reading import read

_BEFORE = (
    r"^\W*(?:(?:and|but|so|also|ok|okay|then|hi|hello|hey|actually|hmm|well|please|pls|wait|sorry|y|pero|"
    r"entonces|"
    r"hola|et|mais|alors|bonjour|und|aber|dann|hallo|e|mas|entao|ola|и|а|но|тогда|aur|to|accha|और|तो|अच्छा|"
    r"و)\W+){0,3}"
)
_LEAVE = (
    r"(?:(?:can|could|may|might|shall) (?:we|i|you)|(?:would it be |is it |is that )?possible to|what about|"
    r"how about|"
    r"what if we|why not|(?:podemos|podriamos|se puede|puedo|pueden?|podria\w*|es posible|que tal si|y si)|"
    r"(?:est-ce (?:qu'on|que nous|possible)|est-il possible|c'est possible|peut-on|on peut|pouvons-nous|"
    r"pouvez-vous|"
    r"pourrait-on|pourrions-nous|pourriez-vous|on pourrait|et si)|(?:konnen|konnten|kann|durfen) (?:wir|sie|"
    r"ich|man)|"
    r"ist es moglich|wie ware es|(?:podemos|poderiamos|podem|pode|poderia|posso|da pra|da para|e possivel|"
    r"e se)|"
    r"(?:можно|можем|могли бы|можете|возможно ли|а если)|(?:هل )?(?:يمكن\w*|ممكن|نستطيع|تستطيع\w*))(?!\w)|"
    r"(?:kya|क्या)\s.{1,80}(?:sakt[aei]|sakti|सकत[ाेी])(?:\s|\W|$)"
)
_ASKS_LEAVE = regex(f"{_BEFORE}(?:{_LEAVE})")
_BEGINS = regex(
    r"(?<!\w)(?:start|begin|depart|leave(?! (?:the|our|from the))|set off|set out|move|shift|postpone|push|"
    r"bring|"
    r"reschedule|travel(?! by)|fly out|change (?:it|the dates?|our dates?)|"
    r"empezar|comenzar|empecemos|salir|viajar|mover|aplazar|adelantar|cambiar (?:la|las) fechas?|"
    r"commencer|partir|debuter|voyager|decaler|reporter|avancer|deplacer|changer (?:la|les) dates?|"
    r"starten|beginnen|anfangen|losfahren|losfliegen|abreisen|verschieben|verlegen|vorziehen|"
    r"comecar|iniciar|sair|adiar|antecipar|mudar (?:a|as) datas?|"
    r"начать|выехать|вылететь|отправиться|перенести|сдвинуть|"
    r"نبدا|نسافر|ننطلق|نغادر|تاجيل|تقديم|نؤجل|نوجل|shuru|nikal\w*|शुरू|निकल\S*|शिफ्ट)(?![\w])"
)
_SENTENCE = regex(r"(?<=[!?\n])\s+|(?<=[^\d\s]\.)\s+")  # not behind the day of "am 22. Dezember"


_HOW_TO_BOOK = regex(
    r"(?<!\w)(?:how (?:do|can|should|shall) (?:we|i|you) (?:now )?(?:confirm|book|reserve|proceed|go ahead|"
    r"finali[sz]e)|"
    r"how to (?:confirm|book|reserve|proceed|go ahead|finali[sz]e)|what (?:do|would|else do) you need"
    r"(?: from (?:me|us))?(?: now)? to (?:book|confirm|reserve)|what(?:'s| is|s| are)? (?:the |our |"
    r"my )?next steps?|"
    r"(?:como|donde) (?:reservo|reservamos|confirmo|confirmamos|puedo reservar|podemos reservar)|"
    r"comment (?:reserver|confirmer|je reserve|on reserve|puis-je reserver)|"
    r"wie (?:buche|buchen|bestatige|bestatigen|kann ich buchen|konnen wir buchen)|"
    r"como (?:faco|fazemos|fazer) para (?:reservar|confirmar)|как (?:забронировать|подтвердить|оформить)|"
    r"كيف (?:احجز|نحجز|اؤكد|نؤكد)|(?:book|confirm) kaise (?:kare|karein|karu|karna)\w*|"
    r"(?:बुक|कन्फर्म) कैसे कर\S*)(?: (?:it|this|that|the trip|now|then|please|pls|ca|cela|ich|wir|das|"
    r"jetzt))*(?=\W*$)"
)


def asks_how_to_book(text: str) -> bool:
    """Whether a message asks how the plan in hand is made firm, and what comes next."""
    return _HOW_TO_BOOK.search(read(text).plain) is not None


def only_asks_leave(text: str) -> bool:
    """Whether every question of a message asks for leave to do something, and there is one."""
    asked = [part for part in _SENTENCE.split(read(text).plain) if part.rstrip().endswith("?")]
    return bool(asked) and all(_ASKS_LEAVE.match(part) for part in asked)


def names_a_beginning(plain: str) -> bool:
    """Whether words speak of a trip that begins, or moves."""
    return _BEGINS.search(plain) is not None


def asks_to_begin(text: str) -> bool:
    """Whether leave is asked to begin a trip, or to move it: the day named beside it is the trip's."""
    return only_asks_leave(text) and names_a_beginning(read(text).plain)
