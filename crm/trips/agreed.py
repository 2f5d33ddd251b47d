"""What the customer needs as it stood when a version was published: pinned with it, never read later."""

from collections.abc import Mapping
from typing import Any

NEEDS = ("diet", "mobility")
_LONGEST = 80  # characters of one need in the customer's own words
_MOST = 20


def agreed_in(slots: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]] | None:
    """Give the needs among a lead's slots by name; None where nothing is needed."""
    found = {name: _needs((slots.get(name) or {}).get("value")) for name in NEEDS}
    return {name: needs for name, needs in found.items() if needs} or None


def _needs(value: Any) -> list[str]:
    said = value if isinstance(value, list) else [value]
    words = [str(one)[:_LONGEST] for one in said if one]
    return [word for word in words if word != "none"][:_MOST]
