"""A town that is told as the place to land at: "we land on 3 March at Denpasar", for a trip to Bali."""

from collections.abc import Iterable

from agents.regexes import regex
from agents.understanding.gazetteer import Gazetteer, Mention, PlaceName
from agents.understanding.reading import Reading, read

_REACH = 60  # characters between the verb and the town, a date among them
_LANDS = (
    r"land(?:s|ing|en|e|et)?|touch(?:es|ing)? down|fly(?:ing)? (?:in|into)|aterri[zs]\w+|atterri\w+|"
    r"pous(?:amos|o|aremos)|"
    r"приземл\w*|прилет\w*|نهبط|سنهبط|هبوطنا"
)
_ARRIVES = (
    r"arriv(?:e|es|ing|ons|ee|erons)|llega(?:mos|remos|da)|llego|ankunft|(?:wir|ich) kommen?|chega(?:mos|"
    r"remos|da)|chego|"
    r"прибыва\w*|س?نصل|الوصول|وصولنا"
)
_VERB = regex(rf"(?<!\w)(?:(?P<lands>{_LANDS})|(?P<arrives>{_ARRIVES}))(?!\w)")
_AT = regex(
    r"(?<!\w)(?:in|at|into|en|a|au|em|no|na|nach|в|во|الي|في)"
    r"(?: (?:the |el |o |l')?(?:airport (?:of|in|at)|aeropuerto de|aeroport de|flughafen|aeroporto de|"
    r"аэропорт\w*|مطار))?"
    r"(?: the)? $"
)
# "Dubai mein 3 March ko land karenge", "3 ko Denpasar pahunchenge".
_BEHIND = regex(
    r"\s{0,40}(?:(?:airport|mein|me|main|pe|par|में|पर) )?(?:(?:\d{1,2} \S+ (?:ko|को) ))?"
    r"(?:(?P<lands>land(?:ing)?|utar\w*|उतर\S*|लैंड)|(?P<arrives>pah?unch\w*|पहुंच\S*|पहुँच\S*))"
)
_GOES_ON = regex(
    r"[;!?\n,]|(?<!\d)\.|(?<!\w)(?:and|then|before|after|drive|go|head|leave|back|home|again|not|y|et|und|"
    r"e|и|"
    r"zuruck|vuelta|retour|volta|обратно|домой)(?!\w)"
)
_THERE = regex(r"(?<!\w)(?:there|dort|alli|ahi|la-bas|ali|там|هناك|wahan|वहाँ|वहां)(?![\w\u0900-\u0963])")
_STAYS = regex(
    r"(?<!\w)(?:stay\w*|spend\w*|explor\w*|visit\w*|bleib\w*|ubernacht\w*|qued\w+|rest(?:er|ons)|fic(?:ar|"
    r"amos)|"
    r"остан\w+|ruk\w+|\d+ ?(?:n|nights?|days?|noches|nuits|nachte|noites|ноч\w+|raat\w*|ليال\w*))(?!\w)"
)
_CLAUSE_ENDS = regex(r"[;!?\n,]|(?<!\d)\.|$")


def lands_at(reading: Reading, places: Gazetteer, earlier: Iterable[str] = ()) -> tuple[int, int] | None:
    """Where a town is named only to land at: one of the land that the trip, named here or `earlier`, goes to.

    Where no trip is named at all, it may be one of any land that trips are sold to: where to is asked then.
    Where nights are to be spent there, it is a stop; what is sold as a trip of its own is where it goes.
    """
    plain = reading.plain
    mentions = places.mentions(plain) if _VERB.search(plain) or _BEHIND.search(plain) else []
    for one in mentions:
        if one.place.kind not in ("city", "area") or _is_a_stop(plain, one, mentions):
            continue
        told = _told(plain, one)
        if told is None or (told == "arrives" and one.place.is_sold):
            continue
        goals = [m.place for m in mentions if m.place.is_sold and m.place != one.place]
        goals += [
            m.place for said in earlier for m in places.mentions(read(said[:2000]).plain) if m.place.is_sold
        ]
        is_alone = not goals and told == "lands" and not one.place.is_sold and len(mentions) == 1
        if any(_is_there(one.place, goal, places) for goal in goals) or (
            is_alone and is_on_the_way(one.place, places)
        ):
            return one.begin, one.end
    return None


def is_on_the_way(town: PlaceName, places: Gazetteer) -> bool:
    """Whether a town lies in a country that trips are sold to."""
    return any(_is_there(town, goal, places) for goal in places.sold)


def _told(plain: str, one: Mention) -> str | None:
    """How the verb tells of it: "lands", or "arrives", which any stop may be; None where none does."""
    since = max(0, one.begin - _REACH)
    verbs = list(_VERB.finditer(plain, since, one.begin))
    if verbs and not _GOES_ON.search(plain, verbs[-1].end(), one.begin):
        if verbs[-1].group().endswith((" in", " into")) and verbs[-1].end() == one.begin - 1:
            return "lands"
        return verbs[-1].lastgroup if _AT.search(plain, verbs[-1].end(), one.begin) else None
    behind = _BEHIND.match(plain, one.end)
    return behind.lastgroup if behind else None


def _is_a_stop(plain: str, one: Mention, mentions: list[Mention]) -> bool:
    ends = _CLAUSE_ENDS.search(plain, one.end)
    end = ends.start() if ends else len(plain)
    if _THERE.search(plain, one.end, min(len(plain), one.end + _REACH)):
        return True
    is_last = not any(one.end <= m.begin < end for m in mentions)
    return is_last and _STAYS.search(plain, one.end, end) is not None


def _is_there(town: PlaceName, goal: PlaceName, places: Gazetteer) -> bool:
    if town.is_sold:
        return places.are_akin(town.name, goal.name)
    return town.within == goal.country != ""
