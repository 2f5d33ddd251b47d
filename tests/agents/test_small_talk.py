"""What people say to keep a talk friendly calls no colleague; what may be a wish still does."""

import pytest

from agents.understanding.small_talk import small_talk
from crm.leads.effects import AskHuman
from tests.agents.desk import customer
from tests.agents.planned import with_a_plan


@pytest.mark.parametrize(
    "words",
    [
        "lol that is funny",
        "hahaha good one",
        "hmmm let us see",
        "sorry for the late reply",
        "I was busy with work",
        "Sorry for the delay, I was busy at work today",
        "My wife liked it very much",
        "have a nice day",
        "jajaja muy bueno",
        "perdón por la demora, estaba muy ocupada con el trabajo",
        "a mi esposa le gustó mucho",
        "que tenga un buen día",
        "mdr trop drôle",
        "désolée pour le retard, j'étais très occupée",
        "bonne journée à vous aussi",
        "on verra bien",
        "Entschuldigung für die späte Antwort",
        "schönen Tag noch Ihnen",
        "meiner Frau gefällt es sehr gut",
        "mal sehen, ich hatte viel zu tun",
        "desculpe pela demora",
        "minha esposa gostou muito",
        "kkkkk muito engraçado",
        "хорошего вам дня",
        "извините за поздний ответ, я был занят на работе",
        "хаха очень смешно",
        "жене очень понравилось",
        "آسف على التأخير",
        "كنت مشغولا في العمل",
        "أتمنى لكم يوما سعيدا",
        "आपका दिन शुभ हो",
        "देर से जवाब के लिए माफ़ी",
        "मैं काम में व्यस्त था",
        "meri wife ko bahut pasand aaya",
    ],
)
async def test_small_talk_is_answered_and_calls_no_colleague(words: str) -> None:
    asha = await with_a_plan()
    assert await asha.says(words)
    assert not asha.effects(AskHuman)
    assert asha.trip is not None
    assert asha.trip.version == 1


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("schönen Tag noch Ihnen", "the same to you"),
        ("have a great weekend", "the same to you"),
        ("My wife liked it very much", "Thank you for telling me"),
        ("sorry for the late reply", "Version 1 of your trip is ready"),
    ],
)
async def test_a_wish_is_returned_and_news_are_thanked_for(words: str, answer: str) -> None:
    asha = await with_a_plan()
    assert answer in await asha.says(words)


@pytest.mark.parametrize(
    "words",
    [
        "lol that is funny but the boat makes me ill",
        "my wife liked it very much but the driver must speak Hindi",
        "sorry for the late reply, my husband lost his passport",
        "I was busy with work until my boss moved my leave",
        "have a nice car for us",
        "have a day at the pool",
        "let us see the elephants",
        "on verra les éléphants",
        "a ver las ballenas",
        "посмотрим дворец",
        "мы хотим хорошего гида",
        "the same hotel to you",
        "is that funny?",
    ],
)
def test_a_word_more_may_be_a_wish_and_is_no_small_talk(words: str) -> None:
    assert small_talk(words) is None


async def test_what_stands_beside_small_talk_and_is_not_read_still_goes_to_a_colleague() -> None:
    asha = await with_a_plan()
    await asha.says("sorry for the late reply, my husband lost his passport")
    assert asha.effects(AskHuman)


async def test_before_there_is_a_plan_the_desk_goes_on_with_its_question() -> None:
    asha = customer()
    await asha.says("2 adults Kerala")
    assert "?" in await asha.says("sorry for the late reply, I was busy with work")
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    [
        "ready to book",
        "ok, ready to confirm!",
        "listos para reservar",
        "prêts à réserver",
        "bereit zu buchen",
        "estamos prontos para reservar",
        "готовы бронировать",
        "نحن جاهزون للحجز",
        "बुक करने के लिए तैयार हैं",
    ],
)
async def test_who_is_ready_to_book_says_yes(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_who_is_not_ready_to_book_says_no_yes() -> None:
    asha = await with_a_plan()
    await asha.says("we are not ready to book")
    assert "Wants to book version 1" not in [effect.reason for effect in asha.effects(AskHuman)]


@pytest.mark.parametrize(
    "words",
    [
        "I want other dates",
        "queremos otras fechas",
        "nous voudrions d'autres dates",
        "wir möchten andere Termine",
        "queremos outras datas",
        "хотим другие даты",
        "نريد تواريخ أخرى",
        "दूसरी तारीख चाहिए",
    ],
)
async def test_who_wants_other_dates_is_asked_which(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert "start_date" in asha.dialogue["asked"]
    assert not asha.effects(AskHuman)
