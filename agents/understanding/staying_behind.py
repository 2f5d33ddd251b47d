"""What is told of relatives or friends who do not travel: "my sister is vegan but she stays at home".

Whoever is spoken of in a dialogue about a trip is taken to come along, so what they eat, like or cannot do
counts. It does not where the message itself says that they stay behind, or that we do not want the same.
"""

import re
from collections.abc import Iterator
from itertools import islice

from agents.regexes import regex
from agents.understanding.marks import is_within
from agents.understanding.reading import TAKEN
from agents.understanding.spoken_of import part_around
from agents.understanding.spoken_words import KIN, MY, OTHERS, WE, WISHES

_THEY = regex(rf"(?<!\w)(?:{MY} (?:\w+ )?)?{KIN}(?!\w)")
# "Is not coming to dinner", "does not travel well" and "n'est pas" say nothing of the trip.
_ENDS = (
    r"(?=\s*(?:$|[.,;:!?\n)]|(?:along|either|too|anyway|this time|on (?:the|this|our) trip|"
    r"with (?:us|me)|con nosotr[oa]s|conmigo|avec (?:nous|moi)|mit uns|conosco|comigo|com a gente|"
    r"junto|с нами|معنا|and|but|so|because|y|pero|porque|et|mais|car|und|aber|weil|e|mas|и|но|"
    r"aur|lekin|और|लेकिन|و\w*|ولكن)(?!\w)))"
)
_STAYS = regex(
    r"(?<!\w)(?:(?:stay|stays|staying|remains?) (?:back )?(?:at )?home(?!\w)|"
    r"(?:(?:is|are|'s|'re|will be) not|isn't|aren't) "
    rf"(?:coming|travell?ing|joining|going|part of (?:this|the|our) trip){_ENDS}|"
    r"(?:does not|doesn't|do not|don't|will not|won't|cannot|can't|can not) "
    rf"(?:come|travel|join|go with|come with)(?: us| me)?{_ENDS}|"
    r"se qued(?:an?|ara|aran) en (?:la )?casa|"
    rf"no (?:nos acompan\w+|(?:viene|vienen|viaja|viajan|vendra|vendran)){_ENDS}|"
    r"rest(?:e|ent|era|eront) (?:a la maison|chez (?:elle|lui|eux|elles))|"
    rf"ne (?:nous accompagn\w+|vient|viennent|viendra|viendront|voyage|voyagent|part|partent) pas{_ENDS}|"
    r"bleib(?:t|en) (?:aber |jedoch |lieber |ja )?(?:zu hause|zuhause|daheim)|"
    r"(?:kommt|kommen|reist|reisen|fahrt|fahren|fliegt|fliegen) (?:aber |ja |leider |diesmal )?"
    r"nicht mit(?! \w+ \w)|"
    r"fica(?:m|ra|rao)? em casa|"
    rf"nao (?:vem|viaja|viajam|vira|virao|va[io] (?:conosco|com a gente)){_ENDS}|"
    r"оста(?:е|ё|н)\w+ дома|"
    rf"не (?:едет|едут|поедет|поедут|летит|летят|полетит|полетят){_ENDS}|"
    r"ghar (?:par|pe) (?:hi )?(?:rah|ruk)\w+|(?:saath )?nahin? (?:aa rah\w+|aayeg\w+|aayeng\w+)|"
    r"घर पर (?:ही )?(?:रह|रुक)\S*|(?:साथ )?नहीं (?:आ रह\S*|आएग\S*|आएंग\S*)|"
    r"س?[تي]بقي في (?:البيت|المنزل)|"
    rf"لن (?:تاتي|ياتي|ياتوا|تسافر|يسافر|يسافروا|ترافقنا|يرافقنا|يرافقونا){_ENDS})"
)
_NOT_WE = regex(
    r",?\s(?:but|and|though|although|pero|mais|aber|mas|но|а|lekin|लेकिन|لكن|ولكن),? "
    r"(?:(?:we|i) (?:do not|don't|would not|wouldn't)|not (?:us|we|me)|(?:nosotr[oa]s|yo) no|"
    r"(?:nous|moi),? (?:non|pas)|pas (?:nous|moi)|(?:wir|ich) nicht|(?:nos|eu) nao|"
    r"(?:мы|я) (?:нет|не хот\w+|не хочу)|(?:hum|main) nahin?|(?:हम|मैं) नहीं|(?:نحن|انا) لا)"
    r"(?=\s*(?:$|[.,;!\n]))"
)
_WHO = regex(r",? (?:who|que|quien|qui|die|der|котор\w+|jo|जो|التي|الذي)(?!\w)")
_CUES = 8  # nobody tells of more in one message


def of_those_at_home(plain: str) -> list[tuple[int, int]]:
    """The ranges that tell of people who stay behind, and of what others want and we do not."""
    found = []
    for stays in islice(_STAYS.finditer(plain), _CUES):
        if (who := _spoken_of(plain, stays.start())) is not None:
            found += [_told_of(plain, who, stays.start()), *_theirs(plain, stays)]
    for refused in islice(_NOT_WE.finditer(plain), _CUES):
        who = _spoken_of(plain, refused.start())
        if who is not None and is_within(WISHES, plain, who, refused.start()):
            found.append((who, refused.end()))
    return found


def _spoken_of(plain: str, end: int) -> int | None:
    """Where the words begin that name the relatives spoken of before `end`; None where it is us."""
    told = list(_THEY.finditer(plain, max(0, end - _LONGEST), end))
    named = told[-1] if told else None
    if named is None or is_within(WE, plain, named.end(), end) or TAKEN in plain[named.start() : end]:
        return None
    before, _ = part_around(plain, *named.span())
    return None if is_within(WE, plain, before, named.start()) else named.start()


_LONGEST = 160  # characters from those who are named to what is said of their coming


def _told_of(plain: str, who: int, stays: int) -> tuple[int, int]:
    """What is told of them in the part that names them, or in the aside behind: "my mother, who is vegan"."""
    if (named := _THEY.match(plain, who)) and _WHO.match(plain, named.end()):
        return who, stays
    return who, part_around(plain, who, who + 1)[1]


def _theirs(plain: str, stays: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The part in which they are said to stay, and those behind it that begin with "she" or "they"."""
    first, last = part_around(plain, *stays.span())
    yield first, last
    while last < len(plain) and (they := OTHERS.match(plain, last)) and they["kin"] is None:
        first, last = part_around(plain, they.end(), they.end() + 1)
        yield first, last
