"""Which places a message names as where the trip starts and where it goes."""

import re
from dataclasses import dataclass, replace

from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer, Mention, PlaceName
from agents.understanding.reading import TAKEN, Reading

_FILL = r"(?:\s+(?:the|city|town|of|beautiful|lovely|sunny|downtown|central|airport|island|islands|area|la|el|le|les|los|las|der|die|das|den|o|os|as|near|around|both|either|only|perhaps|maybe|also|is|my|be|will|would|it's|it)){0,3}\s*$"
_FROM = re.compile(
    r"(?:(?<!away )(?<!days )(?<!options )(?<!hear )from|ex|out of|leav\w*|depart\w*(?: from| out of| city| at| in)?|origin\w*|start(?:ing)? (?:from|in|at|point)|based (?:in|out of)|live in|living in|reside in|residing in|i'm in|i am in|home is|flying out of|take off from|"
    r"desde|saliendo de|salida(?: de| desde)?|salgo de|salimos de|vivo en|vivimos en|somos de|soy de|depuis|au depart de|depart de|partant de|en partance de|j'habite a|nous habitons a|ab|von|aus|abflug(?: ab| von)?|wohne in|wohnen in|saindo de|partindo de|moro em|moramos em|sou de|somos de|"
    r"из|вылет из|отправление из|живу в|живем в|من|انطلاقا من|نعيش في|اسكن في)" + _FILL
)
_TO = re.compile(
    r"(?:to|into|towards|in|at|for|visit\w*|explor\w*|see|around|about|like|love|do|choose|prefer|via|heading|headed|bound|destination\w*|going|go|fly|trip|tour|holiday|vacation|travel|reach\w*|stay\w*|plan\w*|book|want|near|through|arriv\w*(?: in| at)?|city is|"
    r"a|en|hacia|para|por|visitar|conocer|ir a|viajar a|vers|au|aux|visiter|aller|nach|in|auf|besuchen|richtung|em|no|na|nas|nos|в|во|на|посетить|до|الي|في|زياره|ل|نحو|السفر|رحله)"
    + _FILL
)
_POST_FROM = re.compile(r"^\s*(?:se|से)(?!\w)(?!\s*(?:\d|badhiya))")
_POST_TO = re.compile(
    r"^\s*(?:jana|jaana|ghumna|ghoomna|jane|jaane|trip|tour|ke liye|ka|ki|mein|me|main|tak|chal|जाना|घूमना|जाने|के लिए|की|का|में|trip|tour|holiday|vacation|package|honeymoon|itinerary|reise|urlaub)(?!\w)"
)
_NEXT = re.compile(
    r"^\s*(?:,|;|/|&|\+|->|>|then|and then|and|or|plus|as well as|followed by|y|e|o|ou|et|und|oder|и|или|و|او|aur|ya|और|या|to|-|,\s*(?:and|or|then|y|e|et|und|и))\s*(?:the |also |then |maybe |onward to |to )*$"
)
_OR = re.compile(r"(?<!\w)(?:or|o|ou|oder|или|او|ya|या|either|vs|versus)(?!\w)|/")
_NAME = r"(?:(?:St|Ste|Mt|Ft)\.|(?:Santo|Santa|San|Saint|Port|Fort|Mount|Lake|New|El|La|Las|Los)(?=\s)|[A-ZÀ-ÖØ-ÞА-Я][\w'’\-]*)"
_LINK = r"(?:\s+(?:de|del|da|do|dos|das|di|la|le|las|los|el|al|of|the|e|y|und|am|an|der|upon|sur)){0,2}"
_CAPITALS = rf"{_NAME}(?:{_LINK}\s+{_NAME}){{0,4}}"
_UNKNOWN = re.compile(
    rf"(?<!\w)(?P<cue>[Ff]rom|[Tt]o|[Ii]n|[Vv]isit(?:ing)?|[Nn]ear|[Nn]ach|[Dd]esde|[Hh]acia|[Pp]ara|[Vv]on|[Ss]aindo de|[Dd]epuis|из|в|на|going to|see)\s+(?:the\s+)?(?P<names>{_CAPITALS}(?:\s*,\s*(?:and\s+)?{_CAPITALS}|\s+(?:and|or|&)\s+{_CAPITALS})*)"
)
_ONE_NAME = re.compile(_CAPITALS)
_NOT_NAMES = frozenset(
    "I We Hi Hello Hey Please Thanks Thank My Our The A An It This That Can Could Would Yes No Ok Okay Mr Mrs Ms Dr Sir Madam Also And But January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Diwali Holi Eid New Year USD INR EUR GBP AED Maybe Looking Hoping By Ideally Budget You Your Sedan SUV Luxury Economy EV Bye What When Where How Why Which Who There Is Are Do Does "
    "Business English Hindi Spanish French German Arabic Russian Portuguese PDF WhatsApp Email Whatsapp Airbnb Looking Need One Two Three Four Five Six Family".split()
)
_LOWER_PAIR = re.compile(
    r"(?<!\w)(?:from|leaving) (?P<a>[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){0,2}?),? (?:to|going to|heading to|and go to|travell?ing to) (?P<b>[a-z][a-z'.-]+(?: [a-z][a-z'.-]+)?)(?=\s*(?:[,.!?]|$|on |for |in |with |this |next |by |at |please|from |and ))"
)
_COMMON = frozenset(
    "the a an my our your this that it there here home work house hotel airport now today tomorrow start end begin be do go have make get me you us them him her one someone anyone place somewhere anywhere beach mountains city town room trip "
    "holiday vacation early late morning evening night day week weekend month time all everything nothing scratch know see stay book plan travel visit office abroad bed date dates".split()
)


@dataclass(frozen=True)
class _Named:
    """One place in the message with the part it was given."""

    begin: int
    end: int
    name: str
    role: str  # "from", "to", "" for none
    confidence: float
    place: PlaceName | None = None


def places(
    reading: Reading, gazetteer: Gazetteer, asked: SlotName | None, other_asked: SlotName | None = None
) -> tuple[dict[SlotName, Slot], Reading, list[Mention]]:
    """`origin`, `destinations` and `either` (places named as alternatives), and the mentions they rest on."""
    mentions = [m for m in gazetteer.mentions(reading.plain) if _stands_as_place(reading, m, asked)]
    mentions = _misspelt(reading, gazetteer, mentions)
    named = _qualified(reading, gazetteer, mentions)
    named = _with_unknown(reading, named)
    if not named and asked in {"origin", "destinations"}:
        named = _bare_answer(reading, asked)
    named = _roles(reading, named, asked, other_asked)
    slots = _slots(reading, named)
    return slots, reading.without(*((n.begin, n.end) for n in named)), mentions


def _stands_as_place(reading: Reading, mention: Mention, asked: SlotName | None) -> bool:
    if not mention.is_shaky:
        return True
    first, last = reading.span(mention.begin, mention.end)
    written = reading.text[first:last]
    before = reading.plain[max(0, mention.begin - 24) : mention.begin]
    has_cue = bool(
        re.search(
            r"(?:from|to|in|visit|near|leaving|and|or|,|nach|en|для|в|на|من|الي|ل|paris|see)\s+$", before
        )
    )
    if asked in {"origin", "destinations"} and len(reading.plain) < 30:
        return True
    if len(written) <= 3:
        return has_cue and (written.isupper() or mention.place.within == "US") or (written.isupper() and len(written) > 1)
    is_capital = written[:1].isupper() or not written[:1].isascii()
    return is_capital and (has_cue or bool(before.strip() and _TO.search(before)))


def _misspelt(reading: Reading, gazetteer: Gazetteer, mentions: list[Mention]) -> list[Mention]:
    found = list(mentions)
    for match in re.finditer(r"[^\W\d_]{4,}", reading.plain):
        begin, end = match.span()
        if (
            TAKEN in match.group()
            or any(m.begin < end and begin < m.end for m in mentions)
            or match.group() in _COMMON
        ):
            continue
        before = reading.plain[max(0, begin - 30) : begin]
        has_cue = bool(
            re.search(
                r"(?:from|to|in|visit|visiting|explore|nach|ir a|viajar a|para|vers|trip to|going|go|see)\s+$",
                before,
            )
        ) or bool(_POST_TO.match(reading.plain[end:]))
        sold_only = not has_cue
        if sold_only and len(match.group()) < 6:
            continue
        if hit := gazetteer.misspelt(match.group(), sold_only):
            place, likeness = hit
            is_name = reading.text[reading.span(begin, end)[0] :][:1].isupper()
            if (
                likeness >= (0.8 if is_name or place.is_sold else 0.86)
                and (not is_name or likeness >= 0.8)
                and match.group() not in _SOUND_ALIKE
            ):
                found.append(Mention(begin, end, place, likeness, is_native=False))
    return sorted(found, key=lambda m: m.begin)


_SOUND_ALIKE = frozenset(
    "sedan sudan party price places place planning plane plans later money month months nights people please hotel really range rest relax rome's temple beach beaches could would costs total tours around italian french german "
    "spanish indian chinese russian english thai greek turkish going family friday monday sunday trip trips mountain mountains snow there where these this morning evening breakfast dinner lunch order summer winter spring check minimum maximum "
    "march marche mall mails mail male mile miles mice pool pools many manly bath beta data date dates delhi's grand granddad granny canned canal chain chin china's india's parts pasta paper papers sanity sister siblings vegan vegans vegas dairy "
    "business budget burger malt maltese visit visits visa visas route route's reach range roam roman romantic romance seat seats soul seal special spare senior seniors single similar singles natal natural nature native lions loving leave leaving "
    "personne personnes personas pessoas pareja partir parents parent parque paid pair bare barely basic baby babies bring bringing kids kinda kind kindly child children cheap choose chose class clean close cabin cable cafe cases".split()
)


def _qualified(reading: Reading, gazetteer: Gazetteer, mentions: list[Mention]) -> list[_Named]:
    """Mentions with what merely says where they are ("Portland, OR", "Paris, France") drawn in."""
    named: list[_Named] = []
    skip = -1
    for index, mention in enumerate(mentions):
        if index <= skip:
            continue
        end = mention.end
        tail = re.match(r"\s*,\s*([^\W\d_]{2,}(?: [^\W\d_]+)?)", reading.plain[end:])
        words = [tail.group(1), tail.group(1).split()[0]] if tail else []
        for word in words:
            if gazetteer.is_qualifier(word, mention.place):
                end = end + (tail.start(1) if tail else 0) + len(word)
                break
        while skip + 1 < len(mentions) and index + 1 < len(mentions) and mentions[index + 1].begin < end:
            skip = index = index + 1
        name = (
            mention.place.name
            if mention.place.is_sold or not mention.is_native
            else reading.words(mention.begin, end)
        )
        if name.islower():
            name = name.upper() if len(name) <= 3 else name.title()
        named.append(_Named(mention.begin, end, name, "", 0.95 * mention.likeness, mention.place))
    return named


def _with_unknown(reading: Reading, named: list[_Named]) -> list[_Named]:
    """Capitalised names after "from", "to" or "in" that no list knows, read at lower confidence."""
    found = list(named)
    for match in _UNKNOWN.finditer(reading.text):
        for part in _ONE_NAME.finditer(match["names"]):
            _add_unknown(
                reading, found, match.start("names") + part.start(), part.group(), match["cue"].lower()
            )
    known = {n.begin for n in found}
    if not any(n.role == "from" for n in found):
        for pair in _LOWER_PAIR.finditer(reading.plain):
            for group, role in (("a", "from"), ("b", "to")):
                words = pair[group]
                is_new = not any(n.begin < pair.end(group) and pair.start(group) < n.end for n in found)
                if (
                    is_new
                    and TAKEN not in words
                    and not set(words.split()) & _COMMON
                    and pair.start(group) not in known
                ):
                    shown = words.upper() if len(words) <= 3 else words.title()
                    found.append(_Named(pair.start(group), pair.end(group), shown, role, 0.5))
    return sorted(found, key=lambda n: n.begin)


def _add_unknown(reading: Reading, found: list[_Named], first: int, words: str, cue: str) -> None:
    kept = words.rstrip(".,'’-")
    if kept.split()[0] in _NOT_NAMES or kept in _NOT_NAMES:
        return
    begin = next((i for i, start in enumerate(reading.starts) if start == first), -1)
    end = next((i for i, stop in enumerate(reading.ends) if stop == first + len(kept)), -1) + 1
    if begin < 0 or end <= begin or TAKEN in reading.plain[begin:end]:
        return
    overlapping = [n for n in found if n.begin < end and begin < n.end]
    if any(n.begin <= begin and n.end >= end for n in overlapping):
        return
    if overlapping:  # "Ubud Valley" around "Ubud": the longer name was meant
        found[:] = [n for n in found if n not in overlapping]
    role = (
        "from"
        if cue in {"from", "desde", "von", "из", "depuis", "saindo de"}
        else "to"
        if cue in {"to", "nach", "going to", "hacia", "para"}
        else "near"
    )
    found.append(_Named(begin, end, kept, role if role == "from" else "", 0.62 if role != "near" else 0.4))


def _bare_answer(reading: Reading, asked: SlotName) -> list[_Named]:
    """A short answer to "where to?" that no list knows is taken as a place all the same."""
    plain = re.sub(rf"[{TAKEN}]", " ", reading.plain)
    match = re.fullmatch(
        r"\W*(?:(?:i|we)(?:'m| am| are|'ll be| will be)? (?:thinking of|thinking|going|want|leaving|departing|travell?ing|coming)?|it's|it is|its|from|to|in|maybe|probably|please|the city of|sure)*\s*(?P<name>[^\W\d_][\w'.-]*(?:[ ][^\W\d_][\w'.-]*){0,2}(?:, ?\w+)?)\W*(?:please|pls)?\W*",
        plain,
    )
    if not match or set(match["name"].split()) & (_COMMON | _SAID_OTHERWISE):
        return []
    name = reading.words(*match.span("name"))
    return [
        _Named(
            *match.span("name"),
            name.title() if name.islower() else name,
            "from" if asked == "origin" else "to",
            0.55,
        )
    ]


_SAID_OTHERWISE = frozenset(
    "yes no yeah yep nope ok okay sure not dont don't know idea what why when how who help stop hi hello thanks thank please skip any maybe later cancel anything everything you i we is are can could do does will would later nowhere undecided si sim oui ja nein non nao да нет नहीं हाँ لا نعم".split()
)


def _roles(
    reading: Reading, named: list[_Named], asked: SlotName | None, other: SlotName | None
) -> list[_Named]:
    given: list[_Named] = []
    for item in named:
        before, after = (
            reading.plain[max(0, item.begin - 50) : item.begin],
            reading.plain[item.end : item.end + 14],
        )
        before = re.split(r"[.!?;\n]\s", before)[-1]
        role = item.role
        if given and _NEXT.match(reading.plain[given[-1].end : item.begin]):
            is_onward = re.match(r"\s*(?:to|-|->|>)\s", reading.plain[given[-1].end : item.begin])
            if is_onward and not given[-1].role and len(given) == 1:
                given[-1] = replace(given[-1], role="from")  # "Delhi to Goa"
            role = role or ("to" if is_onward else given[-1].role)
        elif _POST_FROM.match(after):
            role = "from"
        elif _POST_TO.match(after):
            role = "to"
        elif _FROM.search(before):
            role = "from"
        elif _TO.search(before):
            role = "to"
        given.append(replace(item, role=role))
    has = {item.role for item in given}
    for index, item in enumerate(given):
        if not item.role:
            default = "from" if asked == "origin" or (other == "origin" and "to" in has) else "to"
            if default == "from" and "from" in has:
                default = "to"
            given[index] = replace(item, role=default)
            has.add(default)
    if (
        asked == "origin"
        and "from" not in has
        and len(given) == 1
        and not re.search(r"(?<!\w)(?:to|visit|going)\s", reading.plain[: given[0].begin])
    ):
        given[0] = replace(given[0], role="from")
    return given


def _slots(reading: Reading, named: list[_Named]) -> dict[SlotName, Slot]:
    slots: dict[SlotName, Slot] = {}
    starts = [n for n in named if n.role == "from"]
    if starts:
        origin = starts[-1]
        slots["origin"] = Slot(
            origin.name, reading.span(origin.begin, origin.end), confidence=origin.confidence
        )
    ends: list[_Named] = []
    for item in (n for n in named if n.role == "to"):
        if item.name not in {e.name for e in ends} and not (starts and item.name == starts[-1].name):
            ends.append(item)
    if len(ends) > 1 and max(e.confidence for e in ends) >= 0.6:
        ends = [e for e in ends if e.confidence >= 0.5]
    if not ends:
        return slots
    span = reading.span(ends[0].begin, ends[-1].end)
    names = [item.name for item in ends]
    slots["destinations"] = Slot(names, span, confidence=min(item.confidence for item in ends))
    between = "".join(reading.plain[a.end : b.begin] for a, b in zip(ends, ends[1:], strict=False))
    if len(ends) > 1 and _OR.search(between):
        slots["either"] = Slot(names, span, confidence=0.85)
    return slots
