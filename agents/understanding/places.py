"""Which places a message names as where the trip starts and where it goes."""

import re
from dataclasses import replace
from itertools import pairwise

from agents.regexes import regex
from agents.understanding import phrases, trade_phrases
from agents.understanding.calendar_words import MONTHS
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.place_cues import (
    COMMON,
    FETCH,
    FROM,
    LOWER_PAIR,
    NEXT,
    NOT_NAMES,
    ONE_NAME,
    OR,
    POST_FROM,
    POST_TO,
    SAID_OTHERWISE,
    SOUND_ALIKE,
    TO,
    UNKNOWN,
)
from agents.understanding.reading import TAKEN, Reading, read
from agents.understanding.refused_places import Named, parts_left_out, told_apart


def places(
    reading: Reading,
    gazetteer: Gazetteer,
    asked: SlotName | None,
    other_asked: SlotName | None = None,
    *,
    is_opening: bool = False,
) -> tuple[dict[SlotName, Slot], Reading, list[Mention]]:
    """`origin`, `destinations` and `either` (places named as alternatives), and the mentions they rest on.

    The parts of a destination that are refused beside it are `stop_nights` without a night.
    """
    mentions = [m for m in gazetteer.mentions(reading.plain) if _stands_as_place(reading, m, asked)]
    mentions = _misspelt(reading, gazetteer, mentions)
    named = _qualified(reading, gazetteer, mentions)
    named = _with_unknown(reading, named)
    if not named and asked in {"origin", "destinations"}:
        named = _bare_answer(reading, asked)
    named = _roles(reading, named, asked, other_asked)
    wished, refused = told_apart(reading, named)
    slots = _slots(reading, wished, refused)
    slots |= parts_left_out(reading, refused, slots)
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
    is_first = not any(sign.isalpha() for sign in reading.plain[: mention.begin])
    if asked in {"origin", "destinations"} and len(reading.plain) < 30 and (has_cue or is_first):
        return True  # the answer itself; "Kerala sounds nice" only praises it
    if mention.place.is_sold and not reading.plain[: mention.begin].strip() + reading.plain[
        mention.end :
    ].strip(" .!?"):
        return True  # the name of what we sell, and nothing beside it
    if len(written) <= 3:
        if written.isupper():
            return has_cue or len(written) > 1
        # "To nyc" is a place; "king bed, sea view" and "near the sea" are none.
        is_way = re.search(r"(?:from|to|in|visit|leaving|for)\s+$", before)
        return bool(is_way) and mention.place.within == "US" and mention.place.name != "Seattle"
    is_capital = written[:1].isupper() or not written[:1].isascii()
    return is_capital and (has_cue or bool(before.strip() and TO.search(before)))


def _misspelt(reading: Reading, gazetteer: Gazetteer, mentions: list[Mention]) -> list[Mention]:
    found = list(mentions)
    named = frozenset(at for m in mentions for at in range(m.begin, m.end))
    for match in re.finditer(r"[^\W\d_]{4,}", reading.plain):
        begin, end = match.span()
        if TAKEN in match.group() or not named.isdisjoint(range(begin, end)) or match.group() in COMMON:
            continue
        before = reading.plain[max(0, begin - 30) : begin]
        has_cue = bool(
            re.search(
                (
                    r"(?:from|to|in|visit|visiting|explore|nach|ir a|viajar a|para|vers|trip to|going|go|"
                    r"see)\s+$"
                ),
                before,
            )
        ) or bool(POST_TO.match(reading.plain[end:]))
        sold_only = not has_cue
        if sold_only and len(match.group()) < 6:
            continue
        if hit := gazetteer.misspelt(match.group(), sold_only):
            place, likeness = hit
            is_name = reading.text[reading.span(begin, end)[0] :][:1].isupper()
            if (
                likeness >= (0.8 if is_name or place.is_sold else 0.86)
                and (not is_name or likeness >= 0.8)
                and match.group() not in SOUND_ALIKE
            ):
                found.append(Mention(begin, end, place, likeness, is_native=False))
    return sorted(found, key=lambda m: m.begin)


def _qualified(reading: Reading, gazetteer: Gazetteer, mentions: list[Mention]) -> list[Named]:
    """Mentions with what merely says where they are ("Portland, OR", "Paris, France") drawn in."""
    named: list[Named] = []
    skip = -1
    for index, mention in enumerate(mentions):
        if index <= skip:
            continue
        end = mention.end
        # Not past words that were read already: of "Jan or Feb" an "or" is left, and no Oregon.
        tail = re.match(r"[^\S\x1f]*,[^\S\x1f]*([^\W\d_]{2,}(?: [^\W\d_]+)?)", reading.plain[end:])
        words = [tail.group(1), tail.group(1).split()[0]] if tail else []
        for word in words:
            if word.split()[0] not in MONTHS and gazetteer.is_qualifier(word, mention.place):
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
            is_whole = name == mention.place.name.lower()
            name = mention.place.name if is_whole else name.upper() if len(name) <= 3 else name.title()
        named.append(Named(mention.begin, end, name, "", 0.95 * mention.likeness, mention.place))
    return named


def _with_unknown(reading: Reading, named: list[Named]) -> list[Named]:
    """Capitalised names after "from", "to" or "in" that no list knows, read at lower confidence."""
    found = list(named)
    for match in UNKNOWN.finditer(reading.text):
        if match["cue"][-2:] in _GOES_TO and not _is_gone_to(
            match["names"], reading.text[match.end() : match.end() + 12]
        ):
            continue
        for part in ONE_NAME.finditer(match["names"]):
            _add_unknown(
                reading, found, match.start("names") + part.start(), part.group(), match["cue"].lower()
            )
    known = {n.begin for n in found}
    if not any(n.role == "from" for n in found):
        for pair in LOWER_PAIR.finditer(reading.plain):
            for group, role in (("a", "from"), ("b", "to")):
                words = pair[group]
                is_new = not any(n.begin < pair.end(group) and pair.start(group) < n.end for n in found)
                if (
                    is_new
                    and TAKEN not in words
                    and not set(words.split()) & COMMON
                    and pair.start(group) not in known
                ):
                    shown = words.upper() if len(words) <= 3 else words.title()
                    found.append(Named(pair.start(group), pair.end(group), shown, role, 0.5))
    return sorted(found, key=lambda n: n.begin)


_GOES_TO = (" a", " à", "ra")  # "ir a", "aller à", "ir para": what follows is as often what is to be done
_IS_DONE = regex(
    r"(?:[^\W\d]+(?:ar|er|ir|re)|fin(?:al|ales)?|principios|mediados|finais|meados|preco|precio|prix)(?!\w)"
)
_BEHIND_A_GOAL = regex(
    r"\s*(?:[,.;!?\n]|$|\d|(?:en|el|del|de|con|por|para|desde|y|e|o|pour|avec|du|et|ou|em|no|na|com|unos|"
    r"[Jj]unto|entre)(?!\w))"
)


def _is_gone_to(names: str, behind: str) -> bool:
    """Whether "ir a" goes to a place: a name, at which the words end or go on as behind a place."""
    return not _IS_DONE.match(read(names).plain) and _BEHIND_A_GOAL.match(behind) is not None


_MOST_NAMED = 40  # places in one message; nobody travels to more


def _add_unknown(reading: Reading, found: list[Named], first: int, words: str, cue: str) -> None:
    kept = words.rstrip(".,'’-")
    if kept.split()[0].casefold() in MONTHS:
        return  # "his birthday in Feb" names no place
    if len(found) >= _MOST_NAMED or kept.split()[0] in NOT_NAMES or kept in NOT_NAMES:
        return
    begin, end = reading.range_of(first, first + len(kept))
    if reading.starts[begin : begin + 1] != (first,) or end <= begin or TAKEN in reading.plain[begin:end]:
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
        if cue in {"to", "nach", "going to", "hacia", "para"} or " " in cue
        else "near"
    )
    is_sure = role != "near" or bool(overlapping)  # "Frankfurt am Main" is no less a place than "Frankfurt"
    found.append(Named(begin, end, kept, role if role == "from" else "", 0.62 if is_sure else 0.4))


# Short answers to "where to?" that name none: "idk", "hmm", "quiero viajar".
_NAMES_NONE = regex(
    rf"{phrases.SKIP}|{phrases.PUZZLED}|^\W*(?:h+m+|u+h*m+|u+h+|e+r+m*|well|a+h+|o+h+|lol|(?:ha){{2,}}h?)\W*$"
)
_WISHES_TO_GO = regex(
    rf"{trade_phrases.ENQUIRY}|(?:quiero|queremos|quisiera|quisieramos|quero|je (?:veux|voudrais)|"
    r"nous (?:voulons|voudrions)|(?:ich|wir) (?:will|wollen|mochten?))(?!\w)"
)


# What is wished where no place is: "to travel", "away", "a trip".
_GOING = regex(
    rf"{trade_phrases.TRAVEL}|^(?:an?|una?|uma?|une|eine?n?|ان|el|la|le)(?!\w)|"
    r"^(?:[^\W\d]+(?:en|ern|ar|er|ir|re|ar[sn]e|ть|ться|ти|тись)|weg|los|raus|fort|partir|irgendwo\w*|alg\w+|"
    r"quelque|куда\w*|где\w*|[اني]?سافر\w*|[ان]ذهب|شي\w*|مكان\w*|अच्छी|कहीं|kahi\w*|kahin)(?!\w)"
)


def _is_of_going(written: str, plain: str) -> bool:
    """Whether words behind a wish are no name: a verb, or a word of travel, and not written as a name."""
    return plain == TAKEN or (not written[:1].isupper() and _GOING.search(plain) is not None)


def _bare_answer(reading: Reading, asked: SlotName) -> list[Named]:
    """A short answer to "where to?" that no list knows is taken as a place all the same."""
    plain = re.sub(rf"[{TAKEN}]", " ", reading.plain)
    match = re.fullmatch(
        (
            r"(?:(?:i|we)(?:'m| am| are|'ll be| will be)? (?:thinking of|thinking|going|want|leaving|"
            r"departing|travell?ing|coming)?(?!\w)|(?:it's|it is|its|from|to|in|maybe|probably|please|"
            r"the city of|sure)(?!\w)|\W)*(?P<name>[^\W\d_][\w'.-]*(?:[ ][^\W\d_][\w'.-]*){0,2}"
            r"(?:, ?\w+)?)\W*(?:please|"
            r"pls)?\W*"
        ),
        plain,
    )
    if not match or set(match["name"].split()) & (COMMON | SAID_OTHERWISE):
        return []
    if _NAMES_NONE.match(plain):
        return []
    begin, end = match.span("name")
    if wish := _WISHES_TO_GO.match(match["name"]):  # "хочу Урюпинск" names one behind the wish
        begin = end - len(match["name"][wish.end() :].lstrip())
        if begin >= end or _is_of_going(reading.words(begin, end), plain[begin:end]):
            return []
    name = reading.words(begin, end)
    if TAKEN in reading.plain and name.islower():
        return []  # of "a week or so" the "or so" is left, which nobody writes as a name
    return [
        Named(
            begin,
            end,
            name.title() if name.islower() else name,
            "from" if asked == "origin" else "to",
            0.55,
        )
    ]


def _roles(
    reading: Reading, named: list[Named], asked: SlotName | None, other: SlotName | None
) -> list[Named]:
    given: list[Named] = []
    for item in named:
        before, after = (
            reading.plain[max(0, item.begin - 50) : item.begin],
            reading.plain[item.end : item.end + 14],
        )
        before = re.split(r"\n|[.!?;]\s", before)[-1]
        role = item.role
        if given and NEXT.match(reading.plain[given[-1].end : item.begin]):
            is_onward = re.match(r"\s*(?:to|-|->|>)\s", reading.plain[given[-1].end : item.begin])
            if is_onward and not given[-1].role and len(given) == 1:
                given[-1] = replace(given[-1], role="from")  # "Delhi to Goa"
            is_listed = reading.plain[given[-1].end : item.begin].strip() == ","
            is_goal = is_listed and _is_sold(item) and not _is_sold(given[-1])  # "starting in Madrid, Bali"
            role = role or ("to" if is_onward or is_goal else given[-1].role)
        elif POST_FROM.match(after.replace(TAKEN, "|")):  # "Bali 3 Jan se" counts from the day
            role = "from"
        elif POST_TO.match(after) or FETCH.search(before):
            role = "to"
        elif FROM.search(before):
            role = "from"
        elif TO.search(before):
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


def _is_sold(item: Named) -> bool:
    return item.place is not None and item.place.is_sold


# Nights that were read already, or any other number with its unit, and nothing that says "from" again.
_COUNT_BETWEEN = regex(rf"[\s,.;:-]*(?:{TAKEN}+|\d+ ?\w+)[\s,.;:-]*(?:in |at |to )?")


def _apart_from_origin(reading: Reading, named: list[Named]) -> list[Named]:
    """Take what stands behind the origin and words of its own as where to: "from Kochi, 5 nights Kerala"."""
    if any(n.role == "to" for n in named):
        return named
    parted, last = [], None
    for item in named:
        between = reading.plain[last.end : item.begin] if last else ""
        if item.role == "from" and last is not None and _COUNT_BETWEEN.fullmatch(between):
            item = replace(item, role="to")
        parted.append(item)
        last = item if item.role == "from" else last
    return parted


def _slots(reading: Reading, named: list[Named], refused: list[Named]) -> dict[SlotName, Slot]:
    slots: dict[SlotName, Slot] = {}
    if refused and not named:
        names = [item.name for item in refused]
        span = reading.span(refused[0].begin, refused[-1].end)
        return {"destinations": Slot(names, span, confidence=0.8, retracted=True)}
    named = _apart_from_origin(reading, named)
    starts = [n for n in named if n.role == "from"]
    if starts:
        origin = starts[-1]
        slots["origin"] = Slot(
            origin.name, reading.span(origin.begin, origin.end), confidence=origin.confidence
        )
    ends: list[Named] = []
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
    between = "".join(reading.plain[a.end : b.begin] for a, b in pairwise(ends))
    if len(ends) > 1 and OR.search(between):
        slots["either"] = Slot(names, span, confidence=0.85)
    return slots
