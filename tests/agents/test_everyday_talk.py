"""What people say to anybody who sells them something: that they must think, and who is speaking at all."""

import pytest

from agents.understanding.needs_time import needs_time
from agents.understanding.who_we_are import asks_who_we_are
from crm.leads.effects import AskHuman
from tests.agents.desk import customer
from tests.agents.planned import with_a_plan

PLAN = {
    "en": "2 adults Kerala, 6 nights from 5 Feb, comfort hotels",
    "es": "Queremos ir a Kerala, 2 adultos, 6 noches desde el 5 de febrero, hoteles de categoría confort",
    "fr": "Nous voudrions aller au Kerala, 2 adultes, 6 nuits à partir du 5 février, hôtels confort",
    "de": "Wir möchten nach Kerala, 2 Erwachsene, 6 Nächte ab 5. Februar, Komfort-Hotels",
    "pt": "Queremos ir a Kerala, 2 adultos, 6 noites a partir de 5 de fevereiro, hotéis confortáveis",
    "ru": "Хотим в Кералу, 2 взрослых, 6 ночей с 5 февраля, отели комфорт",
    "ar": "نريد السفر إلى كيرالا، شخصان بالغان، 6 ليال من 5 فبراير، فنادق مريحة",
    "hi": "हमें केरल जाना है, 2 वयस्क, 5 फरवरी से 6 रातें, आरामदायक होटल",
}


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "let me think about it", "take your time"),
        ("en", "i need to ask my husband first", "take your time"),
        ("en", "ok give me until tomorrow", "take your time"),
        ("en", "thanks, will get back to you on Monday", "take your time"),
        ("en", "let me check the dates with my wife", "take your time"),
        ("es", "lo pienso y te aviso", "tómese su tiempo"),
        ("fr", "je dois en parler à mon mari", "prenez votre temps"),
        ("de", "ich muss erst mit meiner Frau sprechen", "nehmen Sie sich Zeit"),
        ("pt", "preciso falar com a minha esposa", "fique à vontade"),
        ("ru", "мне надо подумать", "не торопитесь"),
        ("ar", "دعني أفكر", "خذوا وقتكم"),
        ("hi", "सोचकर बताता हूँ", "आराम से सोचिए"),
    ],
)
async def test_who_puts_the_decision_off_has_time_and_hears_until_when_the_price_holds(
    language: str, words: str, told: str
) -> None:
    asha = await with_a_plan(PLAN[language])
    said = await asha.says(words)
    assert told in said
    assert "29" in said  # November, until when the price holds
    assert asha.trip is not None
    assert asha.trip.version == 1
    assert not asha.effects(AskHuman)


async def test_without_a_plan_nobody_is_pressed_with_the_question_again() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults")
    said = await asha.says("let me check the dates with my wife")
    assert "take your time" in said
    assert "When" not in said
    assert "hotels" in await asha.says("from 5 Feb, 6 nights")


@pytest.mark.parametrize(
    "words",
    [
        "let me think about Bali, 5 nights",
        "give us 2 days in ubud",
        "we need more time in Ubud",
        "need some time at the beach",
        "need time for shopping",
        "I'd like to talk to a human",
        "I want to talk to the team",
        "need to discuss with your manager",
        "Je vais parler avec un humain",
        "хочу обсудить с менеджером",
        "give me 5 days",
        "let me know the price",
        "ask my wife, her number is 98",
        "we haven't decided where to go",
        "is it safe? i must ask my wife",
        "necesitamos mas tiempo en la playa",
        "on veut plus de temps à Ubud",
        "wir brauchen mehr Zeit in Ubud",
        "хотим больше времени на пляже",
    ],
)
def test_a_wish_or_a_question_is_not_taken_for_a_delay(words: str) -> None:
    assert not needs_time(words)


async def test_a_change_beside_the_delay_is_made() -> None:
    asha = await with_a_plan()
    said = await asha.says("ok let me think, but can you add a night")
    assert "7 nights" in said


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "are you a bot?", "a program, not a person"),
        ("en", "are you a real person?", "a program, not a person"),
        ("en", "am I talking to a human", "a program, not a person"),
        ("en", "who are you?", "a program, not a person"),
        ("es", "¿eres un robot?", "un programa, no una persona"),
        ("fr", "êtes-vous une vraie personne ?", "un programme, pas une personne"),
        ("de", "Sind Sie ein Bot?", "ein Programm, kein Mensch"),
        ("pt", "você é um robô?", "um programa, não uma pessoa"),
        ("ru", "вы бот?", "программа, а не человек"),
        ("ar", "هل أنت روبوت؟", "برنامج ولست إنسانا"),
        ("hi", "क्या आप इंसान हैं?", "एक प्रोग्राम, इंसान नहीं"),
    ],
)
async def test_a_program_owns_up_to_being_one(language: str, words: str, told: str) -> None:
    asha = await with_a_plan(PLAN[language])
    said = await asha.says(words)
    assert told in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "word", ["human", "humano", "humain", "Mensch", "человек", "موظف", "इंसान", "*human*"]
)
async def test_the_one_word_that_it_asks_for_calls_a_human(word: str) -> None:
    asha = await with_a_plan()
    await asha.says(word)
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Asked for a human"]


@pytest.mark.parametrize(
    "words",
    [
        "is this a real temple?",
        "who is this trip for",
        "is it an automatic car",
        "is it automatic?",
        "who are you going with",
        "Is it real?",
        "Is this a person or a couple price?",
        "is this price per person?",
        "es una persona, 5 noches",
        "es una persona más",
        "eres una persona muy amable",
        "c'est une personne de plus",
        "c'est une personne, 5 nuits à partir du 20 décembre",
        "ist das eine Person?",
        "ist das pro Person?",
        "é uma pessoa, 5 noites a partir de 20 de dezembro",
        "e uma pessoa",
        "это программа хорошая, бронируем",
        "это программа на 6 дней",
        "это человек 4",
        "вы программу уже составили?",
        "هل هذا برنامج كامل؟",
        "هذا برنامج جميل",
        "ये असली है?",
        "yeh asli hai?",
    ],
)
def test_other_questions_do_not_ask_who_we_are(words: str) -> None:
    assert not asks_who_we_are(words)


@pytest.mark.parametrize(
    "words",
    [
        "is this a bot?",
        "is this a bot or a person?",
        "is this a real person?",
        "Is this AI",
        "is this an automated reply?",
        "are you real?",
        "who is this?",
        "¿es un bot?",
        "¿estoy hablando con una persona real?",
        "c'est un robot ?",
        "est-ce que c'est un robot",
        "je parle à une personne réelle ?",
        "ist das ein Bot?",
        "schreibe ich mit einem echten Menschen?",
        "é um robô?",
        "estou falando com uma pessoa?",
        "это бот?",
        "это бот или человек?",
        "вы живой человек?",
        "я общаюсь с ботом?",
        "هل هذا روبوت؟",
        "هل أنت إنسان حقيقي؟",
        "yeh bot hai kya?",
        "kya yeh bot hai",
        "यह बॉट है?",
    ],
)
def test_a_bot_is_asked_for_by_its_own_words(words: str) -> None:
    assert asks_who_we_are(words)


async def test_a_traveller_more_is_counted_and_no_question_who_we_are() -> None:
    asha = await with_a_plan(PLAN["fr"])
    said = await asha.says("c'est une personne de plus")
    assert "un programme, pas une personne" not in said
    assert "3 adultes" in said


async def test_what_is_asked_beside_is_answered_too() -> None:
    asha = customer()
    said = await asha.says("hi, is this a bot? we want to go to Bali, 2 adults")
    assert "a program, not a person" in said
    assert "*Bali* · 2 adults" in said


@pytest.mark.parametrize(
    "words", ["what is the total now", "so what's the total?", "total?", "итого?", "कुल कितना हुआ"]
)
async def test_the_total_is_told(words: str) -> None:
    asha = await with_a_plan()
    assert "404" in await asha.says(words)  # of 1,08,404
    assert not asha.effects(AskHuman)


async def test_what_it_would_look_like_is_no_question_for_the_library() -> None:
    asha = customer()
    await asha.says("2 adults Kerala")
    said = await asha.says("ok what would it look like")
    assert "travel notes" not in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    [
        "yes, I will get back to you with the passports",
        "sí, te aviso cuando tenga los pasaportes",
        "Ja, ich melde mich",
    ],
)
async def test_a_yes_beside_a_word_that_they_come_back_is_a_yes(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_a_length_or_a_day_behind_the_delay_is_heard() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults")
    await asha.says("let me ask my wife, 5 days in February")
    assert asha.lead is not None
    assert asha.lead.slots["days"]["value"] == 5
    assert asha.lead.slots["date_window"]["value"]["from"] == "2027-02-01"
