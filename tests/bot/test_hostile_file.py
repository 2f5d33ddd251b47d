"""Through the real road: a hostile PDF is kept for people, and its text reaches neither mind nor reply."""

from typing import Any

import weasyprint

from agents.mind import Mind
from agents.ports import MindSettings
from agents.turn.listening import Listener
from bot.channels.port import Media
from crm.conversations.values import Outcome
from crm.documents.models import ReceivedFile
from crm.leads.effects import AskHuman
from tests.agents.desk import SampleTools, engine
from tests.agents.hostile_words import WANTS
from tests.agents.test_hostile_papers import ORDERS, check
from tests.bot.desk import ASHA, TestDesk
from tests.bot.test_hearing import gives_an_ear, sends


async def test_what_stands_in_a_filed_document_is_read_by_nobody(desk: TestDesk) -> None:
    orders = "".join(f"<p>{order}</p>" for order in (*ORDERS, *WANTS[:8]))
    paper = weasyprint.HTML(string=f"<title>{ORDERS[1]}</title>{orders}").write_pdf()
    settings = MindSettings(agency="Serai Travel", turn_seconds=60.0)
    outcomes: list[Outcome] = []
    mind = Mind(SampleTools(), Listener(engine()), settings)

    async def think(scene: Any) -> Outcome:
        outcomes.append(await mind.think(scene))
        return outcomes[-1]

    desk.mind.decide = think
    desk.whatsapp.media["u1"] = Media(paper, "application/pdf", f"{ORDERS[0]}.pdf")
    gives_an_ear(desk)
    await sends(desk, "u1", text="our tickets", media_type="application/pdf")
    await desk.works()
    said = "\n".join(desk.texts())
    assert said
    for outcome in outcomes:
        check(outcome, said, "a filed PDF")
        calls = [effect.reason for effect in outcome.effects if isinstance(effect, AskHuman)]
        assert not any("Ignore" in reason for reason in calls)
    assert all("Ignore" not in str(outcome.understanding) for outcome in outcomes)
    assert {message.address for message in desk.whatsapp.sent} == {ASHA}
    [kept] = await desk.all_of(ReceivedFile)
    assert kept.status == "kept"
