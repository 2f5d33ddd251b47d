"""What happens days or weeks later: the trip moves only where it is the trip that is spoken of."""

import pytest

from tests.agents.test_moving_the_trip import of_bali


@pytest.mark.parametrize(
    "text",
    [
        "2 din baad batata hoon",
        "My parents arrive two days later",
        "the wedding is three days later",
        "I'll tell you two days later",
        "My visa comes a week later",
        "the kids' school starts two weeks later",
        "our friends were there a month earlier",
        "sent you a message two days earlier",
        "Can we see the temple one day earlier?",
        "Do we need to apply for the visa a month earlier?",
        "main ek hafte baad batata hun",
        "हम दो दिन बाद बताएंगे",
        "te digo dos días después",
        "¿hay que reservar un mes antes?",
        "queremos llegar dos días antes de la boda",
        "Faut-il réserver un mois avant ?",
        "deux jours avant le mariage",
        "je vous réponds deux jours plus tard",
        "ich melde mich eine Woche später",
        "Muss man das Visum einen Monat früher beantragen?",
        "temos que pedir o visto um mês antes?",
        "отвечу на неделю позже",
        "we decide a week later",
        "can we pay two weeks later?",
        "My wife arrives a week later",
        "They want to go two days later",
        "my parents land first, we go a week later",
        "we go to Ubud, then two days later to Lombok",
        "we leave Bali two days later",
        "we don't want to go a week later",
        "I'll be back two days later",
        "no queremos ir una semana después",
        "can we start a day earlier and come back a day later?",
        "my brother's birthday is two days later",
        "the shop opens two days later",
        "is the weather better a month later?",
        "mis padres llegan dos días después",
        "meine Eltern kommen eine Woche später",
        "mes parents arrivent deux jours plus tard",
        "meus pais chegam dois dias depois",
        "родители приедут на неделю позже",
        "mere parents do din baad aayenge",
    ],
)
async def test_what_happens_to_others_or_is_done_later_moves_no_trip(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.request["start"] == "2027-01-03"


@pytest.mark.parametrize(
    ("text", "start", "nights"),
    [
        ("can we move the trip a week later?", "2027-01-10", 5),
        ("podemos ir una semana más tarde?", "2027-01-10", 5),
        ("on voudrait décaler le voyage une semaine plus tard", "2027-01-10", 5),
        ("wir möchten zwei Tage früher fahren", "2027-01-01", 5),
        ("podemos viajar uma semana depois?", "2027-01-10", 5),
        ("можно поехать на неделю позже?", "2027-01-10", 5),
        ("हम एक हफ्ते बाद जाना चाहते हैं", "2027-01-10", 5),
        ("my boss did not approve my leave, can we go a week later?", "2027-01-10", 5),
        ("can we push it back a week later", "2027-01-10", 5),
        ("what if we go a week later for 9 nights?", "2027-01-10", 9),
        ("2 days later and stay 10 nights", "2027-01-05", 10),
        ("we go a week later, on 20 February", "2027-02-20", 5),
        ("a week later until 28 January", "2027-01-10", 18),
        ("a week later and one more night", "2027-01-10", 6),
        ("nos gustaría salir dos días antes", "2027-01-01", 5),
        ("my parents come a week later, we want to start on 20 February", "2027-02-20", 5),
        ("my visa comes a week later, so make it 8 nights", "2027-01-03", 8),
        ("we can't make 3 January, a week later please", "2027-01-10", 5),
    ],
)
async def test_the_trip_moves_and_what_is_told_beside_counts(text: str, start: str, nights: int) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert (asha.trip.request["start"], asha.trip.request["nights"]) == (start, nights)
