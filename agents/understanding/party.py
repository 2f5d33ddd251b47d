"""Who travels: adults, children with ages, infants, and heads when nobody was told apart."""

import re
from dataclasses import dataclass, field, replace

from agents.understanding.beside_us import are_adults, are_with_children, beside_counted, with_us
from agents.understanding.child_ages import told_ages
from agents.understanding.contract import Slot, SlotName
from agents.understanding.kin_lists import ADULT_KIN, LISTED_KIN, grown_ups_by_age, is_told_of_kin, kin_listed
from agents.understanding.language import language_of
from agents.understanding.numbers import count_of, number
from agents.understanding.of_papers import is_told_of_papers
from agents.understanding.party_words import (
    A_PAIR_BEFORE,
    ALONE_WITH_KIDS,
    AND_KIN_TOO,
    ARTICLES,
    COLON,
    COUNTED,
    COUPLES,
    DRITT,
    DUAL,
    FAMILIES,
    GROUP,
    KIN,
    LONE_BABY,
    NOT_COMING,
    ONE_MORE,
    ONE_OF_US,
    ORPHAN,
    OUR_BABY,
    PAIR,
    PARENTS,
    PLUS,
    PRICED_THING,
    SOLO,
    SOLO_TRIP,
    TOGETHER_WITH_A_CHILD,
    WITH_OTHERS,
)
from agents.understanding.reading import TAKEN, Reading, read
from agents.understanding.so_many import so_many
from agents.understanding.together import together
from agents.understanding.twins import are_twins


@dataclass
class _Party:
    """The counts found so far, with where each was said."""

    reading: Reading
    found: dict[SlotName, Slot] = field(default_factory=dict)
    counted_babies: int = 0  # of an age under two in a list of ages, and so counted as children too

    def put(self, name: SlotName, value: object, begin: int, end: int, confidence: float = 0.95) -> None:
        if name not in self.found:
            self.found[name] = Slot(value, self.reading.span(begin, end), confidence=confidence)

    def take(self, begin: int, end: int) -> None:
        self.reading = self.reading.without((begin, end))


def party(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """Counts and ages of the party. Children under two are infants and have no entry in `child_ages`."""
    found = _Party(reading)
    found.found, found.reading, found.counted_babies = told_ages(reading)
    _read_with_others(found)
    _read_shorthand(found)
    _read_counts(found)
    _read_company(found)
    _tell_apart(found)
    _read_twins(found)
    if total := so_many(reading):
        found.found["adults"] = total
    return found.found, found.reading


def _read_twins(party: _Party) -> None:
    """Two children where one age is told of twins."""
    children, ages = party.found.get("children"), party.found.get("child_ages")
    if children is None or children.value != 1:
        return
    told = read(party.reading.text)
    spans = [told.range_of(*slot.span) for slot in (children, ages) if slot is not None]
    if not any(are_twins(told.plain, *span) for span in spans):
        return
    party.found["children"] = replace(children, value=2)
    if ages is not None and len(ages.value) == 1:
        party.found["child_ages"] = replace(ages, value=[*ages.value, *ages.value])


def _tell_apart(party: _Party) -> None:
    """Take "us two and our son" for two adults and a child."""
    heads = party.found.get("travellers")
    small = party.found.get("children") or party.found.get("infants")
    if heads is None or heads.value != 2 or "adults" in party.found:
        return
    if small is None and are_with_children(party.reading.text, heads.span):
        party.found["adults"] = party.found.pop("travellers")
        return
    if small is None or not small.value:
        return
    if are_adults(party.reading.text, heads.span, small.span):
        party.found["adults"] = party.found.pop("travellers")


def _read_with_others(party: _Party) -> None:
    if match := TOGETHER_WITH_A_CHILD.search(party.reading.plain):
        counted = 2 if match["two"] else 3 if match["three"] else 4
        plain = party.reading.plain
        more = AND_KIN_TOO.match(plain, match.end()) or A_PAIR_BEFORE.search(plain[: match.start()])
        party.put("adults", max(2, counted - 1) if more else counted - 1, *match.span(), 0.85)
        party.put("children", 1, *match.span(), 0.85)
        party.take(*match.span())
    if beside := with_us(party.reading):
        heads, spans = beside
        party.put("adults", heads, spans[0][0], spans[-1][1], 0.85)
        party.reading = party.reading.without(*spans)
    if (match := WITH_OTHERS.search(party.reading.plain)) and (others := number(match["n"] or match["n2"])):
        party.put("adults", 1 + others, *match.span(), 0.85)
        party.take(*match.span())


def _read_shorthand(party: _Party) -> None:
    if (match := PLUS.search(party.reading.plain)) and not _is_counted_beside(party.reading.plain, match):
        party.put("adults", int(match["a"]), *match.span(), 0.88)
        party.found.pop("children", None) if int(match["c"]) else None
        party.put("children", int(match["c"]), *match.span(), 0.85 if not match["k"] else 0.95)
        if match["i"]:
            party.put("infants", int(match["i"]), *match.span(), 0.85)
        party.take(*match.span())
    for match in COLON.finditer(party.reading.plain):
        name: SlotName = (
            "adults"
            if match["who"][0] in "aeвв" and match["who"] != "enfants"
            else "infants"
            if "inf" in match["who"]
            else "children"
        )
        party.put(name, int(match["n"]), *match.span())
        party.take(*match.span())


def _is_counted_beside(plain: str, plus: re.Match[str]) -> bool:
    """Whether others words than "2+2" tell how many adults or children there are."""
    if re.search(r"[a-z]", plus.group()):
        return False
    apart = plain[: plus.start()] + TAKEN * len(plus.group()) + plain[plus.end() :]
    return any(COUNTED[name].search(apart) for name in ("adults", "children"))


def _read_counts(party: _Party) -> None:
    names: tuple[SlotName, ...] = ("adults", "infants", "children", "travellers")
    aged = party.found.get("children")
    for name in names:
        total, first, last = 0, -1, -1
        for match in COUNTED[name].finditer(party.reading.plain):
            count = count_of(match)
            if count is None or not _is_party(party, match, name):
                continue
            if name == "travellers" and re.match(r"couples?|families", match["noun"] or ""):
                continue
            more = beside_counted(party.reading.plain, match.end()) if name in {"adults", "travellers"} else 0
            total += count + more
            first, last = (match.start() if first < 0 else first), match.end()
            party.take(*match.span())
            if name in {"adults", "travellers"}:
                break
        if first < 0:
            continue
        if name == "children":
            total -= min(party.counted_babies, total)  # "2 kids, 1 and 5" are one child and one infant
        if name == "children" and aged:
            if total >= aged.value:
                party.found.pop("children")
            elif total:
                continue
        party.put(name, total, first, last)
    if none := ORPHAN.search(party.reading.plain):
        name = "infants" if none["noun"] and re.match("inf|bab", none["noun"]) else "children"
        party.put(name, 0, *none.span())
        party.take(*none.span())


def _is_party(party: _Party, match: re.Match[str], name: SlotName) -> bool:
    plain = party.reading.plain
    before, after = plain[max(0, match.start() - 22) : match.start()], plain[match.end() : match.end() + 12]
    if re.search(
        r"(?:seats?|sleeps?|capacity(?: of)?|than|per|for every)\s*(?:up to |about )?$",
        before,
    ):
        return False
    words = match.group()
    if (
        name == "children"
        and re.match(r"\s*c\b", words[-2:])
        and "+" not in before[-3:]
        and not re.search(r"\d\s*a", before[-4:])
    ):
        return False
    if re.match(r"(?:one|some) of us", words):
        return False  # "one of us is vegetarian"
    if name == "travellers" and re.match(r"(?:una|un|une|ein|eine|einer|uma|um)\s", words):
        return False  # "con una persona" is somebody to talk to
    if name == "travellers" and re.match(r"an?\s", words) and not re.search(r"person|people", words):
        return False
    return not re.match(
        r"\s*(?:less|fewer|more per|tent|rooms?\b|pool|club|menu|discount)|[-' ]?friendly|'s club", after
    )


def _read_company(party: _Party) -> None:
    """People named by what they are to the one who writes: "my wife and I", "our two boys", "just me"."""
    plain = party.reading.plain
    _read_aged(party, least=4)  # of parents and of us, each told apart
    _read_couples(party)
    _read_small_ones(party, plain)
    for dual in DUAL.finditer(party.reading.plain):
        name: SlotName = "adults" if dual["adults"] else "children" if dual["children"] else "travellers"
        party.put(name, 2, *dual.span(), 0.9)
    _read_aged(party)
    for match in GROUP.finditer(party.reading.plain):
        if match["f"] and PRICED_THING.search(party.reading.plain, 0, match.start()):
            continue
        words = next(value for value in match.groupdict().values() if value)
        heads = DRITT.get(words) or number(words)
        if heads and heads < 400 and words not in ARTICLES:
            is_lone = heads == 1 and match["f"]
            sureness = 0.85 if match["f"] or match["b"] else 0.95
            party.put("adults" if is_lone else "travellers", heads, *match.span(), sureness)
    if not {"adults", "travellers"} & set(party.found) and (few := together(party.reading.plain)):
        party.put("travellers", few[0], *few[1], 0.9)
    if not party.found and (single := ONE_OF_US.search(plain)):
        party.put("travellers", 1, *single.span(), 0.6)
    if not party.found and (alone := _alone(party.reading)):
        party.put("adults", 1, *alone.span(), 0.85)


def _alone(reading: Reading) -> re.Match[str] | None:
    """The words by which somebody travels alone; a bare "solo" only where it is not Spanish for "only"."""
    return next((m for m in SOLO.finditer(reading.plain) if not m["bare"] or _is_one(reading, m)), None)


def _is_one(reading: Reading, solo: re.Match[str]) -> bool:
    plain = reading.plain
    is_all = not re.search(r"\w", plain[: solo.start()] + plain[solo.end() :])
    is_of_trip = SOLO_TRIP.search(plain[max(0, solo.start() - 30) : solo.start()])
    return bool(is_all or is_of_trip or language_of(reading.text) == "en")


def _read_aged(party: _Party, least: int = 2) -> None:
    aged = grown_ups_by_age(party.reading.plain)
    if aged and aged[0] >= least and not {"adults", "travellers"} & set(party.found):
        heads, span, sureness = aged
        party.put("adults", heads, *span, sureness)
        party.take(*span)


def _read_couples(party: _Party) -> None:
    plain = party.reading.plain
    if listed := kin_listed(party.reading):
        heads, spans, sureness = listed
        party.put("adults", heads, spans[0][0], spans[-1][1], sureness)
        party.reading = party.reading.without(*spans)
    elif (match := PAIR.search(plain)) and not is_told_of_papers(plain, *match.span()):
        sentence = re.split(r"[.!?;\n]", plain[match.end() :])[0]
        before = LISTED_KIN.search(plain[: match.start()])
        more = len(ADULT_KIN.findall(before.group())) if before else 0
        more += len(ADULT_KIN.findall(match["more"] or "")) + len(ONE_MORE.findall(sentence))
        party.put("adults", 2 + more, *match.span(), 0.85)
        party.take(*match.span())
    elif (match := PARENTS.search(plain)) and not (match["who"] and is_told_of_kin(plain, match.end())):
        party.put("adults", _with_parents(match["who"]), *match.span(), 0.7)
    elif (none := party.found.get("children")) and none.value == 0 and (match := FAMILIES.search(plain)):
        party.put("adults", 2 * (number(match["n"]) or 1), *match.span(), 0.6)
    elif match := COUPLES.search(plain):
        count = 1 if match["n"] == "a" else number(match["n"]) or 1
        party.put("adults", 2 * count, *match.span(), 0.8)


def _with_parents(company: str | None) -> int:
    """Adults in "me and my <company>"; None for "our parents" alone."""
    if company is None:
        return 2
    return 4 if company.startswith(("three", "3")) else 3


def _read_small_ones(party: _Party, plain: str) -> None:
    rest = party.reading.plain
    if (gone := NOT_COMING.search(rest)) and not party.found.get("children"):
        party.put("children", 0, *gone.span(), 0.8)
    lone = ALONE_WITH_KIDS.search(plain)
    # what was taken behind "I and my" may be parents who live elsewhere
    if lone and (lone.group()[-1] != TAKEN or {"children", "infants"} & set(party.found)):
        party.put("adults", 1, *lone.span(), 0.8)
    if "infants" not in party.found and (baby := OUR_BABY.search(rest) or LONE_BABY.search(rest)):
        party.put("infants", 1, *baby.span(), 0.7)
    kin = list(KIN.finditer(rest))
    if kin and "children" not in party.found:
        heads = sum({"twins": 2, "triplets": 3}.get(match["who"], 1) for match in kin)
        party.put("children", heads, kin[0].start(), kin[-1].end(), 0.7)
