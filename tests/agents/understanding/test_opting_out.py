"""Opting out: everybody who asks is heard, and nobody else is."""

from datetime import date

import pytest

from agents.understanding.offline import OfflineEngine

ENGINE = OfflineEngine()
TODAY = date(2026, 11, 22)

WANT_OUT = (
    "stop", "Stop.", "STOP", "please stop", "Stop please!", "unsubscribe", "UNSUBSCRIBE ME",
    "opt out", "opt-out",
    "stop messaging me", "plz stop msgs", "stop msg me", "stop msging me", "Stop texting me please",
    "stop sending me messages", "stop contacting us",
    "please don't message me again", "do not contact me any more",
    "no more messages please",
    "take me off your list", "remove my number from your database",
    "I don't want to receive any more messages",
    "never text me again", "quit", "baja", "no me escriban más", "dejen de mandarme mensajes", "arrêtez",
    "ne me contactez plus", "arrêtez de m'envoyer des messages", "bitte nicht mehr schreiben",
    "keine weiteren Nachrichten", "schreiben Sie mir nicht mehr", "pare de me mandar mensagens", "sair",
    "não quero mais mensagens", "стоп", "больше не пишите", "отпишите меня", "не присылайте мне сообщения",
    "I don't want to hear from you anymore", "don't want to receive any messages", "please don't message me",
    "do not text us", "I do not wish to receive your promotional emails", "don't contact me, please",
    "ne m'envoyez plus de messages", "no me escriban", "não me escreva mais", "не пишите мне", "لا تراسلني",
    "лучше не пишите нам больше", "لا ترسلوا لي رسائل",
    "توقفوا عن مراسلتي", "لا أريد المزيد من الرسائل", "मुझे मैसेज मत भेजो", "message mat karo", "band karo",
    "don't send me anything", "do not send me these messages", "don't spam me with offers",
    "don't contact me via whatsapp", "don't contact me about this", "please do not message me here",
    "don't message me for any reason", "Don't contact me or my family",
    "I don't want to receive anything", "don't want to receive any of this",
    "don't want to hear from this agency", "take us off whatsapp", "no me envíes nada",
    "no me manden correos", "no me envien ofertas", "no me escribas por whatsapp", "não me envie nada",
    "não me mande nada", "não me contatem por whatsapp", "ne m'envoyez plus d'offres",
    "не беспокойте меня", "не беспокойте нас", "не присылайте ничего", "не присылайте мне рекламу",
    "не хочу получать от вас сообщения", "لا ترسل لي شيئا", "لا ترسلوا لي شيئا", "لا تكتب لي بعد الآن",
    "do not text me",
)  # fmt: skip
STAY = (
    "we want to stop in Ubud", "can we stop for lunch on the way?", "is it a non-stop flight?",
    "one stop flight is fine", "stop over in Doha for 2 nights", "the bus stops near our hotel",
    "is there a bus stop msg me the location",
    "don't stop, go on please", "what time do the tours stop?", "where do we end the trip?",
    "we end in Jaipur", "I can't stop thinking about Bali!", "don't send the quote yet",
    "please don't contact the hotel before Monday", "stop by the beach in the evening",
    "remove the volcano from the plan", "take me to the airport first", "take off is at 9",
    "cancel the snorkelling", "no more temples please", "no more than 2 lakh", "we quit our jobs to travel",
    "paramos en Granada dos noches", "parada en Lisboa", "arrêt à Lyon pour la nuit", "Zwischenstopp in Wien",
    "остановка в Праге на две ночи", "नहीं, दिल्ली में रुकना है", "don't write the name on the cake",
    "stop sending voice notes, I prefer text", "no", "cancel", "not interested in museums",
    "we don't want to get up early", "we don't want to get wet", "I don't want to hear traffic from the room",
    "please don't send us to a party hotel", "don't send us to Phuket", "please don't write that on the bill",
    "please don't bother with flights", "take us off the beaten path", "take us off the tourist trail please",
    "no me manden a un hotel lejos", "no me envíes el pdf todavía", "vous m'envoyez plus de photos ?",
    "ne m'envoyez plus de brochures papier", "não envie a proposta ainda", "não mandem o PDF",
    "не отправляйте пока",
    "не пишите имя на торте", "не хочу больше храмов", "لا ترسلوا العرض الآن", "لا تكتبوا الاسم على الكعكة",
    "don't write, I will call you", "don't send and I will pay",
    "Don't send any more options, the second one is perfect", "no me mandes más opciones",
    "não me envie mais hotéis", "больше не присылайте такие дорогие варианты",
    "ne m'écrivez plus en anglais", "don't message me at night", "don't contact me before Monday",
    "don't send me anything yet", "no me escriban en inglés", "не пишите мне ночью",
    "I don't want to get anything for dinner", "don't call the hotel",
    "schicken Sie mir keine Mail vor Montag",
)  # fmt: skip


@pytest.mark.parametrize("text", WANT_OUT)
def test_who_wants_no_more_messages_is_opted_out(text: str) -> None:
    assert ENGINE.understand(text, (), TODAY).has("opt_out", 0.9)


@pytest.mark.parametrize("text", STAY)
def test_who_only_speaks_of_stopping_is_not(text: str) -> None:
    assert not ENGINE.understand(text, (), TODAY).has("opt_out", 0.2)
