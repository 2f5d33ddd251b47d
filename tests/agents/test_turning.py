"""Of several enquiries the customer says which goes first, and comes back to the other."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from agents.mind import Mind
from agents.model.endpoint import Model, ModelSettings
from agents.ports import MindSettings
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.llm import LlmEngine
from agents.understanding.offline import OfflineEngine
from agents.understanding.scope import Scope
from agents.understanding.scripted import ScriptedModel
from crm.leads.effects import Capture, SetAside, TakeUp
from tests.agents.desk import Customer, SampleTools, customer, engine, sample
from tests.agents.test_two_trips import BOTH, of_two, values


async def test_the_other_goes_first_and_is_asked_about() -> None:
    asha = await of_two()
    reply = await asha.says("first the Kerala one please")
    assert "we go on with Kerala now, and Bali waits" in reply
    assert "How many nights" in reply
    assert asha.outcomes[-1].understanding["moves"][0] == "TurnTo"
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]
    assert values(asha.aside)["destinations"] == ["Bali"]


async def test_answers_go_to_the_one_that_was_put_first_until_the_customer_comes_back() -> None:
    asha = await of_two()
    await asha.says("let's do Kerala first")
    await asha.says("4 nights")
    assert values(asha.lead.slots)["nights"] == 4
    assert values(asha.aside)["nights"] == 5
    reply = await asha.says("ok, now about Bali")
    assert "we go on with Bali now, and Kerala waits" in reply
    await asha.says("comfort hotels")
    assert values(asha.lead.slots)["stay"] == {"class": "comfort"}
    assert "stay" not in asha.aside


async def test_words_that_open_no_conversation_still_turn_one_that_is_open() -> None:
    """By itself, "back to Bali please" is no business of a travel desk, says the meaning of sentences."""

    def alike(texts: Sequence[str]) -> np.ndarray:
        return np.tile(np.eye(1, 8, dtype=np.float32), (len(texts), 1))

    class NobodysBusiness(Scope):
        def scores_of(self, vectors: Any) -> list[float]:
            return [-1.0 for _ in vectors]

    sold = {c.destination.name: [area.name for area in c.areas] for c in sample().catalogues}
    strict = OfflineEngine(Gazetteer.of_world(sold), NobodysBusiness(alike))
    asha = Customer(Mind(SampleTools(), Listener(strict), MindSettings(agency="Serai Travel")))
    await asha.says(BOTH)
    await asha.says("Kerala first please")
    reply = await asha.says("back to Bali please")
    assert "we go on with Bali now, and Kerala waits" in reply


async def test_what_is_said_beside_it_counts_for_the_one_put_first() -> None:
    asha = await of_two()
    reply = await asha.says("Let's start with Kerala, 6 nights, then Bali")
    assert "we go on with Kerala now" in reply
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]
    assert values(asha.lead.slots)["nights"] == 6
    assert values(asha.aside)["nights"] == 5


async def test_a_trip_that_is_planned_waits_with_its_plan() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("Also my parents want to go to Kerala in March for 5 nights")
    assert asha.trip is not None
    await asha.says("Kerala first please")
    assert asha.trip is None
    reply = await asha.says("back to Bali please")
    assert asha.trip is not None
    assert "we go on with Bali now" in reply
    assert "TellStatus" in asha.outcomes[-1].understanding["moves"]


async def test_the_one_worked_on_may_be_put_first_and_nothing_moves() -> None:
    asha = await of_two()
    reply = await asha.says("let's do Bali first")
    assert "we go on with Bali now, and Kerala waits" in reply
    assert asha.effects(TakeUp) == []
    assert asha.effects(SetAside) == []


@pytest.mark.parametrize(
    "text",
    [
        "now Kerala please",
        "Kerala now, please",
        "jetzt Kerala bitte",
        "pehle Kerala wala karte hain",
        "पहले केरल वाला करते हैं",
        "Primero el de Kerala",
        "Empecemos por Kerala",
        "D'abord le Kerala",
        "Revenons au Kerala",
        "Zuerst Kerala bitte",
        "Jetzt zu Kerala",
        "Vamos começar com Kerala",
        "Agora sobre Kerala",
        "Сначала Керала",
        "Давайте про Кералу",
        "لنبدأ بكيرالا",
        "أولا كيرالا",
    ],
)
async def test_it_is_said_in_every_language(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert values(asha.lead.slots)["destinations"] == ["Kerala"], text
    assert asha.outcomes[-1].stopped_by_gate == ()


@pytest.mark.parametrize(
    "text",
    [
        "and for Kerala, 4 people",
        "is it hot in Kerala in May?",
        "for Kerala a houseboat on the first day",
        "my parents want Kerala in March",
        "I want to talk to a human about Kerala first",
        "first we need visas",
    ],
)
async def test_no_other_word_about_the_other_puts_it_first(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.effects(TakeUp) == []
    assert values(asha.lead.slots)["destinations"] == ["Bali"]


@pytest.mark.parametrize(
    "text",
    [
        "First we thought of Kerala, but it is too hot",
        "What about the weather in Kerala?",
        "Is the flight back to Kerala direct?",
        "We switch over to Kerala by train",
        "Then we fly back to Kerala",
        "Primero pensamos en Kerala",
        "Zuerst waren wir in Kerala",
        "Сначала мы думали про Кералу",
    ],
)
async def test_a_sentence_that_only_names_the_other_puts_it_nowhere(text: str) -> None:
    asha = await of_two()
    before = dict(asha.lead.slots)
    await asha.says(text)
    assert asha.effects(TakeUp) == []
    assert asha.lead.slots == before
    assert "adults" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "Is the flight back to Kerala direct? We are 4 adults",
        "We are 4 adults. Is the flight back to Kerala direct?",
        "¿Es directo el vuelo a Kerala? Somos 4 adultos",
        "Le vol pour le Kerala est-il direct ? Nous sommes 4 adultes",
        "Ist der Flug nach Kerala direkt? Wir sind 4 Erwachsene",
        "O voo para Kerala é direto? Somos 4 adultos",
        "Рейс в Кералу прямой? Нас 4 взрослых",
        "kya Kerala ki flight direct hai? Hum 4 adults hain",
        "هل الرحلة إلى كيرالا مباشرة؟ نحن 4 بالغين",
    ],
)
async def test_what_is_told_beside_a_question_about_the_other_is_about_the_trip_in_hand(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert values(asha.lead.slots)["adults"] == 4
    assert values(asha.lead.slots)["destinations"] == ["Bali"]
    assert "Answer" in asha.outcomes[-1].understanding["moves"], "the question is answered too"
    assert values(asha.aside)["adults"] == 2, "nothing is told of the other"
    assert "May" not in str(asha.aside["date_window"])
    begin, end = asha.lead.slots["adults"]["span"]
    assert "4" in text[begin:end]


async def test_a_question_that_goes_on_behind_a_comma_tells_nothing() -> None:
    asha = await of_two()
    before = dict(asha.lead.slots)
    await asha.says("Is it hot in Kerala in May, or in June and July with 2 kids?")
    assert asha.lead.slots == before


async def test_what_is_said_before_turning_belongs_to_the_trip_that_is_left() -> None:
    asha = await of_two()
    text = "Make it 6 nights for Bali, then back to Kerala"
    reply = await asha.says(text)
    assert "noted for Bali. Here we go on with Kerala" in reply
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]
    assert "nights" not in asha.lead.slots
    assert values(asha.aside)["destinations"] == ["Bali"]
    assert asha.aside["nights"]["value"] == 6
    begin, end = asha.aside["nights"]["span"]
    assert text[begin:end] == "6 nights"


async def test_so_does_what_a_message_before_said_without_a_place() -> None:
    asha = await of_two()
    await asha.says("6 nights please", "now the Kerala one, 4 nights")
    assert (values(asha.lead.slots)["nights"], values(asha.aside)["nights"]) == (4, 6)
    assert (asha.lead.slots["nights"]["message"], asha.aside["nights"]["message"]) == (3, 2)


async def test_what_is_said_before_of_the_one_put_first_stays_with_it() -> None:
    asha = await of_two()
    await asha.says("Kerala is for 4 nights, let's start with Kerala")
    assert (values(asha.lead.slots)["nights"], values(asha.aside)["nights"]) == (4, 5)


async def test_an_address_given_before_turning_is_the_customers_whichever_trip_goes_first() -> None:
    asha = await of_two()
    await asha.says("6 nights for Bali. My email is asha@rao.in. Now about Kerala")
    assert (asha.lead.slots["email"]["value"], asha.aside["nights"]["value"]) == ("asha@rao.in", 6)
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]


async def test_a_complaint_before_turning_calls_a_human_to_the_trip_it_is_about() -> None:
    asha = await of_two()
    await asha.says(
        "I have a complaint, your driver in Bali was rude and the hotel was dirty. Now about Kerala, 4 nights"
    )
    assert asha.effects(TakeUp) == []
    assert "HandOver" in asha.outcomes[-1].understanding["moves"]
    assert values(asha.lead.slots)["destinations"] == ["Bali"]
    assert values(asha.lead.slots)["nights"] == 5
    assert values(asha.aside)["nights"] == 4


async def test_who_comes_back_may_pick_from_what_was_offered_before() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("show me other options please")
    assert len(asha.options) > 1
    second = asha.options[1].itinerary
    await asha.says("Also my parents want to go to Kerala in March for 5 nights")
    await asha.says("Kerala first please")
    assert asha.options == ()
    await asha.says("back to Bali, the second one")
    assert "Pick" in asha.outcomes[-1].understanding["moves"]
    assert asha.trip is not None
    assert asha.trip.itinerary == second


async def test_the_desk_turns_to_nothing_while_a_human_speaks() -> None:
    asha = await of_two()
    asha.held_by = 7
    await asha.says("first the Kerala one please")
    assert asha.effects(TakeUp) == []


def before(script: ScriptedModel) -> Customer:
    listener = Listener(engine(), LlmEngine(Model(ModelSettings("scripted", ""), script)))
    settings = MindSettings(agency="Serai Travel", plan_seconds=30.0, turn_seconds=60.0)
    return Customer(Mind(SampleTools(), listener, settings))


def form(intent: str, *slots: dict[str, object]) -> dict[str, object]:
    return {"language": "en", "intents": [{"name": intent, "confidence": 0.9}], "slots": list(slots)}


BALI = form(
    "enquiry",
    {"name": "destinations", "value": ["Bali"], "quote": "Bali"},
    {"name": "nights", "value": 5, "quote": "5 nights"},
)


async def test_with_a_model_an_answer_after_the_second_enquiry_goes_to_the_first() -> None:
    script = ScriptedModel(BALI, form("change", {"name": "adults", "value": 3, "quote": "3 adults"}))
    asha = before(script)
    await asha.says(BOTH)
    assert asha.outcomes[-1].engine == "llm"
    assert values(asha.aside)["destinations"] == ["Kerala"]
    await asha.says("3 adults")
    [heard] = asha.effects(Capture)
    assert heard.slots["adults"]["value"] == 3
    assert values(asha.aside)["adults"] == 2, "what was heard of the parents stays theirs"
    script.finish()


async def test_with_a_model_a_human_is_called_by_words_behind_the_second_enquiry() -> None:
    script = ScriptedModel(BALI)
    asha = before(script)
    await asha.says(BOTH + ". Please let a human call me. My email is asha@rao.in")
    assert "HandOver" in asha.outcomes[-1].understanding["moves"]
    assert asha.lead.slots["email"]["value"] == "asha@rao.in"
    script.finish()


async def test_with_a_model_the_other_enquiry_goes_first_too() -> None:
    script = ScriptedModel(
        BALI,
        form("enquiry", {"name": "destinations", "value": ["Kerala"], "quote": "Kerala"}),
        form("change", {"name": "nights", "value": 4, "quote": "4 nights"}),
    )
    asha = before(script)
    await asha.says(BOTH)
    reply = await asha.says("first the Kerala one please")
    assert "we go on with Kerala now" in reply
    await asha.says("4 nights")
    assert (values(asha.lead.slots)["nights"], values(asha.aside)["nights"]) == (4, 5)
    script.finish()


async def test_a_model_that_names_both_places_moves_the_trip_nowhere() -> None:
    both = {"name": "destinations", "value": ["Kerala", "Bali"], "quote": "Kerala first, then Bali"}
    script = ScriptedModel(BALI, form("enquiry", both))
    asha = before(script)
    await asha.says(BOTH)
    await asha.says("Kerala first, then Bali")
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]
    script.finish()
