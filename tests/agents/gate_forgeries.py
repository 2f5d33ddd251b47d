"""Errors planted in every form that a number, a date, a name or an address can be written in.

Made by rule and by chance, apart from the gate's own readers: scripts' digits, groupings, ranges, look-alike
letters, disguised addresses, and dates as each of the eight languages writes them.
"""

import random
from collections.abc import Iterator
from datetime import date, time, timedelta

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_percent

from agents.wording.replies import LANGUAGES
from tests.agents.desk import sample

DIGITS = {
    "plain": "0123456789",
    "devanagari": "०१२३४५६७८९",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "wide": "０１２３４５６７８９",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "mono": "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿",
}
NIGHTS = {
    "en": "nights",
    "fr": "nuits",
    "es": "noches",
    "de": "Nächte",
    "pt": "noites",
    "ru": "ночей",
    "hi": "रातें",
    "ar": "ليال",
}
RANGES = ("-", "–", "—", " - ", " to ", "/", "~", " or ", " bis ", " à ", " a ", " до ", " से ", " إلى ")
ALIKE = str.maketrans("aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ")  # Latin to Cyrillic
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
SYMBOLS = (
    "₹{}",
    "Rs {}",
    "Rs. {}/-",
    "INR {}",
    "{} INR",
    "{} rupees",
    "${}",
    "{} USD",
    "€{}",
    "{} €",
    "£{}",
    "{} euros",
)
SCALES = ("{}k", "{} k", "{} lakh", "{}L", "{} lacs", "{} million", "{} cr")  # of a small number
HOSTS = ("serai-pay", "trip-deals", "bali247", "quick-hold", "kasse")
ENDS = (
    "com",
    "in",
    "xyz",
    "shop",
    "top",
    "ly",
    "me",
    "travel",
    "co.uk",
    "com.br",
    "рф",
    "app",
    "page",
    "zip",
)


def in_digits(number: int, script: str) -> str:
    return str(number).translate(str.maketrans(DIGITS["plain"], DIGITS[script]))


def grouped(number: int, chance: random.Random) -> str:
    """A number with its digits grouped in one of the ways of the world."""
    western = f"{number:,}"
    head, tail = str(number)[:-3], str(number)[-3:]
    indian = ",".join([*[head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1], tail])
    ways = (
        western,
        indian,
        western.replace(",", "."),
        western.replace(",", " "),
        western.replace(",", "'"),
        str(number),
    )
    return chance.choice(ways)


def counts(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Nights that nobody planned, in every script and language, and ranges that open a proven number."""
    for language in LANGUAGES:
        for script in DIGITS:
            number = chance.choice((4, 7, 8, 9, 11, 14, 21))
            yield language, f"{in_digits(number, script)} {NIGHTS[language]}"
        for joint in RANGES:
            yield language, f"6{joint}{chance.choice((7, 8, 9, 11))} {NIGHTS[language]}"


def amounts(chance: random.Random) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for symbol in SYMBOLS:
            number = chance.randint(1_001, 999_999)
            script = chance.choice([*DIGITS, *["plain"] * 6])
            digits = grouped(number, chance).translate(str.maketrans(DIGITS["plain"], DIGITS[script]))
            yield language, symbol.format(digits)
        for scale in SCALES:
            yield language, scale.format(chance.choice(("1.7", "3", "4.5", "75", "2.25")))
        yield language, f"₹1,91,707{chance.choice(RANGES)}{chance.randint(2, 9)},{chance.randint(10, 99)},000"


def days(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Days near the true one as each language writes them, and true days with wrong weekdays or years."""
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for width in ("short", "medium", "long", "full"):
            for _ in range(3):
                day = date(2026, 12, 21) + timedelta(days=chance.randint(0, 9))
                yield language, format_date(day, width, locale=locale)
        for pattern in ("d MMMM", "d MMM", "EEEE d MMMM", "EEEE, d. MMM", "LLLL", "EEEE"):
            yield language, format_date(date(2027, 3, chance.choice((3, 4, 5, 6))), pattern, locale=locale)
        yield language, format_date(date(2027, 12, 20), "d MMMM y", locale=locale)


def times(chance: random.Random) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for _ in range(3):
            at = time(chance.choice((4, 6, 7, 11, 15, 17, 22)), chance.choice((0, 5, 15, 40, 45)))
            yield language, format_time(at, "short", locale=Locale.parse(language))
        yield language, f"{chance.choice((4, 6, 7, 11))} {chance.choice(('am', 'p.m.', 'PM', 'Uhr'))}"


def shares(chance: random.Random) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield (
            language,
            format_percent(chance.choice((0.05, 0.15, 0.2, 0.35, 0.5)), locale=Locale.parse(language)),
        )
        yield (
            language,
            f"{chance.choice((15, 20, 35))} {chance.choice(('%', ' %', 'percent', 'per cent', '٪', '％'))}",
        )


def strangers(chance: random.Random, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Places of the catalogue that the trip does not have, in every disguise."""
    names = [p.name for c in sample().catalogues for p in c.places if len(p.name) > 6 and p.name.isascii()]
    names = [name for name in names if not any(word in known for word in name.lower().split())]
    for language in ("en", "fr", "es", "de", "pt", "ru", "hi", "ar"):
        for name in chance.sample(names, 9):
            at = chance.randint(2, len(name) - 2)
            yield (
                language,
                chance.choice(
                    (
                        name,
                        name.upper(),
                        name.translate(ALIKE),
                        name.translate(WIDE),
                        f"{name}'s",
                        f"“{name}”",
                        f"{name[:at]}\u200b{name[at:]}",
                        f"{name[:at]}\u00ad{name[at:]}",
                        f"{name[:at]}\u202e{name[at:]}",
                        " ".join(name.replace(" ", "")),
                        f"l'{name}",
                        f"#{name}",
                        f"({name})",
                    )
                ),
            )


def addresses(chance: random.Random) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for _ in range(14):
            host, end = chance.choice(HOSTS), chance.choice(ENDS)
            yield (
                language,
                chance.choice(
                    (
                        f"{host}.{end}",
                        f"{host}.{end}/x{chance.randint(1, 99)}",
                        f"www.{host}.{end}",
                        f"hxxp://{host}.{end}",
                        f"https://{host}.{end}/p?a=1",
                        f"{host}[.]{end}",
                        f"{host} (dot) {end}",
                        f"{host} dot {end}",
                        f"{host}．{end}",
                        f"pay@{host}.{end}",
                        f"{host}@okbank",
                        f"//{host}.{end}",
                        f"upi://pay?pa={host}",
                        f"{{trip_link}}/{host}",
                        f"{{trip_link}}@{host}.{end}",
                        f"{chance.randint(11, 99)}.20.30.40/{host}",
                        f"+{chance.randint(10, 99)} 98{chance.randint(10**7, 10**8 - 1)}",
                        f"mailto:{host}",
                        f"tel:98{host}",
                    )
                ),
            )


def forgeries(seed: int, known: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, language and the planted words."""
    chance = random.Random(seed)
    for kind in (counts, amounts, days, times, shares, addresses):
        for language, words in kind(chance):
            yield kind.__name__, language, words
    for language, words in strangers(chance, known):
        yield "strangers", language, words
