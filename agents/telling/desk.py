"""Everything that the phrasing of a turn looks at."""

from dataclasses import dataclass

from agents.acting.findings import Findings
from agents.ports import MindSettings
from agents.scene.facts import Facts
from agents.wording.phrasing import Pen
from crm.conversations.values import Scene


@dataclass(frozen=True)
class Desk:
    """Everything that phrasing looks at."""

    facts: Facts
    found: Findings
    scene: Scene
    settings: MindSettings
    pen: Pen
