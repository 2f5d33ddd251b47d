"""What passes from node to node within one turn. Nothing of it outlives the turn."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from agents.acting.findings import Findings
from agents.deciding.moves import Decision
from agents.scene.captured import Aside, Slots
from agents.scene.facts import Facts
from agents.telling.compose import Draft
from agents.understanding.contract import Understanding
from agents.understanding.of_the_quote import AskedOfQuote
from agents.understanding.what_changed import AskedWhatChanged
from crm.conversations.values import ModelUse, Scene


@dataclass(frozen=True)
class Understood:
    """What an engine made of the turn's words, and what is written down of it."""

    understanding: Understanding
    captured: Slots
    removed: tuple[str, ...]
    fallback: str | None = None  # why the offline engine took the turn
    uses: tuple[ModelUse, ...] = ()
    aside: Aside | None = None  # another enquiry of the same customer
    is_of_closed: bool = False  # the words name only the place of an enquiry that was closed
    day_over: date | None = None  # a start that lies in the past: asked about, and not written down
    is_beyond_plan: bool = False  # a wish for the plan that no slot holds: another hotel, another order
    of_quote: AskedOfQuote | None = None  # asked of the quote in hand; none where there is none
    what_changed: AskedWhatChanged | None = None  # asked of the newest version; none where there is no plan


@dataclass(frozen=True)
class Stopped:
    """A paragraph that did not leave, and what in it had no evidence."""

    text: str
    reasons: tuple[str, ...]
    of: str


@dataclass(frozen=True)
class Cleared:
    """What may leave: texts short enough for any channel."""

    texts: tuple[str, ...] = ()
    caption: str | None = None
    stopped: tuple[Stopped, ...] = ()
    lacking: tuple[str, ...] = ()  # texts that had to be written in English


class State(TypedDict, total=False):
    scene: Scene
    ends_at: float  # of time.monotonic()
    understood: Understood
    facts: Facts
    decision: Decision
    findings: Findings
    draft: Draft
    rephrasing: tuple[tuple[ModelUse, ...], Stopped | None]  # what it cost, and a wording that did not pass
    cleared: Cleared
