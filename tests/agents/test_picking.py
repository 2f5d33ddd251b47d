"""What customers ask to choose from, and which one they take, in the words they use."""

import pytest

from agents.scene.picking import day_in, names_unlisted, picked_in, wanted_in

OPTIONS = {"kind": "options", "items": ["value", "balanced", "comfort"]}
IDEAS = {"kind": "ideas", "items": [["a", 1], ["b", 2]]}


@pytest.mark.parametrize(
    "text",
    [
        "can you show me other options?",
        "Any alternatives?",
        "options please",
        "what options do we have",
        "could we see a few different options for this trip?",
        "give us three options",
        "another option?",
        "¿Hay otras opciones?",
        "d'autres options ?",
        "Gibt es andere Varianten?",
        "Há outras opções?",
        "какие есть другие варианты?",
        "هل هناك خيارات أخرى؟",
        "और विकल्प दिखाइए",
        "aur options dikhao",
    ],
)
def test_who_asks_for_options_wants_plans_to_choose_from(text: str) -> None:
    assert wanted_in(text) == "options"


@pytest.mark.parametrize(
    "text",
    [
        "what else can we do on day 3?",
        "anything else to see?",
        "any suggestions?",
        "what do you recommend?",
        "suggest something for the afternoon",
        "¿qué más podemos hacer?",
        "Que faire d'autre ?",
        "Was kann man sonst noch machen?",
        "O que mais podemos fazer?",
        "Что ещё можно посмотреть?",
        "ماذا تقترح؟",
        "और क्या कर सकते हैं?",
        "aur kya kar sakte hain",
    ],
)
def test_who_asks_what_else_there_is_wants_more_to_do(text: str) -> None:
    assert wanted_in(text) == "ideas"


@pytest.mark.parametrize(
    "text",
    [
        "what are the payment options?",
        "any visa options?",
        "we have no option but to cancel",
        "2 adults, 6 nights in Bali",
        "is breakfast included?",
        "what else do you need from me?",
        "my suggestion is to skip the volcano",
    ],
)
def test_other_words_ask_for_neither(text: str) -> None:
    assert wanted_in(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 1),
        ("option 3", 2),
        ("let's go with option 1 please", 0),
        ("the second one", 1),
        ("the last one", 2),
        ("the cheapest one please", 0),
        ("balanced", 1),
        ("we'd like the comfort option", 2),
        ("#2", 1),
        ("la segunda por favor", 1),
        ("die dritte bitte", 2),
        ("le premier", 0),
        ("a terceira", 2),
        ("третий вариант", 2),
        ("самый дешёвый", 0),
        ("الثاني", 1),
        ("दूसरा वाला", 1),
        ("pehla wala", 0),
    ],
)
def test_an_option_is_taken_by_number_place_or_name(text: str, number: int) -> None:
    assert picked_in(text, OPTIONS) == number


@pytest.mark.parametrize(
    "text",
    [
        "what is the best time to visit?",
        "2 adults",
        "is the second hotel near the beach?",
        "9",
        "first day in Ubud",
        "can we skip the first temple",
        "3 nights please",
        "is breakfast included in the second one?",
        "no thanks",
        "the cheapest flights we found were with another airline and we have booked those now",
    ],
)
def test_other_words_take_nothing(text: str) -> None:
    assert picked_in(text, OPTIONS) is None


def test_nothing_is_taken_where_nothing_was_laid_out() -> None:
    assert picked_in("the second one", None) is None
    assert picked_in("option 3", IDEAS) is None
    assert picked_in("the cheapest one", IDEAS) is None
    assert picked_in("2", IDEAS) == 1
    assert names_unlisted("I like option 1", None)
    assert names_unlisted("option 5 please", OPTIONS)
    assert not names_unlisted("option 1 please", OPTIONS)
    assert not names_unlisted("I like the plan", None)
    assert not names_unlisted("is option 1 cheaper?", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [("what else on day 3?", 3), ("día 12", 12), ("Tag 2", 2), ("on the 4th day", 4), ("someday", None)],
)
def test_a_day_of_the_trip_is_read(text: str, day: int | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Option 1 for my parents and option 2 for us",
        "the first for my parents and the second for us",
        "the first one for my parents and the second one for us",
        "Option 1 for my parents and 2 for us",
        "option 1 and 2",
        "option 1 or option 2?",
        "opción 1 para mis padres y opción 2 para nosotros",
        "option 1 pour mes parents et option 2 pour nous",
        "la primera para mis padres y la segunda para nosotros",
        "die erste für meine Eltern und die zweite für uns",
        "вариант 1 для родителей и вариант 2 для нас",
        "first for them, second for us",
    ],
)
def test_who_names_two_of_the_options_has_picked_none(text: str) -> None:
    assert picked_in(text, OPTIONS) is None


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("option 1 for us", 0),
        ("option 2 for 2 adults and 1 child", 1),
        ("option 1, not option 2", 0),
        ("not option 1, option 2", 1),
        ("the second one, for the first week of March", 1),
        ("the first one, with the second room bigger", 0),
        ("option 2 please, room number 5", 1),
        ("option 1 for my parents", 0),
        ("opción 2 en vez de opción 1", 1),
        ("option 1 and 2 extra nights", 0),
        ("no, option 1", 0),
    ],
)
def test_another_number_beside_an_option_does_not_unpick_it(text: str, picked: int) -> None:
    assert picked_in(text, OPTIONS) == picked
