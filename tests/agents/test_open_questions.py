"""A yes takes the plan only where the desk asked nothing else; what stays as it is, is left alone."""

import pytest

from agents.acting.of_hotels import asks_what_a_hotel_has
from agents.understanding.as_it_stands import keeps_as_it_is, keeps_as_it_was
from crm.leads.effects import AskHuman
from tests.agents.desk import Customer, SampleTools, customer

PLANNED = "Bali for 2 adults from 10 to 15 January 2027, comfort hotels"


async def of_bali(language: str = "en") -> Customer:
    asha = customer(language=language)
    await asha.says(PLANNED)
    asha.language = language
    return asha


def moves_of(asha: Customer) -> list[str]:
    return asha.outcomes[-1].understanding["moves"]


@pytest.mark.parametrize(
    "text", ["ok", "yes", "perfect, thank you", "sí", "oui", "gern", "да", "हाँ", "نعم", "sim"]
)
async def test_a_yes_to_when_to_start_books_nothing_and_is_asked_again(text: str) -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says("the dates")
    assert moves_of(asha) == ["Ask"]
    await asha.says(text)
    assert moves_of(asha) == ["Explain"]
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize("text", ["yes", "ok", "perfect, thank you", "vale", "d'accord", "ja", "ок"])
async def test_a_yes_to_which_other_day_books_nothing(text: str) -> None:
    asha = await of_bali()
    await asha.says("can we start on 3 March 2026 instead?")
    await asha.says(text)
    assert moves_of(asha) == ["Explain"]
    assert not asha.effects(AskHuman)


async def test_who_says_yes_to_when_to_start_twice_gets_a_colleague_and_books_nothing() -> None:
    asha = await of_bali()
    await asha.says("can we start on 3 March 2026 instead?")
    await asha.says("yes")
    await asha.says("yes")
    assert [e.reason for e in asha.effects(AskHuman)] == ["Not understood: yes"]
    await asha.says("ok")
    assert not asha.effects(AskHuman), "the question is still open while the colleague comes"


async def test_a_day_told_after_all_is_planned_and_a_yes_takes_that_plan() -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says("the dates")
    await asha.says("ok")
    await asha.says("12 January 2027")
    assert asha.trip.itinerary["start"] == "2027-01-12"
    await asha.says("yes")
    assert [e.reason for e in asha.effects(AskHuman)] == ["Wants to book version 2"]


@pytest.mark.parametrize("text", ["ok", "yes", "oui", "да"])
async def test_a_bare_yes_to_what_should_be_different_is_no_yes_to_the_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says(text)
    assert moves_of(asha) == ["AskWhatToChange"]
    assert not asha.effects(AskHuman)


async def test_who_orders_the_booking_after_all_is_heard() -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says("actually it is perfect, please book it")
    assert [e.reason for e in asha.effects(AskHuman)] == ["Wants to book version 1"]


AS_IT_IS = [
    "leave it as it is", "keep everything as it is, thanks", "keep it unchanged", "no, keep it like this",
    "déjalo como está", "lo dejamos así, gracias", "laissez comme ça", "on garde tout comme c'est",
    "Lassen wir es so", "lass alles so, wie es ist", "wir bleiben dabei", "deixa como está",
    "deixa assim mesmo",
    "оставьте как есть", "оставим всё без изменений", "jaisa hai waisa hi rehne do", "ऐसा ही रहने दें",
    "اتركها كما هي", "خليها زي ما هي",
]  # fmt: skip
AS_IT_WAS = [
    "leave it as it was", "back to how it was", "déjalo como estaba", "laissez comme avant",
    "comme c'était avant",
    "lassen Sie es so, wie es war", "wie gehabt", "deixa como estava", "оставьте как было",
    "jaisa tha waisa hi rehne do", "जैसा था वैसा ही रहने दो", "اتركها كما كانت",
]  # fmt: skip


@pytest.mark.parametrize("text", AS_IT_IS[::3])
async def test_what_stays_as_it_is_is_the_newest_version(text: str) -> None:
    asha = await of_bali()
    await asha.says("we are 3 adults now")
    await asha.says(text)
    assert asha.trip.version == 2
    assert all("wish" not in e.reason for e in asha.effects(AskHuman))
    assert asha.outcomes[-1].understanding["because"] == ["leaves the plan as it is"]


async def test_what_stays_as_it_is_beside_another_question_is_shown_where_it_stands() -> None:
    asha = await of_bali()
    await asha.says("can we start on 3 March 2026 instead?")
    await asha.says("ok, leave it as it is")
    assert moves_of(asha) == ["TellStatus"]
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "text",
    [
        "leave it as it is for now", "keep it like this for now please", "no, keep it as it is at the moment",
        "por ahora déjalo como está", "laissez comme ça pour l'instant", "lass es erstmal so",
        "lassen wir es vorerst so wie es ist", "пока оставьте как есть", "deixa como está por enquanto",
        "abhi ke liye aisa hi rehne do", "अभी के लिए ऐसा ही रहने दें", "اتركها كما هي حاليا",
    ],
)  # fmt: skip
async def test_what_stays_as_it_is_for_now_is_not_booked(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert moves_of(asha) == ["TellStatus"]
    assert not asha.effects(AskHuman)
    assert asha.trip.version == 1


@pytest.mark.parametrize("text", AS_IT_WAS)
def test_the_past_is_no_present(text: str) -> None:
    assert keeps_as_it_was(text)
    assert not keeps_as_it_is(text)


@pytest.mark.parametrize("text", AS_IT_IS)
def test_the_present_is_no_past(text: str) -> None:
    assert keeps_as_it_is(text)
    assert not keeps_as_it_was(text)


@pytest.mark.parametrize(
    "text",
    [
        "leave the hotels as they are but change the dates", "is it as it is?", "déjalo en 5 noches",
        "lass das Hotel so", "leave it as it is but cheaper", "deixa 3 dias", "keep it",
    ],
)  # fmt: skip
def test_more_words_leave_nothing_alone(text: str) -> None:
    assert not keeps_as_it_is(text)
    assert not keeps_as_it_was(text)


@pytest.mark.parametrize(
    "text",
    [
        "the hotels are fine", "not the hotels", "the price is ok", "los hoteles están bien",
        "pas les hôtels",
        "die Hotels sind gut", "o preço está bom", "отели нас устраивают", "होटल ठीक हैं", "الفنادق جيدة",
    ],
)  # fmt: skip
async def test_a_part_that_is_fine_is_not_what_should_be_different(text: str) -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says(text)
    assert moves_of(asha) == ["AskWhatToChange"]
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "text",
    ["the hotels", "other hotels", "los hoteles", "otros hoteles, por favor", "les hôtels", "andere Hotels",
     "outros hotéis", "другие отели", "दूसरे होटल", "فنادق أخرى"],
)  # fmt: skip
async def test_a_part_alone_is_what_should_be_different(text: str) -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says(text)
    assert moves_of(asha) == ["Offer"]


async def test_a_class_told_with_the_part_changes_the_plan() -> None:
    asha = await of_bali()
    await asha.says("no")
    await asha.says("luxury hotels")
    assert asha.trip.request["hotel_class"] == "luxury"


@pytest.mark.parametrize(
    "text",
    [
        "change the start to 1 November 2026 please",
        "podemos empezar el 1 de noviembre de 2026",
        "Können wir am 1. November 2026 beginnen?",
        "давайте начнём 1 ноября 2026",
    ],
)
async def test_a_day_that_is_over_is_told_and_kept_nowhere(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["because"][-1] == "would start on a day that is past"
    await asha.says("we are 3 adults now")
    assert asha.trip.version == 2
    assert asha.lead.slots["start_date"]["value"] == asha.trip.itinerary["start"] == "2027-01-10"


async def test_a_first_message_with_a_day_that_is_over_keeps_how_long_they_stay() -> None:
    asha = customer()
    assert "is over already" in await asha.says("Bali for 2 adults from 3 to 8 March 2026, comfort hotels")
    assert not {"start_date", "end_date"} & asha.lead.slots.keys()
    await asha.says("7 March 2027")
    assert (asha.trip.itinerary["start"], asha.trip.itinerary["nights"]) == ("2027-03-07", 5)


@pytest.mark.parametrize("text", ["can we go in March 2026 instead?", "podemos ir en marzo de 2026"])
async def test_weeks_that_are_over_move_no_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert moves_of(asha) == ["Ask"]
    assert asha.lead.slots["start_date"]["value"] == "2027-01-10"
    assert "date_window" not in asha.lead.slots


async def test_what_stays_as_it_was_settles_our_question() -> None:
    asha = await of_bali()
    await asha.says("can we start on 3 March 2026 instead?")
    await asha.says("keep it as it was")
    await asha.says("perfect, book it")
    assert [e.reason for e in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_each_answer_with_a_day_that_is_over_is_told_so() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 5 nights, comfort hotels")
    for _ in range(3):
        assert "Tue 3 Mar" in await asha.says("3 March 2026")
    assert asha.trip is None


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("Bali", "Haben Sie Hotels mit Pool und Frühstück?", "de"),
        ("Hi", "CUANTO CUESTA EL VIAJE A BALI PARA DOS ADULTOS EN ENERO", "es"),
        ("Hola, queremos ir a Bali", "WE ARE TWO ADULTS AND WE WANT 5 NIGHTS FROM 10 JANUARY", "en"),
        ("Hi", "NOUS SOMMES DEUX ADULTES ET NOUS VOULONS ALLER A BALI", "fr"),
        ("Hi", "QUEREMOS IR PARA BALI COM DUAS CRIANÇAS EM JANEIRO", "pt"),
        ("Hola, queremos ir a Indonesia", "Bali, Ubud, Nusa Dua, Seminyak", "es"),
    ],
)
async def test_the_language_is_heard_in_capitals_and_not_in_names(
    before: str, text: str, language: str
) -> None:
    asha = customer()
    await asha.says(before)
    await asha.says(text)
    assert asha.language == language


OF_A_HOTEL = [
    "is there a gym in the hotel?", "does our hotel in Ubud have a gym", "Are there hotels with a kids club?",
    "¿hay piscina en el hotel?", "y a-t-il une piscine à l'hôtel ?", "gibt es im Hotel einen Pool?",
    "Haben Sie Hotels mit Pool und Frühstück?", "há piscina no hotel?", "есть ли в отеле бассейн?",
    "هل الفندق فيه مسبح؟", "hotel mein swimming pool hai kya?",
]  # fmt: skip
BESIDE_A_HOTEL = [
    "Can we walk from the hotel to restaurants?", "What time does the restaurant near our hotel close?",
    "Is parking at the airport hotel free?", "is there a restaurant near the hotel?",
    "¿hay restaurantes cerca del hotel?", "y a-t-il des restaurants près de l'hôtel ?",
    "gibt es Restaurants in der Nähe vom Hotel?", "há restaurantes perto do hotel?",
    "есть рестораны рядом с отелем?", "hotel ke paas restaurant hai?", "هل توجد مطاعم قريبة من الفندق؟",
]  # fmt: skip


@pytest.mark.parametrize("text", OF_A_HOTEL)
def test_what_a_hotel_has_is_for_the_hotel(text: str) -> None:
    assert asks_what_a_hotel_has(text)


@pytest.mark.parametrize("text", BESIDE_A_HOTEL)
def test_what_lies_near_a_hotel_is_for_the_library(text: str) -> None:
    assert not asks_what_a_hotel_has(text)


async def test_hotels_of_another_destination_are_asked_of_the_library() -> None:
    tools = SampleTools()
    asha = customer(tools)
    await asha.says(PLANNED)
    await asha.says("Do hotels in Paris have air conditioning?")
    assert tools.asked == ["Do hotels in Paris have air conditioning?"]
    await asha.says("Do the hotels have air conditioning?")
    assert len(tools.asked) == 1
