"""What the offline engine hears of one message, alone or after a trip that is planned."""

from typing import Any

from agents.understanding.contract import Said
from tests.agents.desk import TODAY, engine

BEFORE = (
    Said("customer", "Bali from 3 March 2027, 5 nights, 2 adults"),
    Said("desk", "Here is your plan. Would you like to change anything, or does this suit you?"),
)


def heard(text: str, *before: Said) -> dict[str, Any]:
    """Give the values of the slots by name."""
    return {name: slot.value for name, slot in engine().understand(text, before, TODAY).slots.items()}
