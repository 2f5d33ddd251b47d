"""A last clause without its mark: a question where it asks, and none where it only tells."""

from tests.agents.desk import TODAY, engine


def asks(text: str) -> bool:
    return "question" in {i.name for i in engine().understand(text, (), TODAY).intents}


def test_what_is_told_of_a_place_in_the_last_clause_asks_nothing() -> None:
    for text in (
        "2 adults, comfort, 3 March 2027, 5 nights, Bali, where we got married",
        "2 adults, 3 March 2027, 5 nights in Bali, which we love",
        "2 adults, 3 March 2027, 5 nights in Bali, when our kids have holidays",
        "Bali, is my dream",
        "Bali, has the best beaches",
        "Bali 2 adults, which includes breakfast",
        "Kerala, why not",
        "Bali, hay que ver precios",
    ):
        assert not asks(text), text


def test_a_last_clause_with_its_verb_before_who_or_what_asks() -> None:
    for text in (
        "Bali 2 adults, are pets allowed",
        "Bali 2 adults, is breakfast included",
        "Bali 2 adults, is the visa included",
        "Bali 2 adults, where can we see turtles",
        "Bali 2 adults, which hotel is best",
        "Bali 2 adults, what about visas",
        "Bali 2 adultos, hay wifi",
    ):
        assert asks(text), text


def test_the_minutes_of_a_german_hour_are_no_sum_of_money() -> None:
    for text, told in (
        ("Ankunft 14 Uhr 30 Euro Budget 2000", "14:00"),
        ("Bali, Ankunft 8 Uhr 50 € Budget pro Person", "08:00"),
        ("Ankunft 8 Uhr 30 Dollar", "08:00"),
        ("Ankunft 20 Uhr 15 in Bali", "20:15"),
    ):
        assert engine().understand(text, (), TODAY).slots["arrives_at"].value == told, text
