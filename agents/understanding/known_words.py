"""The diets and the comforts that the desk knows: what a model says beside them is no wish."""

from agents.regexes import regex
from agents.understanding.comforts import beds
from agents.understanding.diets import MOST_SAID, names_food, refused_foods
from agents.understanding.diets_of_some import parted
from agents.understanding.food_words import ALLERGY_TO, ASKED_FOR, FOODS
from agents.understanding.reading import read
from agents.understanding.wish_words import COMPILED, DIETS

_KNOWN = frozenset(
    {"none", *DIETS, *ASKED_FOR.values(), *ALLERGY_TO.values(), *(f"no {food}" for food in FOODS)}
)
_DIETS = tuple(pattern for slot, table in COMPILED if slot == "diet" for _, pattern in table)
# Diets that no rule reads, and what else a kitchen is told of.
_OTHER = regex(
    r"(?<!\w)(?:pesc[ae]tarian\w*|egg[ie]tarian|flexitarian|keto\w*|paleo|diabet\w+|sugar|swaminarayan|"
    r"satt?vic|"
    r"ramadan|fasting|chicken|mutton|lamb|soya?|sesame|mushrooms?|sel|azucar|sucre|zucker|acucar|сахар\w*|"
    r"диабет\w*|سكر\w*|चीनी|मधुमेह|pollo|poulet|huhn\w*|frango|куриц\w*|دجاج|चिकन)(?!\w)"
)


def known_diet(value: str, quote: str) -> str | None:
    """The diet that a model's words name, or the customer's own few words about food, or None.

    Free words are passed on to kitchens and said again to the customer, so that a promise among them would
    be the desk's own: they have to stand in the quote letter by letter.
    """
    said = " ".join(value.split())
    plain = said.casefold()
    if parted(plain)[0] in _KNOWN:
        return plain
    if len(said) > MOST_SAID:
        return None
    reading = read(said)
    is_told = plain in " ".join(quote.split()).casefold()
    is_food = names_food(reading) or any(one.search(reading.plain) for one in (_OTHER, *_DIETS))
    if is_told and is_food:
        return said
    # A translation: "allergic to nuts" of a quote in Spanish.
    refused, rest = refused_foods(reading)
    is_whole = refused is not None and not any(char.isalnum() for char in rest.plain)
    return refused.value if refused and is_whole and isinstance(refused.value, str) else None


def known_beds(value: str) -> list[str]:
    """What of the rooms a model's words name, by the desk's own names: "king bed" is a double bed."""
    wished = beds(read(value))
    if wished is None:
        return []
    return [f"no {one}" for one in wished.value] if wished.retracted else list(wished.value)
