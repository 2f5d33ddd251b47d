"""What people do not eat is heard as their diet, and never as a no."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest

from agents.understanding.contract import Said
from agents.understanding.dialogue import read_dialogue
from agents.understanding.diets import FAR_BACK, MOST_FOODS, windows, with_diets
from agents.understanding.reading import read
from tests.agents.desk import TODAY, engine


def heard(text: str, history: Sequence[Said] = ()):
    return engine().understand(text, history, TODAY)


def diet(text: str):
    slot = heard(text).slots.get("diet")
    return slot and slot.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no pork", "no pork"),
        ("We don't eat pork", "no pork"),
        ("no beef please", "no beef"),
        ("nothing with nuts", "no nuts"),
        ("I'm allergic to shellfish", "seafood allergy"),
        ("peanut allergy", "nut allergy"),
        ("my wife can't have dairy", "lactose-free (1)"),
        ("no spicy food for the kids", "no spicy food"),
        ("sin cerdo por favor", "no pork"),
        ("somos alérgicos a los mariscos", "seafood allergy"),
        ("je ne mange pas de porc", "no pork"),
        ("nous sommes allergiques aux arachides", "nut allergy"),
        ("kein Schweinefleisch bitte", "no pork"),
        ("meine Tochter hat eine Nussallergie", "nut allergy (1)"),
        ("wir essen kein Fleisch", "vegetarian"),
        ("não comemos carne de porco", "no pork"),
        ("sou alérgica a camarão", "seafood allergy"),
        ("мы не едим свинину", "no pork"),
        ("у сына аллергия на орехи", "nut allergy"),
        ("hum pork nahi khate", "no pork"),
        ("मुझे मूंगफली से एलर्जी है", "nut allergy"),
        ("لا نأكل لحم الخنزير", "no pork"),
        ("عندي حساسية من المكسرات", "nut allergy"),
    ],
)
def test_a_food_that_is_not_eaten_is_a_diet_and_refuses_nothing(text: str, wanted: str) -> None:
    understood = heard(text)
    assert understood.slots["diet"].value == wanted
    assert not understood.has("deny")
    assert not understood.has("reject")
    assert "avoid" not in understood.slots


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no pork or beef, we are Muslim", ["no pork", "no beef"]),
        ("Jain food, no onion no garlic", ["jain", "no onion", "no garlic"]),
        ("My son is allergic to peanuts and eggs", ["nut allergy", "egg allergy"]),
        ("Somos vegetarianos y sin gluten", ["vegetarian", "gluten-free"]),
        ("sans porc ni alcool", ["no pork", "no alcohol"]),
        ("без свинины и говядины", ["no pork", "no beef"]),
        ("hum pork aur beef nahi khate", ["no pork", "no beef"]),
        ("बिना प्याज लहसुन", ["no onion", "no garlic"]),
    ],
)
def test_several_foods_are_heard_together(text: str, wanted: list[str]) -> None:
    assert diet(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "we are not vegetarian", "no allergies", "we have no nut allergy", "no problem with pork",
        "no fishing please", "I want to see the fish market", "no somos vegetarianos", "мы не вегетарианцы",
        "wir sind keine Vegetarier", "hum vegetarian nahi hain",
    ],
)  # fmt: skip
def test_a_diet_that_is_denied_or_only_looks_like_one_is_none(text: str) -> None:
    slot = heard(text).slots.get("diet")
    assert slot is None or slot.retracted


def test_skipping_the_fish_market_avoids_a_place_and_no_food() -> None:
    slots = heard("skip the fish market").slots
    assert "diet" not in slots
    assert slots["avoid"].value == ["shopping"]


def test_a_plain_no_before_a_diet_is_still_a_no() -> None:
    understood = heard("no, we are vegetarian")
    assert understood.has("deny")
    assert understood.slots["diet"].value == "vegetarian"


def test_a_diet_told_later_is_added_to_the_one_before() -> None:
    _, known = read_dialogue(
        engine(), [Said("customer", "2 adults to Bali, vegetarian")], "and nothing with nuts", TODAY
    )
    assert known["diet"].value == ["vegetarian", "no nuts"]


def test_of_two_diets_that_cannot_both_hold_the_newer_one_counts() -> None:
    assert with_diets(["vegetarian", "no nuts"], "non-vegetarian") == ["no nuts", "non-vegetarian"]
    assert with_diets("none", "halal") == "halal"
    assert with_diets(["vegan", "no nuts"], "none") == "none"


def test_a_message_of_nothing_but_foods_is_looked_at_once_and_not_from_every_food() -> None:
    plain = read("no " + "fish, " * 650).plain
    assert not list(windows(plain, re.compile("allergy")))
    behind = read("fish, " * 400 + "fish allergy, " * 100).plain
    looked_at = list(windows(behind, re.compile("allergy")))
    assert len(looked_at) == 100
    assert all(end - begin <= FAR_BACK + len("allergy") for begin, end in looked_at)
    assert all(one[1] <= other[0] for one, other in pairwise(looked_at))


def test_a_list_of_foods_without_an_end_is_cut() -> None:
    slot = heard("no " + "fish, " * 650).slots["diet"]
    assert slot.value == "no fish"
    assert slot.span[1] <= len("no ") + MOST_FOODS * len("fish, ")


@pytest.mark.parametrize(
    "text",
    [
        "is alcohol free at the resort?", "are eggs free at breakfast?", "ham nahi jayenge temple",
        "No fish is fine", "my husband can't live without meat", "mi marido no puede vivir sin carne",
        "mon mari ne peut pas vivre sans viande", "mein Mann kann nicht ohne Fleisch leben",
        "meu marido não vive sem carne", "муж не может жить без мяса", "زوجي لا يستطيع العيش بدون لحم",
        "हम मांस के बिना नहीं रह सकते", "bina meat ke nahi reh sakte", "nobody is allergic to nuts",
        "none of us is allergic to nuts", "we haven't any nut allergy", "personne n'est allergique aux noix",
        "no fish tank please", "avoid crab boats", "no crab hunting", "skip the seafood dinner at Jimbaran",
        "we don't have milk for the baby", "do they not have meat there?", "do they not eat meat there?",
        "we eat rice but beef too", "wahan meat nahi milta kya",
    ],
)  # fmt: skip
def test_words_about_food_that_refuse_none_are_no_diet(text: str) -> None:
    assert diet(text) is None


def test_a_refusal_ends_with_its_line() -> None:
    assert diet("no\nfish and meat are fine") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("we eat fish and chicken but not pork or beef", ["no pork", "no beef"]),
        ("we eat everything except pork", "no pork"),
        ("comemos de todo menos cerdo", "no pork"),
        ("on mange tout sauf le porc", "no pork"),
        ("wir essen alles außer Schwein", "no pork"),
        ("comemos tudo menos porco", "no pork"),
        ("мы едим всё кроме свинины", "no pork"),
        ("nous ne mangeons ni porc ni bœuf", ["no pork", "no beef"]),
        ("no comemos ni cerdo ni mariscos", ["no pork", "no seafood"]),
        ("weder Schwein noch Rindfleisch", ["no pork", "no beef"]),
        ("bina pyaz lahsun ka khana", ["no onion", "no garlic"]),
        ("we need nut free meals", "no nuts"),
        ("alcohol-free drinks please", "no alcohol"),
        ("no meat, only fish", "no meat, only fish"),
        ("no meat except chicken", "no meat except chicken"),
        ("we don't eat meat at all", "vegetarian"),
        ("no meat on the trip", "vegetarian"),
        ("do you have food with no pork?", "no pork"),
        ("do not add onion n garlic", ["no onion", "no garlic"]),
        ("لا نأكل لحم الخنزير ولا السمك", ["no pork", "no fish"]),
        ("nobody knows that my son is allergic to nuts", "nut allergy (1)"),
        ("kisi ko nuts se allergy hai", "nut allergy"),
        ("hum meat nahi khate hain", "vegetarian"),
    ],
)
def test_a_refusal_in_its_common_forms_is_heard(text: str, wanted: object) -> None:
    assert diet(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "we are not vegetarian any more", "forget the vegetarian food", "we are no longer vegetarian",
        "ya no somos vegetarianos", "nous ne sommes plus végétariens", "wir sind nicht mehr vegetarisch",
        "wir sind keine Vegetarier mehr", "não somos mais vegetarianos", "мы больше не вегетарианцы",
        "لم نعد نباتيين", "ab hum vegetarian nahi hain", "अब हम शाकाहारी नहीं हैं",
    ],
)  # fmt: skip
def test_a_diet_that_is_kept_no_more_is_taken_back_and_an_allergy_stays(text: str) -> None:
    slot = heard(text).slots["diet"]
    assert (slot.value, slot.retracted) == ("vegetarian", True)
    before = [Said("customer", "2 adults to Bali, vegetarian, nut allergy")]
    assert read_dialogue(engine(), before, text, TODAY)[1]["diet"].value == ["nut allergy"]
