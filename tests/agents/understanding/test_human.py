"""Asking for a human, in the desk's languages."""

from datetime import date

import pytest

from agents.understanding.offline import OfflineEngine

ENGINE = OfflineEngine()
TODAY = date(2026, 11, 22)

WANT_ONE = (
    "human", "agent please", "can I talk to someone", "connect me to a person",
    "let me speak with your manager",
    "call me please", "quiero hablar con un agente", "pueden llamarme?", "je veux un conseiller",
    "puis-je parler à quelqu'un", "Kann ich mit jemandem sprechen?", "Mitarbeiter bitte",
    "quero falar com alguém",
    "me ligue por favor", "хочу поговорить с менеджером", "оператор", "أريد التحدث مع موظف",
    "किसी से बात कराओ",
    "agent se baat karni hai", "koi insaan hai kya", "customer care number?",
)  # fmt: skip
DO_NOT = (
    "is there a human sized statue", "we are 4 people talking about Bali", "can we talk about the price",
    "our agent will pay", "how many people per room", "I'll call the hotel", "we want to meet local people",
)  # fmt: skip


@pytest.mark.parametrize("text", WANT_ONE)
def test_who_asks_for_a_human_is_heard(text: str) -> None:
    assert ENGINE.understand(text, (), TODAY).has("human", 0.8)


@pytest.mark.parametrize("text", DO_NOT)
def test_who_only_speaks_of_people_is_not_handed_over(text: str) -> None:
    assert not ENGINE.understand(text, (), TODAY).has("human", 0.2)
