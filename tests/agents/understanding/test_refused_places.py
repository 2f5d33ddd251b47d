"""Places that are refused in the many ways there are, and those that are not refused at all."""

import pytest

from tests.agents.desk import TODAY, customer, engine
from tests.agents.test_moving_the_trip import of_bali


def where(text: str) -> tuple[list[str], bool]:
    slot = engine().understand(text, (), TODAY).slots.get("destinations")
    return (slot.value, slot.retracted) if slot else ([], False)


@pytest.mark.parametrize(
    "text",
    [
        "don't send us to Phuket",
        "please don't take us to Phuket",
        "anywhere but Phuket",
        "we'd like to avoid Phuket",
        "no nos manden a Phuket por favor",
        "todo menos Phuket",
        "ne nous envoyez pas à Phuket",
        "partout sauf Phuket",
        "schicken Sie uns bitte nicht nach Phuket",
        "Phuket ist nichts für uns",
        "não nos mandem para Phuket",
        "не отправляйте нас на Пхукет",
        "только не на Пхукет",
        "لا ترسلونا إلى بوكيت",
        "hume Phuket mat bhejna",
        "हमें फुकेत मत भेजना",
    ],
)
def test_a_place_is_refused(text: str) -> None:
    assert where(text) == (["Phuket"], True)


@pytest.mark.parametrize(
    "text",
    [
        "can't we go to Phuket?",
        "why don't you send us to Phuket?",
        "send us to Phuket",
        "por qué no nos mandan a Phuket",
        "mándenos a Phuket",
        "pourquoi pas Phuket",
        "envoyez-nous à Phuket",
        "bitte nach Phuket",
        "nur nach Phuket",
        "só Phuket",
        "по возможности на Пхукет",
        "أرسلونا إلى بوكيت",
        "hume Phuket bhejna",
        "not only Phuket but also Krabi",
    ],
)
def test_a_place_is_wished_for(text: str) -> None:
    named, is_refused = where(text)
    assert not is_refused
    assert "Phuket" in named


@pytest.mark.parametrize(
    "text",
    [
        "don't send us to Phuket",
        "not Phuket please",
        "no nos manden a Phuket",
        "ne nous envoyez pas à Phuket",
        "bitte nicht nach Phuket",
        "только не на Пхукет",
    ],
)
async def test_a_place_outside_the_trip_is_avoided_and_changes_no_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["avoid"]["value"] == ["Phuket"]
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert asha.trip.version == 1
    assert asha.outcomes[-1].understanding["moves"] == ["Revise"]
    assert "Phuket" not in str([say.body for say in asha.outcomes[-1].says])


async def test_a_place_that_was_avoided_may_be_wished_for_later() -> None:
    asha = await of_bali()
    await asha.says("don't send us to Phuket")
    await asha.says("send us to Phuket instead")
    assert asha.lead.slots["destinations"]["value"] == ["Phuket"]
    assert "avoid" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "Thailand but don't send us to Phuket, 6 nights from 3 January, 2 adults, comfort hotels",
        "Tailandia menos Phuket, 6 noches desde el 3 de enero, 2 adultos, hoteles comfort",
        "Thailand, 6 Nächte ab 3. Januar, 2 Erwachsene, Komforthotels, aber nicht nach Phuket",
        "Таиланд, кроме Пхукета, 6 ночей с 3 января, 2 взрослых, отели comfort",
        "Tailândia, tudo menos Phuket, 6 noites a partir de 3 de janeiro, 2 adultos, hotéis comfort",
    ],
)
async def test_a_part_of_the_destination_that_is_refused_beside_it_is_no_stop(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == ["Thailand"]
    assert asha.lead.slots["stop_nights"]["value"] == [{"place": "Phuket", "exactly": 0}]


@pytest.mark.parametrize(
    "text",
    [
        "Please don't book Bali without asking me first",
        "We do not go to Bali before March",
        "We'd never visit Bali in summer, so February please",
        "Не хотим на Бали в январе, лучше в марте",
        "не надо на Бали в сезон дождей, лучше апрель",
        "не хотим быть на Бали в одном отеле, 7 ночей",
        "لا نريد السفر الى بالي في يناير",
        "no vamos a Bali hasta marzo",
        "Não quero ir para Bali sozinho",
        "Bali is not an option for May but June ok",
        "You do not offer Bali packages?",
        "No queremos ir a Bali en verano, mejor en febrero",
    ],
)
def test_a_place_that_is_refused_for_a_time_or_on_terms_is_wished_for(text: str) -> None:
    assert where(text) == (["Bali"], False)


@pytest.mark.parametrize(
    "text",
    [
        "Please don't send us to Phuket 2 adults 6 nights Thailand",
        "No incluyan Phuket con ninguna excusa, 6 noches Tailandia",
        "не хотим на Пхукет с детьми, Таиланд 6 ночей",
        "schicken Sie uns nicht nach Phuket mit Kindern, 6 Nächte Thailand",
    ],
)
def test_a_place_is_refused_whoever_comes_and_however(text: str) -> None:
    assert where(text) == (["Thailand"], False)
    stops = engine().understand(text, (), TODAY).slots["stop_nights"].value
    assert stops == [{"place": "Phuket", "exactly": 0}]


@pytest.mark.parametrize("text", ["No incluyan Phuket con ninguna excusa", "не хотим на Пхукет с детьми"])
def test_a_place_that_is_refused_with_emphasis_or_company_is_refused(text: str) -> None:
    assert where(text) == (["Phuket"], True)


@pytest.mark.parametrize(
    "text",
    ["We do not go to Bali with big groups", "we never visit Bali by boat", "не поедем на Бали с детьми"],
)
def test_who_tells_how_they_never_go_to_a_place_wishes_for_it(text: str) -> None:
    assert where(text) == (["Bali"], False)


@pytest.mark.parametrize(
    "text",
    [
        "Don't send us to Ubud by bus",
        "Please don't send us to Ubud with kids around",
        "не хотим в Убуд с детьми",
        "schicken Sie uns nicht nach Ubud mit dem Bus",
        "ne nous envoyez pas à Ubud avec les enfants",
    ],
)
async def test_a_town_of_the_trip_is_neither_added_nor_dropped_where_its_way_is_refused(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert "stop_nights" not in asha.lead.slots
    assert "avoid" not in asha.lead.slots
    assert asha.trip.version == 1


@pytest.mark.parametrize("text", ["Don't send us to Ubud", "No incluyan Ubud con ninguna excusa"])
async def test_a_town_of_the_trip_that_is_refused_outright_is_dropped(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["stop_nights"]["value"] == [{"place": "Ubud", "exactly": 0}]


def test_not_to_leave_a_place_out_wishes_for_it() -> None:
    assert where("Goa jana nahi chhodna") == (["Goa"], False)


@pytest.mark.parametrize(
    "text",
    [
        "don't book Bali yet, we are still thinking",
        "we do not go to Bali in May, start on 12 January",
        "Don't send us to Bali without lunch",
    ],
)
async def test_a_destination_is_kept_where_only_the_time_or_the_terms_are_refused(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]


async def test_a_town_of_the_trip_is_kept_where_only_its_terms_are_refused() -> None:
    asha = await of_bali()
    await asha.says("Don't send us to Ubud without lunch")
    assert {"place": "Ubud", "exactly": 0} not in asha.lead.slots.get("stop_nights", {"value": []})["value"]
    assert "avoid" not in asha.lead.slots


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Кроме Бали хотим и Таиланд", ["Bali", "Thailand"]),
        ("Кроме Бали и Таиланда хотим ещё Дубай", ["Bali", "Thailand", "Dubai"]),
        ("Kerala ke alawa Goa bhi jana hai", ["Kerala", "Goa"]),
        ("Bali ke alawa Thailand bhi dekhna hai", ["Bali", "Thailand"]),
        ("केरल के अलावा गोवा भी जाना है", ["Kerala", "Goa"]),
    ],
)
def test_besides_one_place_another_is_wished_for_as_well(text: str, places: list[str]) -> None:
    assert where(text) == (places, False)
