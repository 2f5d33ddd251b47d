"""The words on paper and page: whole in every language and safe to fill in."""

import re
import string
from decimal import Decimal

import pytest

from agents.wording import papers
from agents.wording.papers import NoWording, Wording
from agents.wording.replies import LANGUAGES
from crm.catalogue.importing import load_sample
from crm.money import Money

ENGLISH = Wording.of("en")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_language_that_nobody_wrote_is_said_in_english_and_staff_can_know() -> None:
    say = Wording.of("sw")
    assert say("days.title") == "Day by day"
    assert "days.title" in say.lacks
    assert ENGLISH.lacks == ()


def test_what_a_file_lacks_is_said_in_english_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    english = {"trip": {"when": "When", "who": "Who"}, "meta": {"day": "d"}}
    files = {"en": english, "de": {"trip": {"when": "Wann"}}}
    monkeypatch.setattr(papers, "_file", files.__getitem__)
    say = Wording.of.__wrapped__(Wording, "de")  # type: ignore[attr-defined]
    assert (say("trip.when"), say("trip.who")) == ("Wann", "Who")
    assert say.lacks == ("meta.day", "trip.who")


def test_a_key_that_no_file_has_is_a_fault_and_no_blank() -> None:
    with pytest.raises(NoWording):
        ENGLISH("trip.wherefore")


@pytest.mark.parametrize(
    ("asked", "given"),
    [("de-CH,de;q=0.9,en;q=0.8", "de"), ("sw,pt-BR;q=0.7", "pt"), ("", "en"), ("*", "en"), ("\x00;;,", "en")],
)
def test_a_closed_page_speaks_as_the_browser_asks(asked: str, given: str) -> None:
    assert Wording.wanted(asked).language == given


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_blanks(language: str) -> None:
    say = Wording.of(language)
    assert say.lacks == ()
    for key, text in papers._texts(language).items():
        assert blanks(text) == blanks(papers._texts("en")[key]), (language, key)
    for unit, forms in papers._counts(language).items():
        assert unit in papers._counts("en")
        assert all(blanks(form) == {"n"} for form in forms.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 5, 21])
def test_counts_are_in_the_right_plural(language: str, number: int) -> None:
    for unit in ("nights", "adults", "places", "transfers"):
        assert str(number) in Wording.of(language).count(unit, number)


def test_amounts_are_written_as_their_readers_do() -> None:
    amount = Money(Decimal(188640), "INR")
    assert Wording.of("en").money(amount) == "₹1,88,640"
    assert re.sub(r"\s", " ", Wording.of("de").money(amount)) == "188.640 ₹"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Deposit", "Anzahlung"),
        ("Day ticket for metro and buses: child", "Tageskarte für Metro und Busse: Kind"),
        ("Elephant cart: one hour", "Elephant cart: one hour"),
    ],
)
def test_usual_labels_are_said_in_the_papers_language_and_an_agencys_own_as_written(label: str, said: str):
    assert Wording.of("de").label(label) == said


def test_every_label_of_the_sample_is_said_in_every_language() -> None:
    own = {rate.label for rate in load_sample().rates if rate.item_kind == "service" and rate.label}
    assert own <= {key.removeprefix("labels.") for key in papers._texts("en")}
