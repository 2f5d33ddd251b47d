"""A hotel or flights that are booked already, told without the dates: "ya reservé el hotel"."""

from collections.abc import Iterator
from datetime import date

from agents.regexes import regex
from agents.understanding.booking_nouns import FLIGHT, STAY
from agents.understanding.dates import moments
from agents.understanding.reading import TAKEN, Reading

_CLAUSE_ENDS = regex(
    r"(?<!\d)\.(?=\s|$)|[!?;,\n]|\s(?:but|so|pero|mais|aber|mas|но|lekin|लेकिन|لكن)(?=\s)|"
    r"\s(?=(?:and|y|et|und|e|и|aur|और|و) (?:we|i|queremos|quiero|nous|je|wir|ich|мы|hum|हम|نريد)(?!\w))"
)
_DONE = regex(
    r"(?<!\w)(?:already (?:booked|reserved)|already (?:have|has|got) (?:an? |the |our |my )?(?:hotel|"
    r"flights?|rooms?|tickets?)(?! in)|(?:have|has|'ve) (?:already )?(?:booked|reserved|"
    r"bought)|"
    r"(?:is|are) (?:already )?(?:booked|reserved)|(?:we|i) (?:already )?(?:booked|reserved)|booked already|"
    r"ya (?:\w+ ){0,2}?reserv(?:e|amos|ad[oa]s?|aron)|(?:he|hemos) reservado|(?:esta|estan) reservad[oa]s?|"
    r"ya (?:tenemos|tengo)|"
    r"deja (?:\w+ ){0,2}?reserve\w*|(?:avons|ai|est|sont) (?:deja )?reserve\w*|(?:avons|ai) deja|"
    r"(?:schon|bereits) (?:\w+ ){0,2}?(?:gebucht|reserviert)|(?:haben|habe|ist|"
    r"sind) (?:\w+ ){0,4}?(?:gebucht|"
    r"reserviert)|"
    r"ja (?:\w+ ){0,2}?reserv(?:ei|amos|ad[oa]s?)|(?:esta|estao) reservad[oa]s?|reservei|ja (?:temos|"
    r"tenho|comprei)|"
    r"(?:уже )?(?:забронировал\w*|забронирован\w*|купили билет\w*)|уже есть|"
    r"(?:book|reserve) (?:ho|kar|kara) (?:gay[aie]|chuk\w+|liy[aie]|di\w*)|(?:pehle se|already) book|"
    r"बुक (?:हो|कर|करा) (?:गय\w*|चुक\w*|लिय\w*)|बुक है|(?:حجزت|حجزنا|محجوز\w*))(?!\w)"
)
_NOT_SO = regex(
    r"(?<!\w)(?:not|n't|never|no longer|want|would|will|can|could|please|should|if|need|when|after|once|"
    r"before|"
    r"no|quer\w+|quier\w+|cuando|si|pas|voul\w+|si|quand|nicht|kein\w*|wenn|mochte\w*|nao|quando|se|не|"
    r"если|когда|"
    r"nahi\w*|mat|agar|jab|नहीं|अगर|जब|لم|لا|اذا|cancel\w*|annul\w*|storni\w*|отмен\w+|الغ\w+|fully|you|"
    r"ihr|usted\w*|"
    r"vous|sie|voce\w*|вы|aap\w*|आप\w*)(?!\w)"
)
_HOMEWARDS = regex(
    r"(?<!\w)(?:return\w*|home|back|homebound|vuelta|regreso|retour|ruckflug|zuruck|volta|regresso|обратн\w+|"
    r"العوده|عوده|wapsi|wapas|वापसी|वापस|internal|domestic|connecting)(?!\w)"
)


def booked_already(reading: Reading, today: date) -> Iterator[tuple[int, int]]:
    """The clauses that say so of the customer's own bookings, unless another reader has taken their words.

    Flights on a day to come are left to those who read dates: "my flight is booked for 11 Feb at 14:30".
    """
    begin = 0
    for end in [*(match.start() for match in _CLAUSE_ENDS.finditer(reading.plain)), len(reading.plain)]:
        clause = reading.plain[begin:end]
        is_told = _DONE.search(clause) and (FLIGHT.search(clause) or STAY.search(clause))
        is_asked = reading.plain[end : end + 1] == "?"
        is_plain = TAKEN not in clause and not _NOT_SO.search(clause)
        if is_told and not is_asked and is_plain and not _is_dated(clause, today):
            yield begin, end
        begin = end + 1


def _is_dated(clause: str, today: date) -> bool:
    """Whether flights are told with a day to come; those home, and hotels, do not tell when a trip starts."""
    if not FLIGHT.search(clause) or STAY.search(clause) or _HOMEWARDS.search(clause):
        return False
    return any(moment.is_exact and moment.first > today for moment in moments(clause, today))
