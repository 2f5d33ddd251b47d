"""Days by which a trip is to move, where nobody says which way: "our dates should move by 3 days"."""

from agents.regexes import regex
from agents.understanding.clauses import clause_around
from agents.understanding.counted_nouns import DAYS, WEEKS
from agents.understanding.date_grammar import GIVE_OR_TAKE, NO_LEEWAY_BEHIND
from agents.understanding.numbers import SAFE_WORDS
from agents.understanding.spoken_of import manner_of

_DAYS = (
    rf"(?:(?:\d{{1,2}}|{SAFE_WORDS}|an?|un[ae]?|eine[mn]?|uma?) ?"
    rf"(?:{'|'.join((*DAYS.values(), *WEEKS.values()))})"
    r"|неделю)(?!\w)"
)
# Days by which the trip is to move are none of its length: "our dates should move by 3 days".
MOVED_BY = regex(
    r"(?<!\w)(?:mov(?:e|es|ed|ing)|shift(?:s|ed|ing)?|postpon(?:e|ed|ing)|push(?:ed|ing)?|chang(?:e|ed|ing)|"
    r"delay(?:ed|ing)?|mover\w*|aplazar\w*|adelantar\w*|(?:decal|deplac|repouss|report|avanc)"
    r"(?:er|ez|ons)|"
    r"verschieben|verschiebt|verschoben|verlegen|adiar|antecipar|mudar|"
    r"(?:сдвин|перенес|отлож|смест)(?:уть|ти|ить|ите|ьте|им|ем))"
    r"(?: (?:sie|bitte|die (?:reise|termine|daten)|den (?:urlaub|termin)|it|them|"
    r"everything|all|the (?:trip|dates?|start)|our (?:trip|dates?)|back|forward|"
    r"la fecha|las fechas|el viaje|le voyage|les dates|a viagem|as datas|даты|поездку)){0,3}"
    rf" (?:by|en|de|d'|um|em|на|por) ?{_DAYS}{NO_LEEWAY_BEHIND}(?! (?:shorter|longer|less|more))|"
    # By the verb alone: what is pushed back or put off is so by a time.
    rf"(?<!\w)(?:push(?: (?:it|everything|the (?:trip|dates?)|our (?:trip|dates?)))? back|postpone|aplazar|"
    rf"aplazarlo|posponer)(?: (?:it|the trip|el viaje|la fecha))? {_DAYS}|"
    rf"(?<!\w)(?:delayed|postponed|retras\w+|retard\w+|verspat\w+|atras(?:ou|aram|ado)|задерж\w+)"
    rf"(?: (?:by|for|de|um|en|em|на))? {_DAYS}|"
    rf"(?<!\w)um {_DAYS} (?:verschieben|verschoben|verlegen|verspat\w+)(?!\w)"
)
# That the trip is to move, and neither by how much nor to which day: "can we change the dates?"
_MOVES_SOMEWHEN = regex(
    r"(?<!\w)(?:(?:move|shift|postpone|change|reschedule) (?:the |our |my )?(?:(?:start|travel|trip) )?"
    r"(?:trip|dates?|holidays?|vacation)(?: (?:of|for) (?:the|our|my) (?:trip|holidays?))?|"
    r"(?:mover|cambiar|aplazar) (?:la|las|el|nuestras?|nuestro) (?:fechas?|viaje)|"
    r"(?:changer|decaler|reporter) (?:la|les|le|nos|notre) (?:dates?|voyage)|"
    r"(?:die|das|den|unsere[nr]?) (?:reise|termine?|daten|datum|reisedaten) (?:verschieben|verlegen|andern)|"
    r"(?:mudar|alterar|adiar) (?:a|as|nossas?) (?:datas?|viagem)|"
    r"(?:перенести|сдвинуть|изменить|поменять) (?:нашу |наши )?(?:поездку|дат[уы])|"
    r"(?:(?:i|we)(?:'d| would)? (?:want|need|like|prefer) (?:to have )?(?:some )?(?:other|different|"
    r"new) (?:travel )?dates|(?:queremos|quiero|necesitamos|necesito|preferimos) (?:unas )?otras fechas|"
    r"(?:(?:je )?(?:veux|voudrais|prefere)|(?:nous )?(?:voulons|voudrions|preferons)) d'autres dates|"
    r"(?:(?:wir|ich) )?(?:mochten?|wollen|will|brauchen?|hatten? gern) andere (?:reise)?(?:daten|termine)|"
    r"(?:queremos|quero|preciso de|precisamos de|preferimos) outras datas|"
    r"(?:хотим|хочу|нам нужны|мне нужны|хотели бы) другие даты|(?:نريد|اريد|نحتاج) تواريخ (?:اخري|مختلفه)|"
    r"(?:doosr|dusr|doosar)i (?:tareekh|dates?)(?:en|ein)? (?:chahiye|chahie)|"
    r"दूसरी तारीख(?:ें)? चाहिए))"
    r"(?: (?:please|pls|por favor|svp|bitte|пожалуйста))?(?=\s?(?:[?.!]|$))"
)
_LEEWAY = regex(GIVE_OR_TAKE)
_OF_THE_TRIP = regex(
    r"(?<!\w)(?:dates?|trip|tour|travel|holidays?|vacation|start|departure|everything|we|please|"
    r"fechas?|viaje|salida|queremos|podemos|dates|voyage|depart|nous|on|faut|reise|urlaub|termine?|daten|wir|"
    r"datas?|viagem|saida|поездк\w*|дат[аыу]|тур|нам|мы)(?!\w)"
)
_LATER = regex(r"(?<!\w)(?:postpon|delay|aplaz|pospon|repouss|adiar|отлож|(?:push|move)[^,.;!?]* back(?!\w))")
_EARLIER = regex(r"(?<!\w)(?:adelantar|avanc|antecip|(?:move|shift|push|bring)[^,.;!?]* forward(?!\w))")


def way_moved(plain: str) -> tuple[int, int, bool] | None:
    """Where the days stand by which the trip is to move, and whether earlier; None where no verb says."""
    match = MOVED_BY.search(plain)
    if match is None or not moves_somehow(plain):
        return None
    first, last = clause_around(plain, *match.span())
    later, earlier = (pattern.search(plain, first, last) is not None for pattern in (_LATER, _EARLIER))
    return (*match.span(), earlier) if later != earlier else None


def moves_somewhen(plain: str) -> bool:
    """Whether the trip is to move, and nobody says by how much or to which day."""
    match = _MOVES_SOMEWHEN.search(plain)
    return match is not None and manner_of(plain, *match.span()) == "wished"


def moves_somehow(plain: str) -> bool:
    """Whether the trip is to move by some days, earlier or later; other things that move are none of it."""
    match = MOVED_BY.search(plain)
    if match is None or _LEEWAY.search(plain) or manner_of(plain, *match.span()) != "wished":
        return False
    first, last = clause_around(plain, *match.span())
    return _OF_THE_TRIP.search(plain, first, last) is not None
