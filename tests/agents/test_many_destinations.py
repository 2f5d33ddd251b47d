"""A whole talk about each sample destination in its own language: greeting, proposal, and changes to it."""

from datetime import date

import pytest

from tests.agents.desk import customer

TALKS = {
    "Paris": (
        "es",
        "Hola",
        "Queremos 4 noches en París desde el 12 de marzo, somos dos adultos",
        "hoteles económicos, presupuesto 3000 euros",
        "más museos y menos compras, por favor",
        "una noche más",
    ),
    "Thailand": (
        "fr",
        "Bonjour",
        "Nous voulons 7 nuits en Thaïlande à partir du 3 février pour 2 adultes",
        "hôtels confortables, budget 2500 euros",
        "moins de temples et plus de plages",
        "une nuit de plus s'il vous plaît",
    ),
    "Sri Lanka": (
        "de",
        "Hallo",
        "Wir möchten 6 Nächte nach Sri Lanka ab 5. Juni, 2 Erwachsene und 2 Kinder (4 und 8)",
        "mittlere Hotels, Budget 6000 Euro",
        "weniger Tempel, mehr Natur bitte",
        "noch eine Nacht bitte",
    ),
    "Rajasthan": (
        "hi",
        "Namaste",
        "Rajasthan jana hai 6 raat, 15 January se, 2 log",
        "budget 1 lakh, comfort hotel",
        "museum kam karo",
        "ek raat aur add karo",
    ),
    "Dubai": (
        "ar",
        "مرحبا",
        "نريد دبي لمدة 5 ليال من 10 يناير، شخصان بالغان",
        "فنادق مريحة",
        "متاحف أقل وشواطئ أكثر",
        "أضف ليلة أخرى",
    ),
    "Singapore": (
        "pt",
        "Olá",
        "Queremos 4 noites em Singapura a partir de 8 de abril, 2 adultos e uma criança de 6 anos",
        "hotéis confortáveis",
        "menos museus e mais praias",
        "mais uma noite por favor",
    ),
    "Phuket": (
        "ru",
        "Здравствуйте",
        "Хотим на Пхукет на 7 ночей с 5 февраля, двое взрослых",
        "отели подешевле",
        "поменьше храмов, побольше пляжей",
        "на одну ночь больше",
    ),
}


@pytest.mark.parametrize("place", TALKS)
async def test_the_desk_plans_and_changes_a_trip_in_the_customers_language(place: str) -> None:
    language, hello, wish, hotels, likes, longer = TALKS[place]
    guest = customer()
    replies = [await guest.says(hello), await guest.says(wish), await guest.says(hotels)]
    assert guest.trip is not None, replies
    nights = guest.trip.request["nights"]
    replies += [await guest.says(likes), await guest.says(longer)]
    assert guest.trip.request["nights"] == nights + 1
    assert [outcome.understanding["moves"] for outcome in guest.outcomes] == [
        ["Greet", "Ask"],
        ["Recap", "Ask"],
        ["Propose"],
        ["Revise"],
        ["Revise"],
    ]
    assert {outcome.understanding["language"] for outcome in guest.outcomes[1:]} == {language}
    assert [outcome.stopped_by_gate for outcome in guest.outcomes] == [()] * 5
    assert len(set(replies)) == len(replies)


async def test_a_budget_in_another_currency_is_held_against_the_price() -> None:
    guest = customer()
    await guest.says("Paris from 12 March 2027, 4 nights, 2 adults, luxury hotels, budget 3000 euros")
    assert guest.trip is not None
    reply = await guest.says("one more night please")
    assert "over your budget of €3,000" in reply
    assert guest.trip.request["budget"]["currency"] == "EUR"
    assert guest.trip.request["start"] == date(2027, 3, 12).isoformat()
