"""Lists of people with known doubles, spoilt as hands and forms spoil them. The seed decides everything."""

import random
import string
from datetime import date, timedelta

FIRST = (
    "priya", "arjun", "asha", "meera", "kiran", "rohan", "anita", "vikram", "leela", "suresh", "olivia",
    "jack", "charlotte", "noah", "amelia", "thomas", "isabella", "joshua", "emily", "daniel", "sophie",
    "lachlan", "georgia", "mitchell", "catherine", "philip", "stephen", "michelle", "benjamin",
    "jessica",
)  # fmt: skip
LAST = (
    "nair", "rao", "iyer", "sharma", "kapoor", "menon", "patel", "reddy", "singh", "gupta", "white",
    "clarke", "campbell", "nguyen", "morrison", "webb", "ryan", "mcpherson", "braciak", "green",
    "doherty", "goldsworthy", "matthews", "dixon", "hayward", "thorpe", "beams", "egan", "lowe", "byrne",
)  # fmt: skip
_STREETS = (
    "banksia", "wattle", "heritage", "oak", "station", "temple", "beach", "gandhi", "nehru", "lake",
    "hill", "garden", "market", "church",
)  # fmt: skip
_SUBURBS = (
    "kochi", "pune", "adelaide", "perth", "geelong", "bondi", "mysore", "indore", "nagpur", "carlton",
    "richmond", "malabar",
)  # fmt: skip
COLUMNS = (
    "rec_id", "given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
)  # fmt: skip

Row = dict[str, str]


def messy_list(people: int, doubled: int, seed: int = 7) -> tuple[list[Row], set[frozenset[str]]]:
    """Give rows of so many people, some of them twice, and the pairs that are one person."""
    dice = random.Random(seed)
    rows, truth = [], set()
    for number in range(people):
        row = _person(dice, number)
        rows.append(row)
        if number < doubled:
            twin = _spoilt(row, dice) | {"rec_id": f"rec-{number}-dup"}
            rows.append(twin)
            truth.add(frozenset((row["rec_id"], twin["rec_id"])))
    dice.shuffle(rows)
    return rows, truth


def _person(dice: random.Random, number: int) -> Row:
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(24_000))
    return {
        "rec_id": f"rec-{number}-org",
        "given_name": dice.choice(FIRST),
        "surname": dice.choice(LAST),
        "street_number": str(dice.randrange(1, 200)),
        "address_1": f"{dice.choice(_STREETS)} {dice.choice(('street', 'road', 'place', 'avenue'))}",
        "suburb": dice.choice(_SUBURBS),
        "postcode": str(dice.randrange(2000, 7000)),
        "state": dice.choice(("nsw", "vic", "qld", "sa")),
        "date_of_birth": born.strftime("%Y%m%d"),
        "soc_sec_id": str(dice.randrange(1_000_000, 9_999_999)),
    }


def _spoilt(row: Row, dice: random.Random) -> Row:
    twin = dict(row)
    for name in dice.sample(COLUMNS[1:], dice.randrange(1, 4)):
        how = dice.random()
        if how < 0.25:
            twin[name] = ""
        elif how < 0.35:
            twin["given_name"], twin["surname"] = twin["surname"], twin["given_name"]
        else:
            twin[name] = _slip(twin[name], dice)
    return twin


def _slip(text: str, dice: random.Random) -> str:
    if len(text) < 2:
        return text
    at = dice.randrange(len(text) - 1)
    letter = dice.choice(string.digits if text.isdigit() else string.ascii_lowercase)
    return dice.choice(
        (
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + letter + text[at:],
        )
    )
