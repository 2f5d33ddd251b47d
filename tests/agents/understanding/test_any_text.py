"""Whatever a customer writes, the engine answers, and what it says it read stands in the message."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.understanding.contract import Said
from agents.understanding.offline import OfflineEngine
from agents.understanding.reading import read

ENGINE = OfflineEngine()
TODAY = date(2026, 11, 22)
WORDS = st.sampled_from(
    [
        "2",
        "adults",
        "kids",
        "5",
        "yr",
        "old",
        "nights",
        "days",
        "Bali",
        "Ubud",
        "from",
        "to",
        "until",
        "20",
        "Dec",
        "31",
        "Feb",
        "30/2",
        "99/99",
        "budget",
        "lakh",
        "k",
        "$",
        "€",
        "2+2",
        "4N/5D",
        "no",
        "not",
        "skip",
        "add",
        "a",
        "in",
        "yes",
        "stop",
        "between",
        "and",
        "or",
        "0",
        "000",
        "1,2,3",
        "Friday",
        "next",
        "week",
        "hotel",
        "5",
        "star",
        "Diwali",
        "नमस्ते",
        "दिन",
        "مرحبا",
        "ليلة",
        "20",
        "декабря",
        "ноября",
        "ñ",
        "ß",
        "İ",
        "ﬁ",
        "é",
        "̃",
        "\u202e",
        "½",
        "²",
        "٣",
        "१",
        "🙂",
        "@",
        "+",
        "(",
        ")",
        "-",
        "per",
        "night",
        "person",
        "@x.com",
        "+91",
        "2027-02-30",
        "29",
        "february",
        "may",
        "mar",
    ]
)
LOOSE = st.lists(WORDS, max_size=30).map(" ".join)


def spans_hold(text: str, history: tuple[Said, ...] = ()) -> None:
    heard = ENGINE.understand(text, history, TODAY)
    for name, slot in heard.slots.items():
        source = history[int(slot.message)].text if slot.message else text
        first, last = slot.span
        assert 0 <= first < last <= len(source), (name, slot)
        assert source[first:last].strip(), (name, slot)
        if name in {"adults", "nights", "days", "rooms"} and isinstance(slot.value, int) and slot.value > 20:
            assert any(char.isdigit() for char in source[first:last])
    assert all(0 < intent.confidence <= 1 for intent in heard.intents)
    assert heard.language in {"en", "hi", "es", "fr", "de", "ar", "pt", "ru"}


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_understood_without_an_error(text: str) -> None:
    spans_hold(text)


@settings(max_examples=250)
@given(LOOSE)
def test_any_jumble_of_the_trades_words_is_understood_without_an_error(text: str) -> None:
    spans_hold(text)


@settings(max_examples=80)
@given(LOOSE, LOOSE)
def test_any_offer_may_be_taken_up(offer: str, text: str) -> None:
    spans_hold("yes " + text, (Said("customer", "hi"), Said("desk", offer)))


def test_a_very_long_message_is_read_in_its_beginning() -> None:
    heard = ENGINE.understand("2 adults to Bali. " + "x1 " * 50_000, (), TODAY)
    assert heard.slots["adults"].value == 2


def test_blanks_in_a_row_are_read_as_few_and_keep_the_way_back() -> None:
    text = "Bali" + " " * 3_000 + "in March"
    reading = read(text)
    begin = reading.plain.index("march")
    assert len(reading.plain) < 20
    assert reading.words(begin, begin + 5) == "March"
    assert set(ENGINE.understand(text, (), TODAY).slots) == {"destinations", "date_window"}
