"""How a clause is meant: nights of another time, of other people, or that are only judged, are no wish."""

from typing import Any

import pytest

from tests.agents.desk import TODAY, engine
from tests.agents.test_moving_the_trip import of_bali


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "last year we stayed 3 nights in Ubud, now we want Kerala",
        "Last year we spent 3 nights in Ubud and 2 in Kuta. This time Kerala please",
        "el año pasado pasamos 3 noches en Ubud y 2 en Kuta, ahora queremos Kerala",
        "l'année dernière nous avons passé 3 nuits à Ubud, cette fois nous voulons le Kerala",
        "letztes Jahr waren wir 3 Nächte in Ubud, diesmal möchten wir nach Kerala",
        "ano passado ficamos e passamos 3 noites em Ubud, agora queremos Kerala",
        "в прошлом году мы были 3 ночи в Убуде, теперь хотим в Кералу",
        "pichle saal hum Ubud mein 3 raat ruke the, is baar Kerala jana hai",
    ],
)
def test_a_trip_of_another_time_is_not_this_one(text: str) -> None:
    told = heard(text)
    assert told["destinations"] == ["Kerala"]
    assert not {"stop_nights", "nights"} & told.keys()


@pytest.mark.parametrize(
    "text",
    [
        "last time we stayed 3 nights in Ubud and 2 in Seminyak",
        "my friends spend 4 nights in Ubud and 1 in Seminyak",
        "my brother will stay 3 nights in Ubud",
        "4 nights in Ubud and 1 in Seminyak is too short",
        "don't add a night in Ubud",
        "el año pasado estuvimos 4 noches en Ubud y 1 en Seminyak",
        "mis amigos se quedan 4 noches en Ubud y 1 en Seminyak",
        "mes amis passent 4 nuits à Ubud et 1 à Seminyak",
        "no agreguen una noche en Ubud",
        "n'ajoutez pas une nuit à Ubud",
        "bitte keine Nacht in Ubud hinzufügen",
        "Ubud mein ek raat mat jodo",
        "не добавляйте ночь в Убуде",
        "unsere Freunde bleiben 4 Nächte in Ubud und 1 in Seminyak",
        "4 noites em Ubud e 1 em Seminyak não são suficientes",
        "друзья проведут 4 ночи в Убуде и 1 в Семиньяке",
        "Ubud mein 3 raat kam hai",
    ],
)
async def test_nights_that_are_no_wish_change_no_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.version == 1
    assert "stop_nights" not in asha.lead.slots
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]


@pytest.mark.parametrize(
    "text",
    [
        "4 nights in Ubud and 1 in Seminyak please",
        "as last time we would like 4 nights in Ubud and 1 in Seminyak",
        "we stayed in Kuta last year. 4 nights in Ubud and 1 in Seminyak",
        "my friends are in Kuta, we want 4 nights in Ubud and 1 in Seminyak",
        "my wife and I would spend 4 nights in Ubud and 1 in Seminyak",
        "4 noches en Ubud y 1 en Seminyak por favor",
        "4 nuits à Ubud et 1 à Seminyak",
        "4 Nächte in Ubud und 1 in Seminyak",
        "4 noites em Ubud e 1 em Seminyak",
        "4 ночи в Ubud и 1 в Seminyak",
    ],
)
async def test_nights_that_are_wished_for_change_it(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    nights = {stop["place"]: stop.get("exactly") for stop in asha.lead.slots["stop_nights"]["value"]}
    assert nights == {"Ubud": 4, "Seminyak": 1}


@pytest.mark.parametrize(
    "text",
    [
        "we were 4 nights in Ubud two years ago",
        "but we were 4 nights in Ubud last summer, now it is our anniversary",
        "they stay 4 nights in Ubud",
        "4 nights in Ubud. That is too short",
        "last year we did 1 night in Seminyak, 4 in Ubud",
    ],
)
async def test_what_is_told_or_judged_in_its_own_clause_changes_no_nights(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert "stop_nights" not in asha.lead.slots
    assert asha.lead.slots["nights"]["value"] == 5


@pytest.mark.parametrize(
    "text",
    [
        "now we would like 4 nights in Ubud, last time we were in Kuta",
        "we were thinking of 4 nights in Ubud",
        "my parents and I stay 4 nights in Ubud",
        "4 nights in Ubud",
    ],
)
async def test_what_is_wished_in_its_own_clause_changes_them(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    nights = {stop["place"]: stop.get("exactly") for stop in asha.lead.slots["stop_nights"]["value"]}
    assert nights["Ubud"] == 4


def test_a_trip_of_another_time_by_which_this_one_is_told_counts() -> None:
    told = heard("my friends went to Bali last year for 7 nights, can you plan the same for us, 2 adults")
    assert (told["destinations"], told["nights"]) == (["Bali"], 7)


def test_nights_of_an_enquiry_made_for_others_are_heard() -> None:
    told = heard("my parents are spending 3 nights in Ubud and 2 in Kuta, what can you offer?")
    assert told["nights"] == 5


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Don't book flights, 5 nights in Bali for 2 adults", ("Bali", 5, 2)),
        ("Please don't plan too much per day, 6 nights Bali, 2 adults", ("Bali", 6, 2)),
        ("Don't add more days, 7 nights Bali, 2 adults", ("Bali", 7, 2)),
        ("do not book anything for the first day, budget 2 lakh, 5 nights Goa in March", ("Goa", 5, None)),
        ("no pongan muchas actividades por dia, somos 4 adultos y vamos 7 noches a Bali", ("Bali", 7, 4)),
        ("Ne mettez pas trop de visites par jour, on part 8 nuits en Thaïlande", ("Thailand", 8, None)),
        ("Bitte keine langen Tage extra, 2 Erwachsene, 7 Nächte Bali", ("Bali", 7, 2)),
        ("не добавляйте больше дней, 7 ночей, 2 взрослых", (None, 7, 2)),
        ("nao coloquem muita coisa por dia, 7 noites em Bali para 2 adultos", ("Bali", 7, 2)),
        ("لا تضيفوا شيئا في اليوم الاول نريد 7 ليال في بالي", ("Bali", 7, None)),
        ("lunch mat add karo har din, 2 log Goa 5 raat", ("Goa", 5, None)),
        ("2 adults 7 nights in Bali: don't add a night in Ubud", ("Bali", 7, 2)),
        ("Ubud mein ek raat mat jodo, Bali 7 raat", ("Bali", 7, None)),
    ],
)
def test_what_is_not_to_be_added_takes_nothing_of_the_enquiry_beside_it(
    text: str, wish: tuple[str | None, int, int | None]
) -> None:
    told = heard(text)
    place, nights, adults = wish
    assert told.get("destinations") == ([place] if place else None)
    assert (told["nights"], told.get("adults")) == (nights, adults)


def test_the_budget_and_the_month_beside_a_first_day_left_free_are_heard() -> None:
    told = heard("do not book anything for the first day, budget 2 lakh, 5 nights Goa in March")
    assert told["budget"]["amount"] == "200000"
    assert told["date_window"] == {"from": "2027-03-01", "to": "2027-03-31"}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("We are 2 adults who visited Bali last year, 7 nights in Kerala in March", ("Kerala", 7, 2)),
        ("Last month we had our wedding, 2 adults, Maldives 5 nights", ("Maldives", 5, 2)),
        ("Last Diwali we went to Goa, Kerala 5 nights for 4 people", ("Kerala", 5, None)),
        ("We had a daughter two years ago, so 2 adults 1 child 2 years, 6 nights Kerala", ("Kerala", 6, 2)),
        ("I had surgery last month so easy pace, 2 adults, Kerala 6 nights", ("Kerala", 6, 2)),
        (
            "El año pasado estuvimos en Bali y nos encantó, 7 noches en Tailandia para 2 adultos en marzo",
            ("Thailand", 7, 2),
        ),
        (
            "Im letzten Jahr waren wir 10 Nächte auf Bali, nun 7 Nächte Thailand mit 2 Erwachsenen",
            ("Thailand", 7, 2),
        ),
        ("В прошлом году мы ездили на Бали, 7 ночей в Таиланде, 2 взрослых", ("Thailand", 7, 2)),
        ("पिछले साल हम केरल गए थे, 6 रातें बाली में 2 वयस्क", ("Bali", 6, 2)),
        ("l'an dernier nous étions 10 nuits à Bali, 7 nuits au Kerala pour 2 adultes", ("Kerala", 7, 2)),
        ("last year we were 10 nights in Bali, nowadays 7 nights in Kerala", ("Kerala", 7, None)),
        ("Last year, we were 10 nights in Bali, 7 nights in Kerala please", ("Kerala", 7, None)),
        ("7 nights in Kerala for 2 adults and last year we visited Bali", ("Kerala", 7, 2)),
    ],
)
def test_what_lies_behind_takes_nothing_of_what_is_wanted(
    text: str, wish: tuple[str, int, int | None]
) -> None:
    told = heard(text)
    assert (told["destinations"], told["nights"], told.get("adults")) == ([wish[0]], wish[1], wish[2])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Last year we stayed 5 nights in Goa and want Kerala 4 nights for 2 adults", ("Kerala", 4, 2)),
        ("We stayed 5 nights in Goa last year and would like 4 nights in Kerala", ("Kerala", 4, None)),
        ("Last year we stayed 5 nights in Goa and 3 in Kochi and want Kerala 4 nights", ("Kerala", 4, None)),
        (
            "L'an dernier nous étions 10 nuits à Bali et en février nous voulons 7 nuits en Thaïlande",
            ("Thailand", 7, None),
        ),
        (
            "Letztes Jahr waren wir 10 Nächte auf Bali und im Februar wollen wir 7 Nächte Thailand",
            ("Thailand", 7, None),
        ),
        (
            "El año pasado estuvimos 5 noches en Bali y queremos 7 noches en Tailandia para 2 adultos",
            ("Thailand", 7, 2),
        ),
        ("Ano passado estivemos 5 noites em Bali e queremos 7 noites na Tailândia", ("Thailand", 7, None)),
        (
            "В прошлом году мы были 10 ночей на Бали и в феврале хотим 7 ночей в Таиланде",
            ("Thailand", 7, None),
        ),
        ("pichle saal hum 5 raat Goa gaye the aur Kerala 4 raat chahiye", ("Kerala", 4, None)),
        ("पिछले साल हम 5 रात गोवा गए थे और हमें केरल में 4 रात चाहिए", ("Kerala", 4, None)),
        ("في العام الماضي كنا 10 ليال في بالي ونريد 7 ليال في تايلاند", ("Thailand", 7, None)),
    ],
)
def test_what_lies_behind_ends_where_a_wish_is_joined_to_it(
    text: str, wish: tuple[str, int, int | None]
) -> None:
    told = heard(text)
    assert (told["destinations"], told["nights"], told.get("adults")) == ([wish[0]], wish[1], wish[2])


@pytest.mark.parametrize(
    "text",
    [
        "Last year we stayed 5 nights in Goa and want the same",
        "Last year we stayed 5 nights in Goa and want to go there again",
        "El año pasado estuvimos 5 noches en Goa y queremos lo mismo",
    ],
)
def test_a_wish_for_the_trip_of_last_year_again_is_heard_by_it(text: str) -> None:
    told = heard(text)
    assert (told["destinations"], told["nights"]) == (["Goa"], 5)


async def test_heads_of_last_year_are_not_those_of_now() -> None:
    asha = await of_bali()
    await asha.says("last year we were 2 adults, 4 adults now")
    assert asha.lead.slots["adults"]["value"] == 4
