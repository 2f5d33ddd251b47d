"""How a clause is meant: nights of another time, of other people, or that are only judged, are no wish."""

from typing import Any

import pytest

from agents.understanding.reading import read
from agents.understanding.spoken_of import manner_of
from tests.agents.desk import TODAY, engine
from tests.agents.test_moving_the_trip import of_bali


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


def manner(text: str, words: str = "Ubud") -> str:
    plain = read(text).plain
    begin = plain.index(words.lower())
    return manner_of(plain, begin, begin + len(words))


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
    ("text", "as_what"),
    [
        ("we were in Ubud two years ago", "past"),
        ("but we were in Ubud last summer, now Kuta", "past"),
        ("now we would like Ubud, last time we were in Kuta", "wished"),
        ("we were thinking of Ubud", "wished"),
        ("they stay in Ubud", "others"),
        ("my parents and I stay in Ubud", "wished"),
        ("2 nights in Ubud. That is too short", "judged"),
        ("how much is Ubud", "priced"),
        ("Ubud", "wished"),
    ],
)
def test_each_clause_is_meant_by_its_own_words(text: str, as_what: str) -> None:
    assert manner(text) == as_what


def test_a_trip_of_another_time_by_which_this_one_is_told_counts() -> None:
    told = heard("my friends went to Bali last year for 7 nights, can you plan the same for us, 2 adults")
    assert (told["destinations"], told["nights"]) == (["Bali"], 7)


def test_nights_of_an_enquiry_made_for_others_are_heard() -> None:
    told = heard("my parents are spending 3 nights in Ubud and 2 in Kuta, what can you offer?")
    assert told["nights"] == 5
