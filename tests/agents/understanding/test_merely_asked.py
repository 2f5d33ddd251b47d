"""The price of a thing that is told or asked, and whether a sight is worth it, are no wish; one beside is."""

import pytest

from agents.understanding.contract import Said
from tests.agents.desk import TODAY, engine
from tests.agents.understanding.slots_heard import BEFORE, heard


@pytest.mark.parametrize(
    "text",
    [
        "the boat costs 2000 for two",
        "the boat costs $200 for two",
        "the massage costs about 2000 baht",
        "el barco cuesta 2000 euros",
        "der Ausflug kostet 2000 Euro",
        "le bateau coûte environ 2000 euros",
        "o barco custa 2000 reais",
        "лодка стоит 2000 рублей",
    ],
)
def test_what_a_thing_costs_is_no_budget(text: str) -> None:
    assert "budget" not in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "the trip should cost about 2000",
        "the trip costs 2000 max",
        "our trip must cost less than 2000 euros",
        "we want a trip that costs 2000 euros",
        "the whole thing should not cost more than 2000",
        "the boat costs too much, our budget is 2000",
        "der Urlaub darf 2000 Euro kosten",
        "el viaje cuesta hasta 2000 euros",
    ],
)
def test_what_the_trip_may_cost_is_the_budget(text: str) -> None:
    assert heard(text)["budget"]["amount"] == "2000"


@pytest.mark.parametrize(
    "text",
    [
        "how much is a private car per day?",
        "how much does a private car cost?",
        "what does a private car cost?",
        "quanto custa um carro privado?",
        "private car ka kitna lagega?",
    ],
)
def test_who_asks_what_a_car_costs_has_taken_none(text: str) -> None:
    assert "transport" not in heard(text, *BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        "how much would it be with a private car?",
        "we want a private car, how much is it?",
        "how much is the boat? And we want a private car",
        "what we need is a private car",
    ],
)
def test_who_wants_a_car_and_asks_for_its_price_is_heard(text: str) -> None:
    assert heard(text, *BEFORE)["transport"] == {"mode": "car"}


@pytest.mark.parametrize(
    "text",
    [
        "muss man den Tirta Empul unbedingt sehen?",
        "sollten wir den Tirta Empul unbedingt sehen?",
        "faut-il absolument voir le Tirta Empul ?",
        "¿hay que ver el Palacio de Ubud?",
        "temos que ver o Tirta Empul?",
        "kya Tirta Empul zaroor dekhna hai?",
    ],
)
def test_who_asks_whether_a_sight_must_be_seen_wishes_for_nothing(text: str) -> None:
    assert heard(text, *BEFORE) == {}


@pytest.mark.parametrize(
    "text",
    [
        "wir wollen den Tirta Empul unbedingt sehen",
        "können wir den Tirta Empul unbedingt sehen?",
        "can you please include Tirta Empul?",
        "temos que ver o Tirta Empul, pode ser?",
        "Muss man reservieren? Wir wollen den Tirta Empul unbedingt sehen",
    ],
)
def test_a_wish_to_see_it_put_as_a_question_is_heard(text: str) -> None:
    assert heard(text, *BEFORE)["must_see"] == ["Tirta Empul"]


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("Queremos ir a Bali en marzo, 7 noches, 2 adultos", "no queremos ver templos", "es"),
        ("Queremos ir para Bali em março, 7 noites, 2 adultos", "não queremos ver templos", "pt"),
        ("Queremos ir para Bali em março, 7 noites, 2 adultos", "no hotel", "pt"),
        ("Queremos ir a Bali en marzo, 7 noches, 2 adultos", "we would rather write in English", "en"),
        ("We want to go to Bali in March for 7 nights", "no queremos ver templos, por favor", "es"),
        ("We want to go to Bali in March for 7 nights", "no temples", "en"),
    ],
)
def test_a_few_words_are_in_the_language_of_their_dialogue_and_a_plain_sentence_in_its_own(
    before: str, text: str, language: str
) -> None:
    history = (Said("customer", before), Said("desk", "…"))
    assert engine().understand(text, history, TODAY).language == language
