"""Rooms, the hotel wished for, and how the party wants to move."""

import re

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.money import amounts
from agents.understanding.numbers import count_of, number
from agents.understanding.reading import TAKEN, Reading
from agents.understanding.sights import is_to_be_seen
from agents.understanding.stay_words import (
    AND_ROOM,
    ANOTHER,
    BARE_ROOM,
    BOOKED_ROOM,
    CABIN,
    CAR_TYPE,
    CLASS,
    CUED,
    HAS_ROOM,
    HOTEL_WORD,
    IS_ABOUT_STAYS,
    MODE,
    NAMED,
    OFFERED,
    ONE_WAY,
    RATING,
    ROOM,
    ROOM_TO,
    ROUND,
    SEATS,
    STARS,
    WITHOUT,
)

# "5-Sterne-Hotel am Strand" is a grade, and nobody's name.
_GRADE = regex(r"\d[ -]?(?:stern|star|estrell|[eé]toil|estrel|звезд|\*)", re.IGNORECASE)


_REFUSED_BEFORE = regex(
    r"(?<!\w)(?<!why )(?<!pourquoi )(?<!warum )(?:no|not|nothing|without|(?:don't|do not|dont|"
    r"won't) (?:need|want|like)|never|sin|nada de|"
    r"ningun\w*|sem|nada|"
    r"sans|pas(?: de| besoin de)?|aucun\w*|rien|kein\w*|ohne|nicht|nichts|без|не(?: нужна?| надо| хотим|"
    r" хочу)?|"
    r"ничего|بدون|لا(?: نريد| اريد)?|ليس|bina|बिना)(?: (?:too|so|any|a|the|overly|zu|trop|demasiado|muito|"
    r"de|des|"
    r"слишком|very|really))* $"
)
_REFUSED_BEHIND = regex(r"(?: hotels?| होटल)? (?:nahi|nahin|mat|नहीं|नही|मत)(?![\w\u0900-\u097f])")


def stays(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """`rooms`, `stay` {"name","class","stars","rating","price"}, `transport` and `trip_type`.

    `stay.price` is {"amount","currency","per": "night"}. `transport` is {"mode"} with, where said,
    "type" and "seats" of a car, its "price" per day, and "cabin" of a flight.
    """
    slots: dict[SlotName, Slot] = {}
    reading = _rooms(reading, slots)
    car = _transport(reading, slots)
    if car:
        reading = reading.without(car)
    reading = _stay(reading, slots)
    for pattern, value in ((ROUND, "round"), (ONE_WAY, "one_way")):
        if match := pattern.search(reading.plain):
            slots["trip_type"] = Slot(value, reading.span(*match.span()), confidence=0.95)
    return slots, reading


def _rooms(reading: Reading, slots: dict[SlotName, Slot]) -> Reading:
    total, first, last, sure = 0, -1, -1, 0.95
    for match in ROOM.finditer(reading.plain):
        word, noun = match["n"] or "", match["noun"] or "room"
        count = 1 if word in {"a", "an", "another"} else count_of(match)
        if word in {"my", "the"} or not count or count > 60:
            continue
        between = reading.plain[last : match.start()] if total else ""
        if total and (not AND_ROOM.fullmatch(between) or (len(noun) > 5 and "room" not in noun)):
            continue
        if (
            total
            and re.fullmatch(r"doubles?|twins?|singles?", noun.split()[-1])
            and HAS_ROOM.search(reading.plain[first:last])
            and not re.search(r"rooms?$", reading.plain[first:last].rstrip())
        ):
            continue
        if total and "," in between:
            continue  # "2 rooms, one double and one twin" says what the two are
        sure = min(sure, 0.6) if word in {"a", "an", "another"} else sure
        total, first, last = total + count, match.start() if first < 0 else first, match.end()
    if total:
        if more := ANOTHER.match(reading.plain[last:]):
            total, last = total + 1, last + more.end()
        slots["rooms"] = Slot(total, reading.span(first, last), confidence=sure)
        return reading.without((first, last))
    if stated := ROOM_TO.search(reading.plain):
        count = 2 if stated["ar"] else number(stated["n"])
        slots["rooms"] = Slot(count, reading.span(*stated.span()), confidence=0.9)
    elif booked := BOOKED_ROOM.search(reading.plain):
        slots["rooms"] = Slot(1, reading.span(*booked.span("room" if booked["room"] else 0)), confidence=0.5)
    elif bare := BARE_ROOM.search(reading.plain):
        slots["rooms"] = Slot(1, reading.span(*bare.span("room")), confidence=0.55)
    return reading


def _transport(reading: Reading, slots: dict[SlotName, Slot]) -> tuple[int, int] | None:
    for mode, pattern in MODE:
        match = pattern.search(reading.plain)
        if match and WITHOUT.search(reading.plain[: match.start()]):
            continue
        kind = CAR_TYPE.search(reading.plain) if mode == "car" else None
        if not match and kind and (kind["k"] or re.search(r"rent|hire|seat|pick", reading.plain)):
            match = kind
        if not match:
            continue
        value: dict[str, object] = {"mode": mode}
        begin, end = match.span()
        if mode == "car":
            begin, end = _car(reading, value, kind, begin, end)
            slots["transport"] = Slot(value, reading.span(begin, end), confidence=0.85)
            return (begin, end)
        if cabin := CABIN.search(reading.plain):
            value["cabin"] = cabin["c"]
        slots.setdefault("transport", Slot(value, reading.span(begin, end), confidence=0.85))
    return None


def _car(
    reading: Reading, value: dict[str, object], kind: re.Match[str] | None, begin: int, end: int
) -> tuple[int, int]:
    if kind:
        group = "t" if kind["t"] else "k"
        value["type"] = reading.words(*kind.span(group))
        begin, end = min(begin, kind.start(group)), max(end, kind.end(group))
    after = kind.end(group) if kind else end
    rest = reading.plain[after : after + 140]
    if seats := SEATS.search(rest):
        value["seats"] = int(seats["n"])
        end = max(end, after + seats.end())
    for amount in amounts(rest):
        if amount.per == "day":
            value["price"] = amount.value()
            return begin, after + amount.end
    return begin, end


def _stay(reading: Reading, slots: dict[SlotName, Slot]) -> Reading:
    value: dict[str, object] = {}
    spans: list[tuple[int, int]] = []
    name = _hotel_name(reading)
    if name and not _GRADE.match(reading.text, *name):
        value["name"] = reading.text[name[0] : name[1]]
        reading = reading.without(reading.range_of(*name))
    stars = STARS.search(reading.plain)
    if stars:
        said = stars["n"]
        value["stars"] = float(said) if "." in said else number(said)
        spans.append(stars.span())
    if rating := RATING.search(reading.plain):
        value["rating"] = rating["a"] or rating["b"] or rating["c"]
        spans.append(rating.span())
    for hotel_class, pattern in CLASS:
        if match := pattern.search(reading.plain):
            # Who refuses the dearest or the cheapest is taken to mean what lies between.
            is_refused = bool(
                _REFUSED_BEFORE.search(reading.plain[max(0, match.start() - 32) : match.start()])
                or _REFUSED_BEHIND.match(reading.plain, match.end())
            )
            value["class"] = "comfort" if is_refused else hotel_class
            spans.append(match.span())
            break
    for amount in amounts(reading.plain) if value else ():
        is_budget = re.search(r"budge|spend", reading.plain[max(0, amount.begin - 30) : amount.begin])
        if amount.per == "night" and amount.is_marked and not is_budget:
            value["price"] = amount.value()
            spans.append((amount.begin, amount.end))
            reading = reading.without((amount.begin, amount.end))
            break
    if not value:
        return reading
    whole = [reading.span(*span) for span in spans] + ([name] if name else [])
    span = (min(s[0] for s in whole), max(s[1] for s in whole))
    slots["stay"] = Slot(value, name or span, confidence=0.85 if name else 0.75)
    return reading


def _hotel_name(reading: Reading) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    is_about_stays = IS_ABOUT_STAYS.search(reading.text) is not None
    for match in NAMED.finditer(reading.text):
        words = re.split(
            r",|\s+(?:in|while|which|for|with|if|that|on|has|is|and it|is)\s|[.!?](?:\s|$)",
            match["name"] + " ",
        )[0].rstrip(" .,-&")
        words = re.sub(r"\s+(?:of|the|de|and|by|at|on|am|del|la|le|al)$", "", words)
        begin = match.start("name")
        before = reading.text[max(0, begin - 40) : begin]
        is_cued = CUED.search(before) or (
            is_about_stays and OFFERED.search(before) and len(words.split()) > 2
        )
        is_hotel = re.search(rf"(?<!\w){HOTEL_WORD}(?!\w)", words) and len(words.split()) > 1
        plain_words = words.lower()
        if (
            TAKEN in plain_words
            or not re.search(r"[A-Za-z]{2}", words)
            or not (is_hotel or (is_cued and len(words.split()) > 1))
        ):
            continue
        behind = reading.text[begin + len(words) :]
        if is_to_be_seen(words, reading.text[max(0, begin - 100) : begin], behind):
            continue
        if best is None or (is_hotel and len(words) > best[1] - best[0]):
            best = (begin, begin + len(words))
    return best
