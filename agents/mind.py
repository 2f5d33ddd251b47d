"""The mind of the desk for customers: one turn in, one outcome out, always."""

import asyncio
import logging
import time
from dataclasses import replace
from typing import Any

from agents.acting.act import act
from agents.acting.planning import Reading
from agents.acting.watched import Unread, Watched
from agents.deciding.decide import decide
from agents.hearing.hotel_named import hotel_named
from agents.model.endpoint import Model
from agents.model.prompts import Prompts
from agents.ports import MindSettings, Tools
from agents.scene.captured import join
from agents.scene.facts import gather, known_slots
from agents.scene.places import Where, locate
from agents.telling.compose import compose
from agents.telling.desk import Desk
from agents.telling.proof import base_evidence
from agents.turn.clearing import clear
from agents.turn.conclude import conclude
from agents.turn.graph import build
from agents.turn.listening import Listener
from agents.turn.nudging import with_nudge
from agents.turn.rephrase import rephrase
from agents.turn.state import State, Understood
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.conversations.values import Outcome, Say, Scene
from crm.leads.effects import AskHuman
from crm.leads.rules import merge_slots

log = logging.getLogger(__name__)
PATIENCE = 3  # attempts of one turn from which a human is called instead of trying again


class Mind:
    """Thinks about customer conversations. One per process; safe to share between turns.

    `tools` are the only reads it has. `listener` understands; its offline engine needs no account.
    `writer` polishes replies where the settings ask for it; the gate holds its wording too.
    """

    def __init__(
        self,
        tools: Tools,
        listener: Listener,
        settings: MindSettings,
        writer: Model | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        self._tools: Tools = Watched(tools)
        self._writer = writer if settings.phrase_with_model else None
        self._prompts = prompts or Prompts()
        self._listener = listener
        self._settings = settings
        self._graph: Any = None

    def warm(self) -> None:
        """Import and compile what the first turn would otherwise wait for. Blocking, about a second."""
        self._graph = self._graph or build(self)
        self._listener.warm()

    async def think(self, scene: Scene) -> Outcome:
        """Think about one turn, within the turn's seconds.

        Raises only what the tools' stores raise, and that only while another try makes sense: nothing
        that a customer writes, and nothing that a model answers, can make it raise.
        """
        if self._graph is None:
            await asyncio.to_thread(self.warm)
        seconds = self._settings.turn_seconds
        try:
            async with asyncio.timeout(seconds):
                ends_at = time.monotonic() + seconds
                # Its older form tells of every step as well, for a third more.
                thought = await self._graph.ainvoke({"scene": scene, "ends_at": ends_at}, version="v2")
                state: State = thought.value
                return with_nudge(conclude(state), state, self._settings)
        except Unread as unread:
            if scene.attempt < PATIENCE:
                raise (unread.__cause__ or unread) from unread
            log.exception("turn %s: the tools stay out of reach", scene.turn_id)
            return self._rescue(scene, "the desk could not read its own data")
        except TimeoutError:
            log.warning("turn %s: out of time after %s s", scene.turn_id, seconds)
            return self._rescue(scene, f"thinking took longer than {seconds:g} s")
        except Exception:
            log.exception("turn %s: a defect in thinking", scene.turn_id)
            return self._rescue(scene, "the desk made an error of its own")

    def _rescue(self, scene: Scene, why: str) -> Outcome:
        """A human is called, and the customer is told so: the least that is always possible."""
        if scene.held_by is not None or scene.opted_out:
            return Outcome(engine="offline", fallback=why)
        text = Pen(scene.language if scene.language in LANGUAGES else "en").write("safe.rescue")
        effects = (AskHuman(f"Not answered by the desk: {why}"),)
        return Outcome((Say("text", {"text": text}),), effects, engine="offline", fallback=why)

    # The steps of the graph's nodes.

    async def understand(self, state: State) -> State:
        scene = state["scene"]
        turned = await asyncio.to_thread(self._listener.turned, scene) if scene.waiting else None
        scene = turned.scene if turned else scene
        understood = await self._listener.listen(scene, left=state["ends_at"] - time.monotonic())
        where = await self._where(understood, scene)
        understood = await self._with_hotel(understood, scene, where)
        if where.unsold:  # a hotel's name may have stood there
            where = await self._where(understood, scene)
        captured = (understood.captured, understood.removed)
        aside = understood.aside or (turned.aside if turned else None)
        facts = gather(scene, understood.understanding, captured, where, self._settings, aside)
        facts = replace(
            facts,
            is_of_closed=understood.is_of_closed,
            turned=turned.to if turned else None,
            is_beyond_plan=understood.is_beyond_plan,
            day_over=understood.day_over,
            what_changed=understood.what_changed,
            of_quote=understood.of_quote,
        )
        return {"scene": scene, "understood": understood, "facts": facts}

    async def _where(self, understood: Understood, scene: Scene) -> Where:
        """The places that a lead names after this turn, held against what the agency sells."""
        merged = merge_slots(known_slots(scene), understood.captured, understood.removed)
        named = merged.get("destinations", {}).get("value")
        names = [str(n) for n in named] if isinstance(named, list) else [str(named)] if named else []
        return locate(names, await self._tools.destinations(), await self._tools.areas())

    async def _with_hotel(self, understood: Understood, scene: Scene, where: Where) -> Understood:
        """What was understood, with a hotel of the trip's catalogue that is named in the words."""
        if scene.trip is None or scene.held_by is not None:
            return understood
        planned_in = str(scene.trip.itinerary.get("destination") or "") if where.unsold else ""
        destination = where.destination.id if where.destination else planned_in
        if not destination:
            return understood
        stays = (await self._tools.catalogue(destination)).stays
        joined = join(scene.heard)
        planned = {str(stop.get("stay")) for stop in scene.trip.itinerary.get("stops") or ()}
        captured, refused = hotel_named(understood.understanding, understood.captured, joined, stays, planned)
        beyond = understood.is_beyond_plan or refused
        return replace(understood, captured=captured, is_beyond_plan=beyond)

    async def decide(self, state: State) -> State:
        return {"decision": decide(state["facts"])}

    async def act(self, state: State) -> State:
        reading = Reading(self._tools, self._settings, state["ends_at"])
        return {"findings": await act(state["decision"], state["facts"], reading)}

    async def compose(self, state: State) -> State:
        facts, found, scene = state["facts"], state["findings"], state["scene"]
        desk = Desk(facts, found, scene, self._settings, Pen(facts.language, today=facts.today))
        evidence = base_evidence(facts, found, scene, self._settings)
        draft = compose(state["decision"], desk, evidence)
        # A model that has just failed to understand is not asked to write.
        if self._writer is None or state["understood"].fallback:
            return {"draft": draft}
        left = min(state["ends_at"] - time.monotonic(), self._settings.model_seconds)
        polished = await rephrase(draft, self._writer, found.lexicon, left, self._prompts)
        return {"draft": polished.draft, "rephrasing": (polished.uses, polished.stopped)}

    async def gate(self, state: State) -> State:
        draft, found = state["draft"], state["findings"]
        return {"cleared": clear(draft, draft.pen, found.lexicon)}
