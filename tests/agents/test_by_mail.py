"""Who wants the proposal by e-mail is promised it by a colleague, who hears to which address."""

import pytest

from tests.agents.desk import Customer, customer


async def _with_a_plan() -> Customer:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults, comfort hotels")
    return asha


@pytest.mark.parametrize(
    "words",
    [
        "please send the proposal to asha@example.com",
        "Could you e-mail me the plan? asha@example.com",
        "¿Me puede enviar la propuesta a asha@example.com?",
        "Pouvez-vous envoyer la proposition à asha@example.com ?",
        "Bitte schicken Sie das Angebot an asha@example.com",
        "Pode mandar a proposta para asha@example.com?",
        "Пришлите предложение на asha@example.com",
        "أرسلوا العرض إلى asha@example.com",
        "प्रस्ताव asha@example.com पर भेज दीजिए",
        "proposal asha@example.com par bhej do",
    ],
)
async def test_a_colleague_is_told_to_which_address_it_goes(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "asha@example.com" in said
    assert asha.lead is not None
    assert asha.lead.needs_human == "Wants the proposal by e-mail: asha@example.com"
    assert asha.lead.slots["email"]["value"] == "asha@example.com"


async def test_without_an_address_it_is_asked_for() -> None:
    asha = await _with_a_plan()
    assert "Which address" in await asha.says("can you send it by email?")


@pytest.mark.parametrize(
    "words",
    [
        "can I send you my passport by email?",
        "I will send you the copies by e-mail",
        "what is your email address?",
        "did you send the email?",
        "ich schicke Ihnen die Pässe per Mail",
        "send me the price please",
    ],
)
async def test_other_words_about_mail_promise_nothing(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert asha.lead is not None
    assert "by e-mail:" not in (asha.lead.needs_human or "")


async def test_an_enquiry_that_asks_for_a_quote_by_mail_is_planned_all_the_same() -> None:
    asha = customer()
    await asha.says(
        "Please mail me a plan: asha@example.com. Bali, 7 nights from 10 Feb 2027, 2 adults, comfort"
    )
    assert asha.trip is not None


@pytest.mark.parametrize(
    "words",
    [
        "Don't send it by email, whatsapp is fine",
        "No need to send by email",
        "no me lo mandes por correo",
        "ne m'envoyez pas de mail",
        "bitte nicht per E-Mail schicken",
        "не отправляйте на почту",
        "email mat bhejo",
        "ईमेल मत भेजो",
        "My husband will send you an email tomorrow",
        "Mi marido les enviará un correo",
        "Does the hotel send a confirmation by email?",
        "The airline will send tickets by mail to us",
        "Schicken Sie es bitte nicht per Mail",
        "não mande por e-mail, por favor",
        "não precisa enviar por e-mail",
        "لا ترسلوا العرض على البريد",
        "no hace falta que lo envíen por correo",
        "pas besoin d'envoyer par mail",
        "n'envoyez rien par mail",
        "please do not email me",
        "don't mail us anything, just chat",
        "email par mat bhejna",
        "ईमेल पर भेजने की ज़रूरत नहीं",
        "sending by mail is not needed",
        "Send it by email is not necessary",
        "Mein Mann schickt Ihnen morgen eine E-Mail",
        "Mein Mann wird Ihnen eine E-Mail schicken",
        "Mon mari va vous envoyer un mail demain",
        "Мой муж отправит вам письмо на почту",
        "Отель пришлет подтверждение на почту?",
        "O hotel envia a confirmação por e-mail?",
        "¿El hotel envía una confirmación por correo?",
        "L'hôtel envoie-t-il une confirmation par mail ?",
        "Schickt das Hotel eine Bestätigung per E-Mail?",
        "kya hotel email bhejta hai?",
        "mera pati aapko email bhejega",
        "मेरे पति आपको ईमेल भेजेंगे",
        "زوجي سيرسل لكم بريد",
        "Rahul will send you a mail",
        "they asked me to send my passport by email",
        "I don't want you to send anything by email",
        "Meu marido vai mandar um e-mail para vocês",
        "Не надо отправлять на почту",
        "нет необходимости отправлять по почте",
        "Don't print or send it by email",
        "keine Mail schicken",
        "Send by email? No",
        "I need to send my passport by email",
    ],
)
async def test_mail_that_is_refused_or_sent_by_others_is_not_ordered(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert asha.lead is not None
    assert "by e-mail:" not in (asha.lead.needs_human or "")


async def test_an_enquiry_that_wants_no_mail_is_planned_and_no_mail_promised() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, please don't send it by mail")
    assert asha.lead is not None
    assert "e-mail" not in (asha.lead.needs_human or "")


@pytest.mark.parametrize(
    "words",
    [
        "Don't send it by WhatsApp, send it by email",
        "send it by email, not WhatsApp",
        "Please don't forget to send it by email",
        "My husband wants you to send the plan by email",
        "No por WhatsApp, mándelo por correo",
        "Nicht per WhatsApp, bitte per E-Mail schicken",
        "не в чат, пришлите на почту",
        "whatsapp par nahi, email par bhejo",
        "Hotel ka plan email par bhejo",
    ],
)
async def test_mail_that_is_wanted_in_place_of_what_is_refused_is_ordered(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert asha.lead is not None
    assert "by e-mail" in (asha.lead.needs_human or "")
