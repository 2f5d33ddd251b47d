"""What the party likes, wants less of, avoids and needs: interests, pace, occasion, diet …"""

import re
from datetime import date

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.diets import denied, is_denied
from agents.understanding.reading import TAKEN, Reading
from agents.understanding.wish_words import (
    ANY_INTEREST,
    AVOID,
    AVOID_END,
    AVOID_HI,
    COMPILED,
    INTEREST,
    LESS,
    LESS_AFTER,
    NOT_AVOIDED,
    REMOVED_HI,
    THAN,
    interest_of,
)


def wishes(reading: Reading, today: date) -> dict[SlotName, Slot]:
    """Interests, fewer, avoid, pace, occasion, diet and mobility, each only as the customer said it.

    A wedding of a year before that of `today` is no occasion.
    """
    slots: dict[SlotName, Slot] = {}
    fewer, reading = _fewer(reading)
    if fewer:
        slots["fewer"] = fewer
    avoided, reading = _avoided(reading)
    if avoided:
        slots["avoid"] = avoided
    for slot, table in COMPILED:
        for value, pattern in table:
            if match := pattern.search(reading.plain):
                if slot == "diet" and is_denied(reading, *match.span(), value):
                    if slot not in slots and (off := denied(reading, *match.span(), value)):
                        slots[slot] = off
                elif slot == "occasion" and _is_of_a_year_before(reading, match.end(), today):
                    continue
                elif slot not in slots or slots[slot].retracted:
                    slots[slot] = Slot(value, reading.span(*match.span()), confidence=0.9)
                if slot in {"occasion", "diet"}:
                    reading = reading.without(match.span())
    interests = _interests(reading)
    if interests:
        slots["interests"] = interests
    return slots


_YEAR_BEHIND = regex(r"[^.!?;,\n]{0,30}?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")


def _is_of_a_year_before(reading: Reading, end: int, today: date) -> bool:
    """Whether a year that is over follows in the clause, as written: its date may have been read already."""
    behind = _YEAR_BEHIND.match(reading.text, reading.ends[end - 1])
    return bool(behind and int(behind["year"]) < today.year)


_LIKED = regex(
    r"(?<!\w)(?:(?:we|i|my \w+|our \w+|kids|children)(?: all| both| really| also)? (?:love|like|enjoy|"
    r"adore)s?|"
    r"(?:nos|me|le|les) (?:gustan?|encantan?)|amamos|(?:nous|j'|on|je)(?: \w+)? ?(?:aim\w+|ador\w+)|"
    r"(?:wir|ich) (?:lieben?|mogen|mag)|gost(?:o|amos) de|ador(?:o|amos)|(?:мы |я )?(?:любим|люблю|обожа\w+)|"
    r"нам нравит\w+|(?:نحب|احب|نعشق)|pasand|पसंद)(?!\w)"
)


def tells_what_is_liked(reading: Reading) -> bool:
    """Whether a message that asks something says beside it what they like: "we love museums, where to?"."""
    return any(
        _LIKED.search(clause) and "?" not in clause
        for clause in re.split(r"(?<=[?.!;\n])|,", reading.plain)
        if ANY_INTEREST.search(clause)
    )


def _avoided(reading: Reading) -> tuple[Slot | None, Reading]:
    things: list[str] = []
    spans: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (AVOID, AVOID_HI):
        for match in pattern.finditer(reading.plain):
            words = AVOID_END.sub("", match["what"])
            if TAKEN in words or not words or words.split()[0] in NOT_AVOIDED:
                continue
            if _CAME_TO_NOTHING.search(reading.plain[max(0, match.start() - 20) : match.start()]):
                continue
            known = next(
                (name for name, names in INTEREST.items() if names.match(words) or names.search(words)), None
            )
            is_of_crowds = "crowded" in reading.plain[match.start() : match.start("what")]
            is_firm = (
                is_of_crowds
                or _REMOVED_HI.search(match.group())
                or re.match(
                    r"(?:can we )?(?:skip|avoid|drop|remove|leave out|exclude|cut|take out|scrap|hate)",
                    match.group(),
                )
            )
            if not known and not is_firm:
                continue
            if is_of_crowds and words.split()[0] in ("one", "ones"):
                if not (words := _named_last(reading.plain[: match.start()])):
                    continue
                spans.append((match.start("what"), match.end("what")))
                taken.append(match.span())
                things.append(f"crowded {words}")
                continue
            is_kind = known != "volcano" and len(words.split()) <= 2
            # Of crowded beaches the crowds are not wanted, and not the beaches.
            things.append(f"crowded {words}" if is_of_crowds else known if known and is_kind else words)
            spans.append((match.start("what"), match.start("what") + len(words)))
            taken.append((match.start(), match.start("what") + len(words)))
            more = re.match(
                r"\s*(?:,|or|and|nor|y|ni|et|und|oder|e|ou|и|или)\s+(?:no |the )?([\w-]+(?: [\w-]+)?)",
                reading.plain[spans[-1][1] :],
            )
            if (
                more
                and (is_of_crowds or not is_firm)
                and (other := next((n for n, names in INTEREST.items() if names.match(more[1])), None))
            ):
                things.append(f"crowded {more[1].split()[0]}" if is_of_crowds else other)
                taken.append((spans[-1][1], spans[-1][1] + more.end()))
                spans[-1] = (spans[-1][0], spans[-1][1] + more.end())
    taken += [match.span("what") for match in THAN.finditer(reading.plain) if _interest_at(match["what"])]
    if not things:
        return None, reading.without(*taken) if taken else reading
    spans.sort()
    slot = Slot(list(dict.fromkeys(things)), reading.span(spans[0][0], spans[-1][1]), confidence=0.85)
    return slot, reading.without(*taken)


_REMOVED_HI = regex(REMOVED_HI)
# What somebody could not do is no wish to avoid it: "I could not find temples in our plan".
_CAME_TO_NOTHING = regex(
    r"(?<!\w)(?:could|can|did|have|has|had|were|was|pude|pudimos|podido|konnten?|kann|conseguimos|"
    r"consegui|мог(?:ли|ла)?|смог(?:ли|ла)?)(?: (?:i|we|wir|ich|sie|das|die))? $"
)


def _named_last(plain: str) -> str:
    """The words of the interest that was named last: "beaches, but not crowded ones"."""
    named = [match.group() for match in ANY_INTEREST.finditer(plain)]
    return named[-1] if named else ""


def _fewer(reading: Reading) -> tuple[Slot | None, Reading]:
    """What there should be less of, and the message without those words."""
    found: dict[tuple[int, int], str] = {}
    for pattern in (LESS, LESS_AFTER):
        for match in pattern.finditer(reading.plain):
            known = _interest_at(match["what"])
            if known and not any(a < match.end() and match.start() < b for a, b in found):
                found[match.span()] = known
    if not found:
        return None, reading
    spans = sorted(found)
    named = [found[span] for span in spans]
    slot = Slot(list(dict.fromkeys(named)), reading.span(spans[0][0], spans[-1][1]), confidence=0.85)
    return slot, reading.without(*spans)


def _interest_at(words: str) -> str | None:
    """The interest that words begin with."""
    return next((name for name, names in INTEREST.items() if names.match(words)), None)


def _interests(reading: Reading) -> Slot | None:
    found: dict[str, tuple[int, int]] = {}
    for match in ANY_INTEREST.finditer(reading.plain):
        name = interest_of(match)
        after = reading.plain[match.end() : match.end() + 16]
        if name == "food" and reading.plain[: match.start()].rstrip().endswith(TAKEN):
            continue  # "vegetarian food" is a diet
        if (
            re.match(
                r"\s*(?:hotel|resort|view|front|facing|bag|towel|club|villa|house|night|visa)(?!\w)", after
            )
            and name != "wellness"
        ):
            continue
        found.setdefault(name, match.span())
    if not found:
        return None
    spans = list(found.values())
    return Slot(list(found), reading.span(spans[0][0], spans[-1][1]), confidence=0.85)
