"""Words that were once heard as a wish and are none: prices per day, weddings on the way, papers of both."""

from typing import Any

import pytest

from agents.understanding.contract import Said
from tests.agents.desk import TODAY, engine

PLANNED = (
    Said("customer", "7 days in Bali in March for 2 adults"),
    Said("desk", "Here is your plan. Does it suit you?"),
)


def heard(text: str, history: tuple[Said, ...] = ()) -> dict[str, Any]:
    slots = engine().understand(text, history, TODAY).slots
    return {name: ("gone", slot.value) if slot.retracted else slot.value for name, slot in slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "we want to pay less per day",
        "can it cost less per day?",
        "100 dollars is not too much per day",
        "budget is not that much per day, around 50 USD",
        "the other agency asks less per day",
        "es soll weniger pro Tag kosten",
        "queremos pagar menos por día",
        "on veut payer moins par jour",
        "queremos gastar menos por dia",
        "хотим платить меньше в день",
        "не так много в день, 100 долларов максимум",
        "ليس الكثير في اليوم، 100 دولار",
        "it rains less in the day",
        "il pleut moins dans la journée",
        "chove menos por dia",
        "меньше на один день",
        "not too much on day 4",
        "don't plan too much on day 4",
    ],
)
def test_less_money_or_rain_in_a_day_is_no_calm_pace(text: str) -> None:
    assert "pace" not in heard(text, PLANNED)


@pytest.mark.parametrize(
    "text",
    [
        "do less per day please",
        "weniger Besichtigungen am Tag",
        "machen wir weniger pro Tag",
        "menos visitas por día",
        "moins de visites par jour",
        "menos passeios por dia",
        "меньше экскурсий в день",
    ],
)
def test_fewer_things_in_a_day_are_a_calm_pace(text: str) -> None:
    assert heard(text, PLANNED) == {"pace": "relaxed"}


def test_a_day_less_in_russian_shortens_the_trip() -> None:
    assert heard("меньше на один день", PLANNED) == {"nights_change": -1}


@pytest.mark.parametrize(
    "text",
    [
        "Vou para Bali com minha esposa e queremos saber se precisa de visto",
        "Quero viajar com meu marido e o visto já temos, Bali em março",
        "com minha esposa é nossa primeira viagem, precisamos de visto para Bali?",
        "avec ma femme est-ce que le visa est obligatoire pour Bali?",
        "mi esposa es vegetariana, ¿necesitamos visa para Bali?",
        "Mi esposo es chef, viajamos juntos a Bali. ¿Necesitamos visado?",
        "mi esposa tiene 30 años y yo 32, Bali en marzo, el pasaporte está listo",
    ],
)
def test_a_couple_that_asks_of_its_papers_is_counted(text: str) -> None:
    assert heard(text)["adults"] == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We want to get married in Bali on 10 February, 7 nights", "2027-02-10"),
        ("Our wedding trip: we get married in Kerala on 5 March, stay 8 nights", "2027-03-05"),
        ("Nous nous marions à Bali du 10 au 17 février", "2027-02-10"),
        ("Nos casamos em Bali de 10 a 17 de fevereiro", "2027-02-10"),
        ("Мы женимся на Бали 10 февраля, 7 ночей", "2027-02-10"),
        ("سنتزوج في مارس ونريد السفر إلى بالي", "2027-03-01"),
        ("Wir heiraten auf Bali vom 10. bis 17. Februar", "2027-02-10"),
        ("We get married from 10 to 17 February in Bali", "2027-02-10"),
        ("We get married on 10 February in Bali, 7 nights", "2027-02-10"),
        ("We get married on 10 January in Delhi and fly to Bali on 12 January", "2027-01-12"),
    ],
)
def test_a_wedding_where_the_trip_goes_keeps_its_days(text: str, day: str) -> None:
    told = heard(text)
    assert (told.get("start_date") or told["date_window"]["from"], told["occasion"]) == (day, "wedding")


@pytest.mark.parametrize(
    ("text", "month", "per"),
    [
        ("Bali in March, 2000 per person", 3, "person"),
        ("Bali in March, 2000 each", 3, "person"),
        ("Bali in March, 2000 pp", 3, "person"),
        ("Kerala in april, 2000/person", 4, "person"),
        ("Bali im Mai, 2000 pro Person", 5, "person"),
        ("Bali en marzo, 2000 por persona", 3, "person"),
        ("Bali en mai, 2000 par personne", 5, "person"),
        ("Bali em maio, 2000 por pessoa", 5, "person"),
        ("Dubai en mayo 2000 por cabeza", 5, "person"),
        ("Бали в мае, 2000 на человека", 5, "person"),
        ("बाली मार्च में, 2000 प्रति व्यक्ति", 3, "person"),
        ("بالي في مارس، 2000 للشخص", 3, "person"),
    ],
)
def test_a_round_budget_behind_a_month_is_no_year(text: str, month: int, per: str) -> None:
    told = heard(text)
    assert told["date_window"]["from"] == f"2027-0{month}-01"
    assert told["budget"] == {"amount": "2000", "currency": None, "per": per}


@pytest.mark.parametrize(
    "text",
    [
        "your price of 2500 per person is too high",
        "is it 2000 per person?",
        "we paid 1500 each last year",
        "2 rooms, 250 each",
    ],
)
def test_a_price_for_each_that_is_talked_about_is_no_budget(text: str) -> None:
    assert "budget" not in heard(text, PLANNED)


@pytest.mark.parametrize(
    "text",
    [
        "Passport valid until March 2032",
        "mi pasaporte es válido hasta marzo de 2032",
        "mein Reisepass ist gültig bis März 2032",
        "паспорт действует до марта 2032",
    ],
)
def test_how_long_a_passport_is_valid_is_neither_date_nor_budget(text: str) -> None:
    assert not heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "Solo traveller",
        "Solo trip",
        "Solo female",
        "solo female traveller",
        "Hotel Caro in Bali",
        "Grand Prix in Singapore",
    ],
)
def test_a_word_that_english_borrows_leaves_the_message_english(text: str) -> None:
    assert engine().understand(text, (), TODAY).language == "en"


def test_solo_counts_one_but_not_where_it_is_spanish_for_only() -> None:
    assert heard("solo trip to Bali")["adults"] == 1
    assert not {"adults"} & {*heard("solo adultos"), *heard("solo Ubud", PLANNED)}


@pytest.mark.parametrize(
    ("text", "destinations", "origin"),
    [
        ("can you book our return flights from Delhi to Bali and Ubud for 3 nights", ["Bali"], "Delhi"),
        ("my return flight London to Bali is on 10 March", ["Bali"], "London"),
        ("we need the return flight Delhi Goa", ["Delhi", "Goa"], None),
        ("Return flight from London to Bali", ["Bali"], "London"),
    ],
)
def test_a_flight_there_and_back_keeps_its_towns(
    text: str, destinations: list[str], origin: str | None
) -> None:
    told = heard(text)
    assert (told["destinations"], told.get("origin")) == (destinations, origin)
    assert "gateway_out" not in told
    assert told.get("stop_nights") == ([{"place": "Ubud", "exactly": 3}] if "Ubud" in text else None)


@pytest.mark.parametrize(
    "text",
    [
        "we are not getting married, just a holiday in Bali",
        "My sister is getting married, so we can travel only in March",
        "Nos casamos el año pasado y queremos ir a Bali",
        "Wir heiraten nicht, nur Urlaub auf Bali",
        "wir wollen nicht heiraten, nur Bali sehen",
        "Wir wollen Freunde besuchen die auf Bali heiraten",
        "Ich will wissen wo Paare auf Bali heiraten",
        "nunca queremos casarnos",
        "ne pensez pas qu'on va se marier",
        "wir wollen nach Bali, meine Schwester will heiraten",
        "Мы не женимся, просто отпуск на Бали",
        "I am a diabetes doctor, Bali in March",
        "I'm attending a diabetes conference in Bali in March",
        "Ich bin Diabetes-Arzt, Bali im März",
        "Я еду на конференцию по диабету на Бали",
    ],
)
def test_weddings_of_others_and_a_trade_are_no_occasion_and_no_diet(text: str) -> None:
    told = heard(text)
    assert told.get("occasion") != "wedding"
    assert not {"diet", "interests"} & told.keys()


@pytest.mark.parametrize(
    "text", ["my father has diabetes", "mi padre tiene diabetes", "mein Vater hat Diabetes", "у мамы диабет"]
)
def test_who_has_diabetes_eats_so_and_is_not_counted_for_it(text: str) -> None:
    told = heard(text)
    assert told["diet"].startswith("diabetic")
    assert "adults" not in told


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Our flight home is cancelled", {"departs_at"}),
        ("notre vol retour est annulé", {"departs_at"}),
        ("unser Rückflug ist storniert", {"departs_at"}),
        ("the outbound flight was cancelled", {"arrives_at"}),
        ("our outbound and return flights were cancelled", {"arrives_at", "departs_at"}),
        ("Der Hin- und Rückflug wurden storniert", {"arrives_at", "departs_at"}),
        ("our flights are cancelled", {"arrives_at", "departs_at"}),
    ],
)
def test_a_cancelled_flight_takes_back_its_own_end_of_the_trip(text: str, ends: set[str]) -> None:
    assert heard(text, PLANNED) == dict.fromkeys(ends, ("gone", None))


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("Remove Kuta and Ubud please make 4 nights", None, ["Ubud"]),
        ("skip Seminyak and Ubud too short", None, ["Ubud"]),
        ("remove Ubud and Kuta please", ["Ubud", "Kuta"], None),
        ("quiten Ubud y Kuta por favor", ["Ubud", "Kuta"], None),
        ("remove Ubud and Kuta thanks", ["Ubud", "Kuta"], None),
        ("remove Ubud and Kuta too.", ["Ubud", "Kuta"], None),
    ],
)
def test_a_courtesy_behind_two_towns_refuses_both_only_where_the_clause_ends(
    text: str, gone: list[str] | None, kept: list[str] | None
) -> None:
    assert heard(text, PLANNED)["destinations"] == (("gone", gone) if gone else kept)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("our budget is 150000 rupees per couple, we are 2 couples", ("75000", "INR")),
        ("$2000 each couple", ("1000", "USD")),
        ("budget is $2001 for each couple", ("1000.5", "USD")),
        ("Dubai en mayo 2000 por pareja", ("1000", None)),
        ("2000 Euro pro Paar", ("1000", "EUR")),
        ("бюджет 150000 рублей на пару", ("75000", "RUB")),
    ],
)
def test_a_budget_for_a_couple_is_half_of_it_for_each(text: str, each: tuple[str, str | None]) -> None:
    assert heard(text, PLANNED)["budget"] == {"amount": each[0], "currency": each[1], "per": "person"}


@pytest.mark.parametrize(
    "text",
    [
        "The houseboat brochure says, 1500 per person",
        "My friends paid less, 1500 per person.",
        "I saw an offer for Kerala: 1500 per person",
        "The boat to Gili, 2000 per person",
        "Our last trip cost a lot, 900 per person!",
        "we paid for the Singapore tour in March, 900 per person",
    ],
)
def test_a_sum_for_each_behind_a_thing_or_a_payment_is_no_budget(text: str) -> None:
    assert "budget" not in heard(text, PLANNED)


@pytest.mark.parametrize(
    "text",
    [
        "Kerala for 2 adults, 7 nights in March, 2000 per person",
        "We are 4 adults going to Kerala from 10 to 15 March, 2000 per person",
        "bali, 2000 pp",
        "2000 per person",
    ],
)
def test_a_sum_for_each_behind_the_trip_alone_is_its_budget(text: str) -> None:
    assert heard(text)["budget"]["amount"] == "2000"


def test_really_in_russian_keeps_the_month_beside_it() -> None:
    assert heard("Мы хотим поехать на Бали действительно в марте")["date_window"]["from"] == "2027-03-01"
    assert not heard("паспорт действителен до марта 2032")


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("Queremos Kochi solo, sin Kovalam", None),
        ("Bali en marzo. Desayuno solo.", None),
        ("no quiero buffet. Playa solo", None),
        ("Solo.", 1),
        ("viaje solo, Bali en marzo", 1),
        ("Bali in March for 5 nights, solo.", 1),
    ],
)
def test_a_bare_solo_is_one_traveller_only_where_it_is_not_spanish(text: str, adults: int | None) -> None:
    assert heard(text).get("adults") == adults


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("Я еду с женой на Бали", None),
        ("Я еду вдвоем с мужем на Бали", None),
        ("еду 10 марта на Бали", None),
        ("люблю еду и храмы", ["food", "temples"]),
        ("хотим попробовать местную еду", ["food"]),
        ("любим храмы и еду", ["temples", "food"]),
    ],
)
def test_to_travel_in_russian_is_no_love_of_food(text: str, interests: list[str] | None) -> None:
    liked = heard(text).get("interests")
    assert (sorted(liked) if liked else None) == (sorted(interests) if interests else None)


@pytest.mark.parametrize(
    "text",
    [
        "nos casamos en mayo de 2023, queremos ir a Bali",
        "nos casamos en 2022",
        "on se marie en mars 2023",
        "we get married in 2025",
        "I want to get married someday in Bali",
    ],
)
def test_a_wedding_of_a_year_gone_by_or_of_some_day_is_no_occasion(text: str) -> None:
    assert "occasion" not in heard(text)


def test_a_wedding_of_a_year_to_come_is_an_occasion() -> None:
    assert heard("nos casamos en mayo de 2027 en Bali")["occasion"] == "wedding"


@pytest.mark.parametrize(
    "text",
    [
        "I don't have diabetes",
        "we have no diabetics",
        "he doesn't have diabetes",
        "nobody has diabetes",
        "no tengo diabetes",
        "não tenho diabetes",
        "wir haben keine Diabetiker",
        "nous ne sommes pas diabétiques",
        "je n'ai pas de diabète",
        "у нас нет диабетиков",
    ],
)
def test_who_has_no_diabetes_keeps_no_diet(text: str) -> None:
    assert heard(text).get("diet") in {None, ("gone", "diabetic")}
