"""The sample library is broad, marked as sample, and found by what travellers ask."""

from collections import Counter

import pytest

from knowledge import sample
from knowledge.chunks import cut
from knowledge.documents import matter
from knowledge.library import Library
from tests.bench.library import bm25_figures, library_figures
from tests.knowledge.asked import Case, fresh, fresh_off_topic, held_out, of_places, off_topic, questions

DESTINATIONS = ("Bali", "Thailand", "Singapore", "Dubai", "Kerala", "Rajasthan", "Paris", "Sri Lanka")


def test_every_entry_says_that_it_is_a_sample_and_when_it_was_reviewed() -> None:
    entries = sample.documents()
    assert len(entries) >= 40
    for entry in entries:
        facts, _ = matter(entry.text)
        assert entry.is_sample, entry.id
        assert {"title", "topics", "last_reviewed", "source_note"} <= facts.keys(), entry.id
        assert "sample" in facts["source_note"].lower(), entry.id
        assert entry.title == facts["title"]
        assert len(cut(entry).chunks) >= 2, entry.id


def test_entries_have_titles_of_their_own() -> None:
    assert max(Counter(entry.title for entry in sample.documents()).values()) == 1


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_each_destination_has_its_visa_and_its_weather(destination: str) -> None:
    titles = [entry.title for entry in sample.documents()]
    assert any("Visa" in title and destination in title for title in titles)
    assert any("Weather" in title and destination in title for title in titles)


def of(cases: list[Case], english: bool) -> list[Case]:
    return [case for case in cases if (case.language == "en") == english]


def test_the_measuring_set_is_large_and_names_entries_that_exist() -> None:
    held = {entry.id for entry in sample.documents()}
    asked = questions()
    assert len(of(asked, True)) >= 150
    assert {case.language for case in asked} == {"en", "hi", "es", "fr", "de", "ar", "pt", "ru"}
    assert len(off_topic()) >= 60
    assert {name for case in asked for name in case.documents} <= held
    assert len({case.text for case in [*asked, *off_topic()]}) == len(asked) + len(off_topic())


def test_english_questions_are_found_better_than_by_words(sample_library: Library) -> None:
    cases, noise = of(questions(), True), of(off_topic(), True)
    reached, words = library_figures(sample_library, cases, noise), bm25_figures(cases, noise)
    assert reached.hit_1 >= 0.80
    assert reached.hit_1 > words.hit_1
    assert reached.answered >= 0.80
    assert reached.right >= 0.85
    assert reached.abstained >= 0.95


def test_questions_in_other_languages_are_found(sample_library: Library) -> None:
    reached = library_figures(sample_library, of(questions(), False), of(off_topic(), False))
    assert reached.hit_3 >= 0.60
    assert reached.abstained >= 0.95


def test_questions_that_the_library_was_not_tuned_to_are_found(sample_library: Library) -> None:
    """What was measured: 0.86 and 0.92 at the first place; BM25 over the same texts 0.68 and 0.81."""
    noise = of([*off_topic(), *fresh_off_topic()], True)
    for cases in (of(held_out(), True), of(fresh(), True)):
        reached, by_words = library_figures(sample_library, cases, noise), bm25_figures(cases, noise)
        assert reached.hit_1 >= 0.80
        assert reached.hit_1 > by_words.hit_1
        assert reached.abstained >= 0.95


@pytest.mark.parametrize(("aside", "least"), [(False, 0.95), (True, 0.85)])
def test_that_a_place_is_known_answers_no_other_question_about_it(
    sample_library: Library, aside: bool, least: float
) -> None:
    """What was measured: 0.97 and 0.88; 0.66 and 0.77 before the passage itself had to match the matter."""
    asked = of_places(aside=aside)
    silent = [sample_library.ask(case.text, sample.COLLECTION).abstained for case in asked]
    assert sum(silent) / len(asked) >= least


def test_no_entry_repeats_a_question_that_it_is_measured_with() -> None:
    told = {asked.casefold() for entry in sample.documents() for c in cut(entry).chunks for asked in c.asked}
    assert len(told) > 400
    assert not {case.text.casefold() for case in [*questions(), *held_out(), *fresh()]} & told


def test_a_place_that_the_library_knows_answers_nothing_that_it_does_not(sample_library: Library) -> None:
    for question in (
        "who is the president of France",
        "when did Sri Lanka become independent",
        "who wrote the history of Rajasthan",
        "who is the king of Thailand",
        "which football club is best in Paris",
        "what is the capital of Thailand",
        "how old is the mayor of Paris",
        "who was the first prime minister of India",
        "what is the national anthem of India",
        "how tall is the Eiffel Tower",
    ):
        assert sample_library.ask(question, sample.COLLECTION).abstained, question


@pytest.mark.parametrize(
    "question",
    [
        "is there a helipad for my drone?",
        "is there a runway for my drone",
        "do you have a lawyer for my visa?",
        "is there a telescope for our honeymoon",
    ],
)
def test_a_passage_about_what_a_thing_is_for_answers_nothing_about_the_thing(
    sample_library: Library, question: str
) -> None:
    assert sample_library.ask(question, sample.COLLECTION).abstained


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("do you have a cot for our baby?", "children-infants.md"),
        ("is there a permit for my drone?", "photography-drones.md"),
        ("is there a fee for my luggage?", "luggage-flights.md"),
        ("is there an adapter for my phone?", "power-plugs.md"),
        ("is there a dress code for our visit to the temple?", "temple-dress.md"),
        ("is there anything for my kids?", "children-activities.md"),
        ("is there a way for my mother to avoid stairs?", "accessibility.md"),
        ("does the hotel have good wifi for my video calls?", "sim-internet.md"),
    ],
)
def test_a_passage_that_tells_of_the_thing_answers_whatever_it_is_for(
    sample_library: Library, question: str, document: str
) -> None:
    answer = sample_library.ask(question, sample.COLLECTION)
    assert answer.sources[0].document == document
