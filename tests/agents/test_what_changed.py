"""Why a trip costs something else now, and what moved, is answered from what its version keeps."""

from dataclasses import replace
from decimal import Decimal

from agents.understanding.what_changed import asked_what_changed
from agents.wording.phrasing import Pen
from crm.leads.effects import AskHuman
from crm.trips.moved import price_of
from tests.agents.desk import Customer, SampleTools, customer

OF_THE_PRICE = {
    "en": (
        "why is it more expensive now?",
        "The price has gone up, why?",
        "ok, but why did the price change?",
    ),
    "hi": ("अब महंगा क्यों है?", "कीमत क्यों बदल गई?", "ab itna mehnga kyun ho gaya?"),
    "es": ("¿por qué es más caro ahora?", "¿por qué ha cambiado el precio?"),
    "fr": ("pourquoi est-ce plus cher maintenant ?", "pourquoi le prix a-t-il augmenté ?"),
    "de": ("warum ist es jetzt teurer?", "warum hat sich der Preis geändert?"),
    "ar": ("لماذا أصبح أغلى؟", "لماذا تغير السعر؟"),
    "pt": ("por que está mais caro agora?", "por que o preço mudou?"),
    "ru": ("почему стало дороже?", "почему цена выросла?"),
}
OF_ALL = {
    "en": ("what changed?", "what is different in the new version?", "why did you change the hotel?"),
    "hi": ("क्या बदला?", "प्लान में क्या बदला है?", "kya badla hai?"),
    "es": ("¿qué ha cambiado?", "¿qué cambió en el plan?"),
    "fr": ("qu'est-ce qui a changé ?", "quels sont les changements ?"),
    "de": ("was hat sich geändert?", "was ist jetzt anders?"),
    "ar": ("ما الذي تغير؟", "ماذا تغير في الخطة؟"),
    "pt": ("o que mudou?", "o que mudou no plano?"),
    "ru": ("что изменилось?", "что поменялось в плане?"),
}
NEIGHBOURS = (
    "why is Bali so expensive?", "why is it so expensive?", "what changed in visa rules?",
    "can we change the hotel?", "what would change if we go in May?", "why is it more expensive in May?",
    "why is Bali more expensive than Thailand?", "why is the visa more expensive now?",
    "what else can change?", "why does the price change every day?", "what is the difference?",
    "mehnga kyun hai?", "क्या होटल बदल सकते हैं?", "¿por qué es tan caro?", "¿por qué es más caro en mayo?",
    "qu'est-ce qui change en mai ?",
    "was ändert sich im Mai?", "warum ist Bali teurer?", "o que muda se formos em maio?",
    "почему Бали дороже?", "что изменится, если поедем в мае?", "ماذا يتغير إذا ذهبنا في مايو؟",
)  # fmt: skip


def test_in_every_language_it_is_heard_what_is_asked_of_a_new_version() -> None:
    heard = {text: asked_what_changed(text) for told in OF_THE_PRICE.values() for text in told}
    assert {text for text, asked in heard.items() if asked is None or asked.of != "price"} == set()
    heard = {text: asked_what_changed(text) for told in OF_ALL.values() for text in told}
    assert {text for text, asked in heard.items() if asked is None or asked.of != "all"} == set()


def test_what_would_change_and_what_is_dear_elsewhere_is_no_such_question() -> None:
    assert [text for text in NEIGHBOURS if asked_what_changed(text)] == []


async def one_with_two_versions(tools: SampleTools) -> Customer:
    asha = customer(tools)
    await asha.says("Kerala for 2 adults from 10 to 15 January, comfort hotels")
    await asha.says("luxury hotels please")
    return asha


async def test_who_asks_later_hears_the_causes_that_sum_to_the_difference_in_every_language() -> None:
    asha = await one_with_two_versions(library := SampleTools())
    [price] = [kept for kept in map(price_of, asha.trip.changes) if kept]
    before, after, causes = price
    assert sum((amount.amount for _, amount in causes), Decimal(0)) == (after - before).amount != 0
    for language, asked in OF_THE_PRICE.items():
        asha.language, pen = language, Pen(language)
        outcome = await asha.mind.think(asha.scene(asked[0]))
        told = [str(say.body["text"]) for say in outcome.says]
        amounts = [pen.money(before), pen.money(after), *(pen.signed(amount) for _, amount in causes)]
        assert [amount for amount in amounts if amount not in told[0]] == [], language
        assert "Harbour Grand (sample)" in "\n".join(told), language
        assert not outcome.stopped_by_gate, language
        assert not [effect for effect in outcome.effects if isinstance(effect, AskHuman)], language
    assert not library.asked, "the library was not looked into"


async def test_what_is_asked_beside_it_is_answered_and_a_version_that_keeps_nothing_calls_a_human() -> None:
    asha = await one_with_two_versions(SampleTools())
    outcome = await asha.mind.think(asha.scene("why is it more expensive now? what about breakfast?"))
    assert outcome.understanding["moves"] == ["TellChanges", "Answer"]
    outcome = await asha.mind.think(asha.scene("I don't like it. Why is it more expensive now?"))
    assert outcome.understanding["moves"] == ["TellChanges", "AskWhatToChange"]
    outcome = await asha.mind.think(asha.scene("I have seen the new one. Why is it more expensive now?"))
    assert outcome.understanding["moves"] == ["TellChanges"]
    asha.trip = replace(asha.trip, changes=())
    said = await asha.says("what changed?")
    assert "no longer have at hand" in said
    assert "Asks what version 2 changed" in asha.effects(AskHuman)[0].reason


async def test_before_there_is_a_second_version_nothing_has_changed() -> None:
    asha = customer()
    await asha.says("Kerala for 2 adults from 10 to 15 January, comfort hotels")
    said = await asha.says("ab mehnga kyun hai? what changed?")
    assert "TellChanges" in asha.outcomes[-1].understanding["moves"]
    assert Pen(asha.language).write("changed.nothing") in said
    assert not asha.effects(AskHuman)
    asha.trip = replace(asha.trip, sent_at=None)
    assert "₹" not in await asha.says("why did the price change?")
