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
