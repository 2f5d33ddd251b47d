"""A reply for staff to send or edit: what the desk itself would say, or a word to take things up again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from agents.gate import Evidence, check
from agents.scene.wishes import value_of
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.conversations.values import Heard, ModelUse, Outcome, Past, Scene

LINK = "{trip_link}"  # only settling knows the address: a suggestion goes without it
_MOST_HEARD = 6  # unanswered messages that a suggestion answers


@dataclass(frozen=True)
class Suggested:
    """Words to send, in the customer's language; empty where the desk knows none. `answers` are ids."""

    text: str
    answers: tuple[str, ...] = ()
    engine: str = "offline"
    uses: tuple[ModelUse, ...] = ()


async def suggest(scene: Scene, think: Callable[[Scene], Awaitable[Outcome]]) -> Suggested:
    """Suggest what to say to a customer. `think` is the desk's own mind: its words have passed the gate.

    What the mind would write is not written: only its words are taken. Where nothing waits for an
    answer, the customer is asked whether they go on; where the desk's last word was that a human will
    answer, that human tells of being there.
    """
    waiting = unanswered(scene.history)
    if not waiting:
        return taken_up(scene)
    asked = replace(scene, heard=waiting, history=scene.history[: -len(waiting)], held_by=None)
    outcome = await think(asked)
    texts = [str(say.body.get("text") or "") for say in outcome.says if say.to is None and say.kind == "text"]
    words = "\n\n".join(
        part for text in texts for part in text.split("\n\n") if part.strip() and LINK not in part
    )
    answers = tuple(f"in:{heard.id}" for heard in waiting)
    return Suggested(words, answers, outcome.engine or "offline", outcome.model_uses)


def unanswered(history: tuple[Past, ...]) -> tuple[Heard, ...]:
    """Give the customer's messages after the last word of the agency."""
    waiting: list[Heard] = []
    for past in reversed(history):
        if past.role != "customer":
            break
        if past.text.strip():
            waiting.insert(0, Heard(int(past.id.partition(":")[2]), "text", past.text, past.at))
    return tuple(waiting[-_MOST_HEARD:])


def taken_up(scene: Scene) -> Suggested:
    """Ask a silent customer how they like the plan, or whether they still think of the trip; tell one who
    waits for a human that the human is there."""
    language = scene.language if scene.language in LANGUAGES else "en"
    name = (scene.contact_name or "").split()[0] if (scene.contact_name or "").split() else ""
    where = value_of(scene.lead.slots, "destinations") if scene.lead else None
    place = str(where[0]) if isinstance(where, list) and where else ""
    has_plan = scene.trip is not None and scene.trip.sent_at is not None and bool(place)
    pen = Pen(language)
    text = pen.write("follow.open", name=name)
    if scene.lead is not None and scene.lead.needs_human is not None:
        text = pen.write("follow.called", name=name)
    elif has_plan:
        text = pen.write("follow.plan", name=name, place=place)
    text = text.replace(" ,", ",").replace(" !", "!") if not name else text
    evidence = Evidence().with_names([name, place]).with_words(name, place)
    return Suggested(text if check(text, evidence, language).passes else "")
