"""Questions in eight languages become English search words, and places are known by all their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.gazetteer import Gazetteer
from knowledge.glossary import in_english, language_of
from knowledge.questions import asked
from tests.knowledge.asked import off_topic, questions


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer({"Sidemen": "Bali", "Villa Serai": "Sidemen", "Ella": "Sri Lanka"})


def test_the_language_of_every_question_is_told() -> None:
    wrong = [c for c in [*questions(), *off_topic()] if language_of(c.text) != c.language]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("क्या बाली के लिए वीज़ा चाहिए?", "hi", "Bali visa need"),
        ("Bali ke liye visa chahiye kya?", "hi", "Bali visa need"),
        ("¿Cuánto equipaje puedo llevar?", "es", "how much luggage carry"),
        ("L'assurance est-elle obligatoire ?", "fr", "insurance need"),
        ("Reiseversicherung nötig?", "de", "trip insurance need"),
        ("هل أحتاج إلى تأشيرة لدبي؟", "ar", "need visa Dubai"),
        ("Qual é o preço das crianças?", "pt", "price children"),
        ("Какая погода на Шри-Ланке?", "ru", "weather Sri Lanka"),
    ],
)
def test_a_question_is_put_into_english_search_words(gazetteer, text, language, english) -> None:
    question = asked(text, gazetteer)
    assert (question.language, question.text, question.share) == (language, english, 1.0)


def test_an_english_question_is_searched_for_as_it_stands(gazetteer: Gazetteer) -> None:
    text = "Do we need a visa for Bali, or can me and my wife do without?"
    assert asked(text, gazetteer).text == text


def test_words_that_no_glossary_knows_lower_the_share() -> None:
    assert in_english("Как починить стиральную машину?").share < 0.5
    assert in_english("مرحبا قطة", "ar").share == 0.0


def test_a_caller_who_knows_the_language_is_believed() -> None:
    assert in_english("visa Bali", "de").language == "de"
    assert in_english("visa Bali", "pt-BR").language == "pt"
    assert in_english("Bali no visa", "ja").text == "Bali no visa"


@pytest.mark.parametrize(
    ("text", "named", "holders"),
    [
        ("visa for Japan", {"Japan"}, set()),
        ("weather in tokyo", {"Tokyo"}, set()),
        ("¿Visado para Japón?", {"Japan"}, set()),
        ("Виза в Японию", {"Japan"}, set()),
        ("تأشيرة لليابان", {"Japan"}, set()),
        ("जापान का वीज़ा", {"Japan"}, set()),
        ("Indian passport, Bali visa?", {"Bali"}, {"India"}),
        ("is it free for Indians", set(), {"India"}),
        ("my wife is British", set(), {"United Kingdom"}),
        ("how do I get an Indian visa", {"India"}, set()),
        ("is there Indian food", set(), set()),
        ("coming from London to Kerala", {"Kerala"}, set()),
        ("we fly from Delhi", {"Delhi"}, set()),
        ("roast turkey for dinner", set(), set()),
        ("tell us about the phi phi islands", {"Phi Phi"}, set()),
        ("is the road to Zermatt open", {"Zermatt"}, set()),
        ("how do I pay the GST in May", set(), set()),
        ("rooms at Villa Serai", {"Villa Serai"}, set()),
    ],
)
def test_places_and_peoples_are_told_apart(gazetteer, text, named, holders) -> None:
    places = gazetteer.places(text)
    assert (set(places.named), set(places.holders)) == (named, holders)


def test_a_place_is_related_to_what_it_lies_in_and_to_nothing_else(gazetteer: Gazetteer) -> None:
    assert gazetteer.related({"Villa Serai"}, {"Indonesia"})
    assert gazetteer.related({"Schengen"}, {"Paris"})
    assert not gazetteer.related({"Kerala"}, {"Rajasthan"})
    assert not gazetteer.related({"Japan"}, {"Bali"})
    assert not gazetteer.related(set(), {"Bali"})


@given(st.text(max_size=80), st.sampled_from([None, "hi", "es", "fr", "de", "ar", "pt", "ru", "xx"]))
def test_no_text_upsets_the_understanding_of_a_question(text: str, language: str | None) -> None:
    question = asked(text, PLAIN, about=("Bali",), language=language)
    assert 0.0 <= question.share <= 1.0


PLAIN = Gazetteer()
