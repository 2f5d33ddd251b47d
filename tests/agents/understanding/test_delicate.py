"""Matters that only a human should answer are heard; questions about rules are left to the library."""

from datetime import date

import pytest

from agents.understanding.delicate import TABLE
from agents.understanding.delicate_bodies import ASKED_OF_A_BODY, OWN_STATES
from agents.understanding.delicate_words import EMERGENCIES, LAW, MONEY_IN_DISPUTE
from agents.understanding.offline import OfflineEngine

ENGINE = OfflineEngine()


def heard(text: str) -> set[str]:
    intents = ENGINE.understand(text, (), date(2026, 11, 22)).intents
    return {i.name for i in intents if i.confidence >= 0.6} & {"money_dispute", "medical", "legal"}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("You charged my card twice", "money_dispute"),
        ("i was overcharged for the transfer", "money_dispute"),
        ("my refund has not come for 3 weeks", "money_dispute"),
        ("I want my money back", "money_dispute"),
        ("me cobraron dos veces", "money_dispute"),
        ("der Betrag wurde doppelt abgebucht", "money_dispute"),
        ("J'ai été prélevé deux fois", "money_dispute"),
        ("cobraram em dobro", "money_dispute"),
        ("с карты дважды списали деньги", "money_dispute"),
        ("paise do baar kat gaye, paise wapas karo", "money_dispute"),
        ("we had an accident on the way to Ubud", "medical"),
        ("my wife is in the hospital", "medical"),
        ("can dad fly after heart surgery?", "medical"),
        ("estoy en el hospital", "medical"),
        ("meine Mutter liegt im Krankenhaus", "medical"),
        ("мама попала в больницу", "medical"),
        ("papa ko dil ka daura pada", "medical"),
        ("I am pregnant, is it safe to fly?", "medical"),
        ("my wife is pregnant, can we do rafting?", "medical"),
        ("estoy embarazada, ¿es seguro volar?", "medical"),
        ("ma femme est enceinte, peut-on faire du rafting ?", "medical"),
        ("Meine Frau ist im 5. Monat schwanger, darf sie fliegen?", "medical"),
        ("minha esposa está grávida, podemos fazer rafting?", "medical"),
        ("Я беременна, безопасно ли лететь?", "medical"),
        ("زوجتي حامل، هل يمكننا التجديف؟", "medical"),
        ("मेरी पत्नी गर्भवती है, क्या हम राफ्टिंग कर सकते हैं?", "medical"),
        ("my lawyer will contact you", "legal"),
        ("I'll file a case in consumer court", "legal"),
        ("voy a hablar con mi abogado", "legal"),
        ("ich schalte einen Anwalt ein", "legal"),
        ("mon avocat vous écrira", "legal"),
        ("я подам в суд", "legal"),
        ("मेरे कार्ड से दो बार पैसे कटे हैं", "money_dispute"),
        ("हम वकीलों से बात करेंगे", "legal"),
        ("हमें अदालतों में जाना होगा", "legal"),
        ("एम्बुलेंसें बुलाइए", "medical"),
        ("main vakil se baat karunga", "legal"),
        ("they charged us extra", "money_dispute"),
    ],
)
def test_a_delicate_matter_is_heard(text: str, matter: str) -> None:
    assert heard(text) == {matter}


@pytest.mark.parametrize(
    "text",
    [
        "what is your refund policy?",
        "do we need vaccinations for Bali?",
        "is travel insurance included?",
        "how much do I have to pay in advance?",
        "can a pregnant woman fly?",
        "my wife is pregnant so please an easy pace, 5 nights Bali",
        "my wife is pregnant, 2 adults. Can we fly from Delhi on 3 March?",
        "my wife is pregnant, is breakfast included?",
        "dürfen Schwangere fliegen?",
        "انا حامل جواز سفر هندي، هل السفر آمن",
        "2 adults, 6 nights in Bali from 20 Dec, budget 2 lakh",
        "is it safe there, any police registration needed?",
        "we love food courts and night markets",
        "court side hotel near the tennis stadium",
        "my heart is set on Santorini",
        "do hotels charge extra for kids?",
        "can we pay twice, half now and half later?",
        "the doctor and his wife are travelling with us",
        "is extra bed charged extra?",
        "are kids charged extra",
        "where is refund policy",
        "I was not charged twice",
        "ich arbeite im Krankenhaus",
        "trabalho no hospital em Lisboa",
        "je travaille à l'hôpital",
        "main vakil hoon",
        "я юрист, нас двое",
        "I am a lawyer from Delhi, 2 adults",
    ],
)
def test_questions_about_rules_and_plain_wishes_are_no_delicate_matter(text: str) -> None:
    assert heard(text) == set()


def test_the_table_of_delicate_matters_says_what_each_means_in_every_language() -> None:
    words = (MONEY_IN_DISPUTE, EMERGENCIES, LAW, OWN_STATES, ASKED_OF_A_BODY)
    assert {frozenset(each) for each in words} == {
        frozenset({"en", "es", "fr", "de", "pt", "ru", "ar", "hi"})
    }
    assert {matter.name for matter in TABLE} == {"money_dispute", "medical", "legal"}
    assert all(matter.meaning for matter in TABLE)
