"""Rooms, the hotel wished for, and how the party wants to move."""

import re

from agents.understanding.contract import Slot, SlotName
from agents.understanding.money import amounts
from agents.understanding.numbers import count_of, counted, number
from agents.understanding.reading import TAKEN, Reading

_KINDS = r"(?:(?:double|twin|single|triple|quad|family|deluxe|standard|separate|joined|adjacent|joint|hotel|bed|sea[ -]view|connecting|adjoining|interconnecting|superior|king|queen|big|large|small|quiet|nice|spacious|biggest|largest|best|cheapest|smallest|adjoined|non[ -]smoking|smoking|accessible|wheelchair[ -]friendly|extra|more|different|suitable|cheap|basic|private|comfortable|premium|executive|junior|presidential|\d[ -]bed(?:room)?|one[ -]bedroom|two[ -]bedroom|king[ -]size(?:d)?|queen[ -]size(?:d)?|available|affordable|disabled|pet[ -]friendly|dog[ -]friendly|zimmer|luxury|twin[ -]bed(?:ded)?)[ ,]+(?:and )?){0,3}"
_ROOMS = {
    "en": rf"{_KINDS}(?:hotel room\(s\)|room\(s\)|rooms?|suites?|doubles|twins|singles|double|twin|single)(?! (?:beds?|bedded|service|rate|key|temperature|number|type|mates?|person|adult|travell?er|ticket|supplement|room))", "hi": r"कमरे|कमरा|kamre|kamra|kamare|rooms?", "es": r"habitacion(?:es)?|cuartos?",
    "fr": r"chambres?", "de": r"(?:doppel|einzel|familien)?zimmern?", "pt": r"quartos?", "ru": r"номеров|номера|номер|комнат[ыу]?", "ar": r"غرف|غرفه",
}  # fmt: skip
_ROOM = counted(_ROOMS, "a|an|another|my|the")
_ROOM_TO = re.compile(
    r"(?<!\w)rooms?\s*(?:to|:|=|is|are|needed)\s*(?P<n>\d{1,2}|one|two|three|four|five)(?!\w)|(?<!\w)(?P<ar>غرفتين|غرفتان)"
)
_AND_ROOM = re.compile(r"\s*(?:,|and|plus|&|\+|y|und|et|e|и|aur|और)?\s*(?:also |then )?")
_HAS_ROOM = re.compile(r"rooms?|suites?")
_ANOTHER = re.compile(r"\s*(?:,|and|plus)\s*(?:then )?another(?: one)?(?! (?:night|day|person|adult|child|kid|bed))")
_BARE_ROOM = re.compile(
    rf"(?:^|for (?:a )?|need |want |book |, ?)(?P<room>{_KINDS}(?:room|suite))(?!s|\w| (?:service|rate|key|number))"
)
_CLASSES = {
    "luxury": r"luxur(?:y|ious)|lujo|luxe|luxus\w*|luxo|люкс\w*|роскошн\w*|فاخر\w*|लक्ज़री|लग्जरी|high[ -]end|premium|5[ -]?(?:star|\*)|five[ -]star|5 estrellas|5 etoiles|5 sterne|5 estrelas|5 звезд\w*|5 نجوم|पांच सितारा|upscale|top[ -]class|villa with (?:private )?pool|пять звезд",
    "comfort": r"comfort(?:able)?|mid[ -]?range|mid[ -]level|4[ -]?(?:star|\*)|four[ -]star|4 estrellas|4 etoiles|4 sterne|4 estrelas|4 звезд\w*|4 نجوم|boutique|standard hotel|decent hotel|good hotel|nice hotel",
    "value": r"budget (?:hotel|stay|accommodation|friendly|trip|travel)|cheap(?:est)?|economical|affordable|low[ -]cost|backpack\w*|hostels?|3[ -]?(?:star|\*)|three[ -]star|2[ -]?(?:star|\*)|two[ -]star|3 estrellas|3 etoiles|3 sterne|3 estrelas|3 звезд\w*|3 نجوم|barat[oa]s?|pas cher|gunstig\w*|дешев\w*|رخيص\w*|सस्ता|sasta|sasti|guest ?house|home ?stay",
}  # fmt: skip
_CLASS = [(name, re.compile(rf"(?<![\w-])(?:{words})(?!\w)")) for name, words in _CLASSES.items()]
_STARS = re.compile(
    r"(?<![\w.])(?P<n>[1-5](?:\.[05])?|one|two|three|four|five)\s*[ -]?\s*(?:stars?|\*|estrellas|etoiles|sterne|estrelas|звезд\w*|نجوم|सितारा)(?!\w)"
)
_RATING = re.compile(
    r"(?:rat(?:ed|ing)s?|score[ds]?|review[ -]?score)\s*(?:of|is|at|as|with|should be|must be|to be|has to be|needs to be|that is|:)?\s*(?:a |at )?(?:least |minimum |above |over |around )?(?P<a>\d(?:\.\d{1,2})?|10)(?![\d%])|(?<![\w.])(?P<b>\d\.\d{1,2})\s*(?:or (?:higher|above|more|better)\s*)?(?:rat(?:ed|ing)|stars? rating|out of (?:5|10))|(?<![\w.])(?P<c>\d\.\d)(?=\s*(?:or (?:higher|above|more|better)|\+|and (?:above|up)))"
)
_HOTEL_WORD = r"(?:[Hh]otels?|[Rr]esorts?|[Ss]uites?|[Ii]nn|[Vv]illas?|[Hh]ostel|[Ll]odge|[Pp]alace|[Rr]etreat|[Rr]esidences?|[Gg]uest ?[Hh]ouse|[Hh]omestay|[Ss]pa|[Cc]ottages?|[Mm]otel|[Aa]partments?|[Pp]lace|[Cc]astle|[Hh]aveli|[Cc]amp|[Cc]lub|[Bb]&[Bb]|Riad|Marriott|Hilton|Hyatt|Taj|Oberoi|Radisson|Novotel|Ibis|Sheraton|Westin|Accommodation)"
_PART = r"(?:[A-Z0-9][\w'’.&/-]*|\([^)]{2,30}\)|By|&|-)"
_NAMED = re.compile(
    rf"(?:by the name(?: of)?|[Ss]tay(?:ing)? (?:at|in)|(?:book|booking|reserve|reservation|rooms?|nights?|days?|prefer|choose) (?:at|in)|called|named|something like|hoping for something like|is|about|recommend|suggest|try|like|at|in|have|found|consider|visit|the|rooms?:|hotel,?|hotel:)\s+(?:the |a |an )?(?:\w+ star (?:hotel )?(?:called |named )?)?(?P<name>{_PART}(?:\s+(?:{_PART}|of|the|de|and|by|at|on|am|del|la|le|al)){{0,8}})"
)
_CUED = re.compile(
    r"(?:stay(?:ing)? at|called|named|by the name(?: of)?|something like|(?:book|reserve)(?: \w+){0,3} at|nights? at|days? at|rooms? (?:at|in)|"
    r"the hotel is|hotel is|hotel:|hotel like|hotel,)\s+(?:the |a )?$", re.I
)  # fmt: skip
_OFFERED = re.compile(r"(?:how about|what about|consider|like|try|suggest|recommend|at|is|in)\s+(?:the |a )?$", re.I)
_IS_ABOUT_STAYS = re.compile(r"hotel|star\b|rooms?\b|check[ -]?in|nights? at", re.I)
_MODES = {
    "flight": r"flights?|fly(?:ing)?|air ?fare|by air|air ?tickets?|plane|airline|vuelos?|avion|vols?|flug|fluge|voos?|aviao|рейс\w*|перелет\w*|самолет\w*|авиабилет\w*|طيران|رحله جويه|उड़ान|फ्लाइट|hawai jahaz",
    "train": r"trains?|rail(?:way)?|tren(?:es)?|zug|bahn|trem|поезд\w*|قطار|ट्रेन|रेल", "bus": r"bus(?:es)?|coach|autobus|autocar|onibus|автобус\w*|حافله|باص|बस(?= से)",
    "cruise": r"cruise|crucero|croisiere|kreuzfahrt|cruzeiro|круиз", "ferry": r"ferr(?:y|ies)|transbordador|fahre|balsa|паром\w*",
    "car": r"(?:rent(?:al)?|hire)(?: a| an)?(?: [\w-]+){0,2}? (?:cars?|vehicles?|van|suv)|rental cars?|car rentals?|car (?:hire|rental)|rent (?:a|an) [\w-]+(?= (?:that )?(?:seats|for \d|from|car|vehicle))|self[ -]drive|private (?:car|driver|cab|taxi|transfers?)|car and driver|mietwagen|coche de alquiler|alquilar un coche|voiture de location|location de voiture|louer une voiture|alugar (?:um )?carro|carro alugado|аренд\w* (?:авто|машин)\w*|арендовать (?:авто|машин)\w*|ايجار سياره|استئجار سياره|गाड़ी|gaadi|gadi|own car|by car|arrange an? [\w-]+ for (?:us|me)(?= in [^.?]*[.?] it should seat)|car to rent|car for rent",
}  # fmt: skip
_MODE = [(name, re.compile(rf"(?<![\w-])(?:{words})(?!\w)")) for name, words in _MODES.items()]
_SEATS = re.compile(
    r"(?:seats?|seating|capacity(?: of)?|fits?|for)\s+(?:about |at least )?(?P<n>\d{1,2})\s*(?:people|persons?|passengers|pax|of us)?"
)
_CAR_TYPE = re.compile(
    r"(?:rent|hire|arrange|want|need|find|get|book|prefer|like)(?: me| us| to rent| to hire)?,? (?:a|an|the)\s+(?P<t>[\w-]+(?: [\w-]+)?)\s+(?:that seats|which seats|for (?:us|me)\b|seating|with \d)|(?<!\w)(?P<k>suv|sedan|hatchback|minivan|convertible|compact|van|motorhome|campervan|wagon|jeep|limousine|tempo traveller|innova|4x4)s?(?!\w)"
)
_CABIN = re.compile(
    r"(?<!\w)(?P<c>premium economy|economy|business|first)(?:[ -]class)?(?= (?:class|flights?|seats?|tickets?|cabin|fare|one|is|for)|[.,!?]|$| please)"
)
_ROUND = re.compile(
    r"(?<!\w)(?:round[ -]?trips?|return (?:flight|trip|ticket|fare|journey)s?|two[ -]way|both ways|ida y vuelta|aller[ -]retour|hin[ -]und[ -](?:ruck|zuruck)\w*|hin und zuruck|ida e volta|туда и обратно|туда-обратно|ذهاب (?:و ?عوده|واياب)|ذهابا وايابا|आना-जाना|aana jaana)(?!\w)"
)
_ONE_WAY = re.compile(
    r"(?<!\w)(?:one[ -]?way|oneway|single (?:ticket|fare)|solo ida|aller simple|nur hinflug|einfache? (?:fahrt|strecke|flug)|so ida|somente ida|в одну сторону|в один конец|ذهاب فقط|एक तरफ)(?!\w)"
)


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
    for pattern, value in ((_ROUND, "round"), (_ONE_WAY, "one_way")):
        if match := pattern.search(reading.plain):
            slots["trip_type"] = Slot(value, reading.span(*match.span()), confidence=0.95)
    return slots, reading


def _rooms(reading: Reading, slots: dict[SlotName, Slot]) -> Reading:
    total, first, last, sure = 0, -1, -1, 0.95
    for match in _ROOM.finditer(reading.plain):
        word, noun = match["n"] or "", match["noun"] or "room"
        count = 1 if word in {"a", "an", "another"} else count_of(match)
        if word in {"my", "the"} or not count or count > 60:
            continue
        between = reading.plain[last : match.start()] if total else ""
        if total and (not _AND_ROOM.fullmatch(between) or (len(noun) > 5 and "room" not in noun)):
            continue
        if total and re.fullmatch(r"doubles?|twins?|singles?", noun.split()[-1]) and _HAS_ROOM.search(reading.plain[first:last]) and not re.search(r"rooms?$", reading.plain[first:last].rstrip()):
            continue
        if total and "," in between:
            continue  # "2 rooms, one double and one twin" says what the two are
        sure = min(sure, 0.6) if word in {"a", "an", "another"} else sure
        total, first, last = total + count, match.start() if first < 0 else first, match.end()
    if total:
        if more := _ANOTHER.match(reading.plain[last:]):
            total, last = total + 1, last + more.end()
        slots["rooms"] = Slot(total, reading.span(first, last), confidence=sure)
        return reading.without((first, last))
    if match := _ROOM_TO.search(reading.plain):
        slots["rooms"] = Slot(
            2 if match["ar"] else number(match["n"]), reading.span(*match.span()), confidence=0.9
        )
    elif match := _BARE_ROOM.search(reading.plain):
        slots["rooms"] = Slot(1, reading.span(*match.span("room")), confidence=0.55)
    return reading


def _transport(reading: Reading, slots: dict[SlotName, Slot]) -> tuple[int, int] | None:
    for mode, pattern in _MODE:
        match = pattern.search(reading.plain)
        kind = _CAR_TYPE.search(reading.plain) if mode == "car" else None
        if not match and kind and re.search(r"rent|hire|seat|pick", reading.plain):
            match = kind
        if not match:
            continue
        value: dict[str, object] = {"mode": mode}
        begin, end = match.span()
        if mode == "car":
            begin, end = _car(reading, value, kind, begin, end)
            slots["transport"] = Slot(value, reading.span(begin, end), confidence=0.85)
            return (begin, end)
        if cabin := _CABIN.search(reading.plain):
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
    rest = reading.plain[end : end + 140]
    if seats := _SEATS.search(rest):
        value["seats"] = int(seats["n"])
    for amount in amounts(rest):
        if amount.per == "day":
            value["price"] = amount.value()
            return begin, end + amount.end
    return begin, end


def _stay(reading: Reading, slots: dict[SlotName, Slot]) -> Reading:
    value: dict[str, object] = {}
    spans: list[tuple[int, int]] = []
    if name := _hotel_name(reading):
        value["name"] = reading.text[name[0] : name[1]]
        reading = reading.without(reading.range_of(*name))
    stars = _STARS.search(reading.plain)
    if stars:
        said = stars["n"]
        value["stars"] = float(said) if "." in said else number(said)
        spans.append(stars.span())
    if rating := _RATING.search(reading.plain):
        value["rating"] = rating["a"] or rating["b"] or rating["c"]
        spans.append(rating.span())
    for hotel_class, pattern in _CLASS:
        if match := pattern.search(reading.plain):
            value["class"] = hotel_class
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
    for match in _NAMED.finditer(reading.text):
        words = re.split(
            r",|\s+(?:in|while|which|for|with|if|that|on|has|is|and it|is)\s|[.!?](?:\s|$)",
            match["name"] + " ",
        )[0].rstrip(" .,-&")
        words = re.sub(r"\s+(?:of|the|de|and|by|at|on|am|del|la|le|al)$", "", words)
        begin = match.start("name")
        before = reading.text[max(0, begin - 40) : begin]
        is_cued = _CUED.search(before) or (_IS_ABOUT_STAYS.search(reading.text) and _OFFERED.search(before) and len(words.split()) > 2)
        is_hotel = re.search(rf"(?<!\w){_HOTEL_WORD}(?!\w)", words) and len(words.split()) > 1
        plain_words = words.lower()
        if (
            TAKEN in plain_words
            or not re.search(r"[A-Za-z]{2}", words)
            or not (is_hotel or (is_cued and len(words.split()) > 1))
        ):
            continue
        if best is None or (is_hotel and len(words) > best[1] - best[0]):
            best = (begin, begin + len(words))
    return best
