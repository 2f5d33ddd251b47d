"""Small things of everyday messages: a day spent somewhere, a couple, an hour of landing, a hotel's grade."""

import pytest

from tests.agents.desk import TODAY, engine


def heard(text: str) -> dict:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "On aimerait une journée à Disneyland",
        "we have one day in Ubud",
        "un día en Ubud por favor",
        "einen Tag in Ubud",
    ],
)
def test_a_day_spent_somewhere_is_not_the_length_of_the_trip(text: str) -> None:
    assert "days" not in heard(text)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Bali for 1 day", "days", 1),
        ("3 days in Bali", "days", 3),
        ("тур в Дубай на неделю", "nights", 7),
        ("Wir kommen erst um 22 Uhr an", "arrives_at", "22:00"),
        ("wir kommen um 14:30 Uhr an", "arrives_at", "14:30"),
        ("price of bali package for couple?", "adults", 2),
        ("um pacote para Bali para um casal", "adults", 2),
        ("paquete a Bali para una pareja", "adults", 2),
        ("Bali couple ke liye", "adults", 2),
        ("Geht auch ein 5-Sterne-Hotel am Strand?", "stay", {"stars": 5, "class": "luxury"}),
    ],
)
def test_what_is_said_in_passing_is_heard(text: str, name: str, value: object) -> None:
    assert heard(text)[name] == value


@pytest.mark.parametrize(
    "text", ["Bali for a couple of days", "a couple of questions", "wir kommen im Mai an"]
)
def test_other_couples_and_comings_count_nobody_and_no_hour(text: str) -> None:
    assert not {"adults", "travellers", "arrives_at"} & heard(text).keys()


@pytest.mark.parametrize(
    "text", ["hi, is this the travel agency?", "Hello, am I speaking to the travel desk?"]
)
def test_who_asks_whether_we_are_there_says_hello(text: str) -> None:
    understood = engine().understand(text, (), TODAY)
    assert understood.has("greeting")
    assert not understood.has("question")


@pytest.mark.parametrize("text", ["is this hotel good?", "is this price final?", "is this the best season?"])
def test_what_is_asked_of_a_thing_stays_a_question(text: str) -> None:
    assert engine().understand(text, (), TODAY).has("question")


@pytest.mark.parametrize(
    "text",
    [
        "Oi, tudo bem? Queria saber sobre viagem pra Dubai, 2 pessoas",
        "Hola, ¿cómo están? Queremos ir a Bali",
        "Hi, how are you? We want to go to Bali",
        "Bonjour, comment allez-vous ? Nous voulons aller à Bali",
        "Hallo, wie geht's? Wir möchten nach Bali",
        "नमस्ते, कैसे हैं आप? हमें बाली जाना है",
    ],
)
def test_how_are_you_is_no_question_for_the_library(text: str) -> None:
    assert not engine().understand(text, (), TODAY).has("question")


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("queremos celebrar nuestro aniversario en París", "anniversary"),
        ("nosso aniversário de casamento em Paris", "anniversary"),
        ("é meu aniversário em maio", "birthday"),
        ("mi cumpleaños en mayo", "birthday"),
    ],
)
def test_an_anniversary_is_one_in_spanish_and_a_birthday_in_portuguese(text: str, occasion: str) -> None:
    assert heard(text)["occasion"] == occasion
