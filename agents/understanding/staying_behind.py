"""What is told of relatives or friends who do not travel: "my sister is vegan but she stays at home".

Whoever is spoken of in a dialogue about a trip is taken to come along, so what they eat, like or cannot do
counts. It does not where the message itself says that they stay behind, or that we do not want the same.
"""

import re
from collections.abc import Iterator
from itertools import islice

from agents.regexes import regex
from agents.understanding.clauses import part_around
from agents.understanding.marks import is_within
from agents.understanding.of_whom import OTHERS, are_children, kin_before
from agents.understanding.reading import TAKEN
from agents.understanding.spoken_words import LIKES, WISHES

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
_BUT = r"(?:but|though|although|whereas|pero|mais|aber|mas|но|а|lekin|लेकिन|لكن|ولكن)"
_NOT_WE = regex(
    rf"(?:,?\s(?:{_BUT}|and),?|,) "
    r"(?:(?:we|i) (?:do not|don't|would not|wouldn't|are not|aren't|am not)|(?:we're|i'm) not|"
    r"not (?:us|we|me)|(?:nosotr[oa]s|yo) no|"
    r"(?:nous|moi),? (?:non|pas)|pas (?:nous|moi)|(?:wir|ich) nicht|(?:nos|eu) nao|"
    r"(?:мы|я) (?:нет|не хот\w+|не хочу)|(?:hum|main) nahin?|(?:हम|मैं) नहीं|(?:نحن|انا) لا)"
    r"(?=\s*(?:$|[.,;!\n]))"
)
# "… but we prefer beaches": what others are fond of is said not to be ours.
_WE_RATHER = regex(
    rf",?\s{_BUT},? (?:(?:we|i) (?:would |'d )?(?:prefer|rather)|(?:we|i)'d (?:rather|prefer)|"
    r"(?:nosotr[oa]s |yo )?prefer(?:imos|iriamos)|prefiero|(?:nous |on |je )prefer\w+|"
    r"(?:wir|ich) (?:bevorzug\w+|mogen lieber|mag lieber|mochten lieber|mochte lieber)|"
    r"(?:nos |eu )?prefer(?:imos|iamos)|prefiro|(?:мы |я )предпочита\w+)(?!\w)"
)
_WHO = regex(r",? (?:who|que|quien|qui|die|der|котор\w+|jo|जो|التي|الذي)(?!\w)")
_CUES = 8  # nobody tells of more in one message


def of_those_at_home(plain: str) -> list[tuple[int, int]]:
    """The ranges that tell of people who stay behind, and of what others want and we do not."""
    found = []
    for stays in islice(_STAYS.finditer(plain), _CUES):
        if kin := _spoken_of(plain, stays.start()):
            found += [_told_of(plain, kin, stays.start()), *_theirs(plain, stays)]
    for refused in islice(_NOT_WE.finditer(plain), _CUES):
        kin = _spoken_of(plain, refused.start())
        if kin and _is_theirs(plain, kin, refused.start()):
            found.append((kin.start(), refused.end()))
    for rather in islice(_WE_RATHER.finditer(plain), _CUES):
        kin = _spoken_of(plain, rather.start())
        if kin and _likes(plain, kin, rather.start()):
            found.append((kin.start(), rather.start()))
    return found


def _is_theirs(plain: str, kin: re.Match[str], end: int) -> bool:
    """Whether what stands before `end` is what the relatives wish for or are fond of."""
    return is_within(WISHES, plain, kin.start(), end) or _likes(plain, kin, end)


def _likes(plain: str, kin: re.Match[str], end: int) -> bool:
    """Whether the relatives are fond of what stands before `end`; children come along, so theirs counts."""
    is_fond = LIKES.match(plain, kin.end() + 1, end) is not None
    return is_fond and not are_children(kin.group())


def _spoken_of(plain: str, end: int) -> re.Match[str] | None:
    """The relatives of whom the words before `end` tell; None where some of those words are read already."""
    kin = kin_before(plain, end)
    return None if kin is None or TAKEN in plain[kin.start() : end] else kin


def _told_of(plain: str, kin: re.Match[str], stays: int) -> tuple[int, int]:
    """What is told of them in the part that names them, or in the aside behind: "my mother, who is vegan"."""
    if _WHO.match(plain, kin.end()):
        return kin.start(), stays
    return kin.start(), part_around(plain, *kin.span())[1]


def _theirs(plain: str, stays: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The part in which they are said to stay, and those behind it that begin with "she" or "they"."""
    first, last = part_around(plain, *stays.span())
    yield first, last
    while last < len(plain) and (they := OTHERS.match(plain, last)) and they["kin"] is None:
        first, last = part_around(plain, they.end(), they.end() + 1)
        yield first, last
