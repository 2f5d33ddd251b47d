"""What is said to be off is heard where it was booked, takes nothing else with it, and ends no trip."""

from copy import copy

import pytest

from crm.leads.effects import AskHuman
from crm.trips.store import request_from_json
from tests.agents.desk import Customer, customer, engine

BALI = "Bali for 2 adults, 20-26 December, comfort hotels. "
HOTEL = "Our hotel Tirta Valley Lodge is booked from 20 to 22 December. "
DINNER = "Dinner is reserved on day 3 at 7pm. "
TODAY = customer().today


def value(asha: Customer, name: str) -> object:
    return asha.lead.slots.get(name, {}).get("value") if asha.lead else None


def held(asha: Customer) -> list[str]:
    assert asha.trip is not None
    return [item.kind for item in request_from_json(asha.trip.request).locked]


async def test_an_opening_that_tells_of_a_cancelled_tour_keeps_its_place_dates_and_party():
    asha = customer()
    await asha.says("Our earlier tour was cancelled, so Bali 2-7 January 2027, 3 adults")
    told = [value(asha, name) for name in ("destinations", "start_date", "end_date", "adults", "booked")]
    assert told == [["Bali"], "2027-01-02", "2027-01-07", 3, None]


async def test_a_cancelled_leave_is_no_cancelled_trip():
    asha = customer()
    await asha.says("They cancelled our leave for December, so we travel 2-7 January 2027 with 3 adults")
    assert [value(asha, name) for name in ("start_date", "end_date", "adults")] == [
        "2027-01-02",
        "2027-01-07",
        3,
    ]
    assert not asha.effects(AskHuman)


async def test_a_town_beside_a_cancelled_hotel_is_still_where_they_go():
    asha = customer()
    await asha.says("Our Bali hotel was cancelled, we are 3 adults, 2-7 January 2027")
    assert (value(asha, "destinations"), value(asha, "booked")) == (["Bali"], None)


async def test_who_cancels_the_trip_beside_a_booking_reaches_a_human():
    planned = customer()
    await planned.says(BALI + HOTEL + DINNER)
    for words in (
        "We cancelled the hotel. Cancel the whole trip.",
        "Cancel my booking with you, our dinner was cancelled",
        "We cancelled the hotel, please cancel everything else too",
    ):
        asha = copy(planned)
        await asha.says(words)
        assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to cancel"], words


_NOTHING_IS_OFF = (
    "No hemos cancelado el hotel",
    "Мы не отменили отель",
    "Отель не отменён",
    "Das Hotel haben wir nicht storniert",
    "O hotel não foi cancelado",
    "Nobody cancelled the hotel",
    "We have not cancelled the hotel",
    "Das Hotel kann kostenlos storniert werden",
    "Our friends said the hotel was cancelled on them last year",
    "In case the flight is cancelled, who pays",
    "If our hotel was cancelled, who pays",
    "Why was the hotel cancelled?",
    "Hotel Imperial was cancelled",
    "The Grand Palace booking was cancelled",
)


async def test_what_is_denied_supposed_or_was_never_booked_frees_nothing():
    planned = customer()
    await planned.says(BALI + HOTEL + DINNER + "We land at 16:30.")
    for words in _NOTHING_IS_OFF:
        asha = copy(planned)
        await asha.says(words)
        assert held(asha) == ["stay", "engagement"], words
        assert value(asha, "arrives_at") == "16:30", words


@pytest.mark.parametrize(
    "words",
    [
        "Мы не отменили отель",
        "No hemos cancelado el hotel",
        "We have not cancelled the hotel",
        "O hotel não foi cancelado",
    ],
)
async def test_who_cancelled_nothing_is_not_taken_to_cancel(words: str):
    assert not engine().understand(words, (), TODAY).has("cancel")


@pytest.mark.parametrize(
    "words",
    [
        "Das Hotel ist storniert",
        "Отель отменён",
        "O hotel foi cancelado",
        "Sí, hemos cancelado el hotel",
        "Hotel cancel kar diya",
        "होटल रद्द हो गया",
        "تم الغاء الفندق",
        "We cancelled the hotel from 20 to 22 December",
        "Our hotel was cancelled, can you find us another one?",
    ],
)
async def test_a_hotel_that_is_off_is_heard_in_every_language_and_moves_no_dates(words: str):
    asha = customer()
    await asha.says(BALI + HOTEL + DINNER)
    await asha.says(words)
    assert held(asha) == ["engagement"]
    assert value(asha, "end_date") == "2026-12-26"
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    [
        "We cancelled the hotel and the dinner",
        "The hotel and the dinner were cancelled",
        "We cancelled the dinner as well as Tirta Valley Lodge",
        "The hotel was cancelled, and the dinner too",
        "Das Hotel und das Abendessen sind storniert",
        "Wir haben das Hotel und das Abendessen storniert",
        "Hemos cancelado el hotel y la cena",
        "El hotel y la cena fueron cancelados",
        "Nous avons annulé l'hôtel et le dîner",
        "L'hôtel et le dîner sont annulés",
        "O hotel e o jantar foram cancelados",
        "Мы отменили отель и ужин",
        "Отель и ужин отменены",
        "Hotel aur dinner cancel kar diya",
        "हमने होटल और डिनर रद्द कर दिया",
        "الغينا الفندق والعشاء",
        "تم الغاء الفندق و العشاء",
    ],
)
def test_one_sentence_takes_back_several_bookings(words: str):
    assert taken_back(words) == {"stay", "engagement"}


def taken_back(words: str) -> set[str]:
    slots = engine().understand(words, (), TODAY).slots
    heard = slots["booked"].value if "booked" in slots else []
    flown = {"flight" for name in ("arrives_at", "departs_at") if name in slots and slots[name].retracted}
    return {str(item["kind"]) for item in heard if item.get("gone")} | flown


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("We cancelled the hotel, the dinner and our tickets for Tanah Lot", {"stay", "engagement", "visit"}),
        ("The hotel, the dinner and the flight were cancelled", {"stay", "engagement", "flight"}),
        ("Hemos cancelado el hotel, la cena y el vuelo", {"stay", "engagement", "flight"}),
        ("The hotel from 20 to 22 December and the dinner on day 3 were cancelled", {"stay", "engagement"}),
        ("We cancelled the hotel but not the dinner", {"stay"}),
        ("We cancelled the hotel and kept the dinner", {"stay"}),
        ("We cancelled the hotel and the dinner is at 8pm", {"stay"}),
        ("We like the hotel and the dinner was cancelled", {"engagement"}),
        ("We cancelled the hotel, please book the dinner again", {"stay"}),
        ("We cancelled the dinner at the hotel", {"engagement"}),
        ("Have they cancelled the hotel and the dinner?", set()),
        ("Wir haben nicht das Hotel und das Abendessen storniert", set()),
    ],
)
def test_a_list_ends_where_something_else_is_told(words: str, gone: set[str]):
    assert taken_back(words) == gone


async def test_a_hotel_and_a_dinner_that_are_off_are_both_free_and_both_told():
    asha = customer()
    await asha.says(BALI + HOTEL + DINNER)
    said = await asha.says("We cancelled the hotel and the dinner")
    assert held(asha) == []
    assert "not booked any more: Tirta Valley Lodge (sample) and dinner." in said


async def test_both_hotels_are_off_where_both_are_said_to_be():
    asha = customer()
    await asha.says(BALI + HOTEL + "Our hotel Kelapa Gardens is booked from 22 to 24 December. ")
    assert held(asha) == ["stay", "stay"]
    await asha.says("Both hotels were cancelled")
    assert held(asha) == []


async def test_a_hotel_with_any_name_is_heard_in_a_list_once_it_was_told():
    asha = customer()
    await asha.says(BALI + "Our hotel Oberan is booked from 20 to 22 December. " + DINNER)
    await asha.says("We cancelled the dinner and Oberan")
    assert value(asha, "booked") in (None, [])


@pytest.mark.parametrize(
    "words",
    [
        "Hi Priya, the dinner was cancelled",
        "Guten Tag, das Abendessen wurde storniert",
        "Bonjour Madame, le dîner est annulé",
        "Buenos Días, la cena fue cancelada",
        "Bom Dia, o jantar foi cancelado",
        "Добрый День, ужин отменён",
        "Namaste Priya Ji, dinner cancel ho gaya",
        "Our dinner was cancelled, Asha Rao",
    ],
)
def test_a_greeting_and_a_signature_are_no_bookings(words: str):
    assert taken_back(words) == {"engagement"}


def test_what_is_denied_together_is_not_off():
    assert taken_back("Nicht das Hotel und das Abendessen wurden storniert") == set()
    assert taken_back("Wir haben das Hotel und das Abendessen storniert") == {"stay", "engagement"}


async def test_a_dinner_of_ours_that_was_cancelled_is_a_complaint_and_no_booking():
    asha = customer()
    await asha.says(BALI)
    await asha.says("They cancelled our dinner, this is unacceptable!")
    assert value(asha, "booked") is None
    assert asha.effects(AskHuman)


@pytest.mark.parametrize("words", ["It is cancelled", "Yes, it was cancelled", "cancelled", "Está cancelado"])
async def test_a_booking_that_the_desk_asked_about_is_freed_by_an_answer_that_names_nothing(words: str):
    asha = customer()
    asked = await asha.says(BALI + DINNER + "Our hotel Tirta Valley Lodge is booked from 2 to 4 January.")
    assert "or is it cancelled?" in asked
    await asha.says(words)
    told = value(asha, "booked")
    assert isinstance(told, list)
    assert [item["kind"] for item in told] == ["engagement"]
    assert not asha.effects(AskHuman)


async def test_it_is_cancelled_is_about_the_trip_where_the_desk_asked_about_no_booking():
    asha = customer()
    await asha.says(BALI + HOTEL)
    await asha.says("It is cancelled")
    assert held(asha) == ["stay"]
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to cancel"]


async def test_a_booking_that_is_freed_is_told_though_another_lies_outside_the_dates():
    asha = customer()
    await asha.says(BALI + DINNER + "Our hotel Tirta Valley Lodge is booked from 2 to 4 January.")
    said = await asha.says("Our dinner was cancelled")
    assert held(asha) == []
    assert "not booked any more: dinner." in said
    assert "Tirta Valley Lodge from" in said


@pytest.mark.parametrize("words", ["make it 10-14 January instead", "Let's do 10 to 14 January"])
async def test_two_new_dates_outweigh_a_length_told_before(words: str):
    asha = customer()
    await asha.says(BALI)
    await asha.says("make it 7 nights")
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 7
    await asha.says(words)
    assert (asha.trip.request["start"], asha.trip.request["nights"]) == ("2027-01-10", 4)


async def test_a_length_told_with_two_dates_stays():
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says("make it 10-15 January, 4 nights")
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 4
