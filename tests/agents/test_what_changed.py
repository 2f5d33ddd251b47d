"""Why a trip costs something else now, and what moved, is answered from what its version keeps."""

from dataclasses import replace
from decimal import Decimal

from agents.understanding.what_changed import asked_what_changed
from agents.wording.phrasing import Pen
from crm.leads.effects import AskHuman
from crm.trips.changes import Change
from crm.trips.moved import plan_moved, price_of
from crm.trips.values import Catalogue
from tests.agents.desk import VISA, Customer, SampleTools, customer, sample

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


BESIDE = (
    "Do we need a visa and why is it more expensive now?", "¿Necesitamos visado y por qué es más caro ahora?",
    "Brauchen wir ein Visum und warum ist es jetzt teurer?", "Нужна ли виза и почему стало дороже?",
    "Avons-nous besoin d'un visa et pourquoi est-ce plus cher maintenant ?",
    "Precisamos de visto e por que está mais caro agora?",
)  # fmt: skip
COURTESY = (
    "Can you tell me why it is more expensive now?", "Could you please explain what changed?",
    "Hi, ok so can you tell us why the price changed?", "Sorry but could you please tell me what changed?",
    "I liked the first one but why is it more expensive now?",
)  # fmt: skip


def test_another_question_in_the_same_sentence_is_heard_and_courtesy_is_none() -> None:
    asked = {text: asked_what_changed(text) for text in (*BESIDE, *COURTESY)}
    assert [text for text in BESIDE if not (asked[text] and asked[text].asks_more)] == []
    assert [text for text in COURTESY if not asked[text] or asked[text].asks_more] == []


class Thinned(SampleTools):
    """A shelf from which hotels and an area have been retired, or taken away for good."""

    retired: frozenset[str] = frozenset()
    is_kept = True

    async def catalogue(self, destination_id: str, *, with_retired: bool = False) -> Catalogue:
        whole = await super().catalogue(destination_id)
        if with_retired and self.is_kept:
            return whole
        areas = tuple(area for area in whole.areas if area.id not in self.retired)
        return replace(whole, areas=areas, stays=tuple(s for s in whole.stays if s.id not in self.retired))


async def test_what_is_sold_no_more_keeps_its_name_and_what_has_none_leaves_no_hole() -> None:
    asha = customer(tools := Thinned())
    await asha.says("Kerala for 2 adults from 10 to 15 January, comfort hotels")
    stop = asha.trip.itinerary["stops"][0]
    area = next(a for a in sample().catalogue("kerala").areas if a.id == stop["area"])
    added = Change("stop added", area.id, "0", "2", f"{area.name} is a new stop.", because="better so")
    less = Change("dropped", "gone", "1", "", "X.", because="less time", about=area.id, name="Old Fort")
    asha.trip = replace(asha.trip, version=2, changes=plan_moved([added, less]))
    tools.retired = frozenset({stop["stay"], area.id})
    said = await asha.says("what changed?")
    assert f"new stop {area.name}" in said, asha.outcomes[-1].stopped_by_gate
    tools.is_kept = False
    for language in OF_ALL:
        asha.language = language
        outcome = await asha.mind.think(asha.scene(OF_ALL[language][0]))
        told = str(outcome.says[0].body["text"]).split("\n")
        assert not outcome.stopped_by_gate
        assert area.id not in " ".join(told)
        [line] = [line for line in told if "Old Fort" in line]
        assert line == Pen(language).write("revise.dropped", place="Old Fort"), language


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
    asha = await one_with_two_versions(SampleTools(shelf={"visa": VISA}))
    outcome = await asha.mind.think(asha.scene("why is it more expensive now? what about breakfast?"))
    assert outcome.understanding["moves"] == ["TellChanges", "Answer"]
    outcome = await asha.mind.think(asha.scene("I don't like it. Why is it more expensive now?"))
    assert outcome.understanding["moves"] == ["TellChanges", "AskWhatToChange"]
    outcome = await asha.mind.think(asha.scene("I have seen the new one. Why is it more expensive now?"))
    assert outcome.understanding["moves"] == ["TellChanges"]
    outcome = await asha.mind.think(asha.scene("Do we need a visa and why is it more expensive now?"))
    assert outcome.understanding["moves"] == ["TellChanges", "Answer"]
    wish = "Please tell our driver to wait at the gate with a sign"
    for said in (
        f"Hi! Thank you for the new plan. What changed? {wish}",
        f"{wish}. Why is it more expensive now?",
    ):
        outcome = await asha.mind.think(asha.scene(said))
        assert outcome.understanding["moves"] == ["TellChanges", "HandOver"], said
        assert wish in next(effect.reason for effect in outcome.effects if isinstance(effect, AskHuman))
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
