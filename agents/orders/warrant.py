"""What the words of whoever speaks warrant: a write that a model asks for is held against them.

A model reads more than the speaker wrote: documents, letters, what tools gave back. Whatever stands there
may try to steer it. So a model fills the binding arguments of an act (whom it reaches, what and when) with
quotations only, and each must stand in the speaker's own words. What is warranted is shown, and done when the
speaker confirms it; what is not is refused before anybody sees it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """Something that a model may ask for.

    `quoted` names the arguments that only the speaker's words can fill, `needed` those of them without
    which it cannot be asked for. An act that only looks may have none.
    """

    name: str
    quoted: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


class Warrant:
    """One speaker's own words, and the acts that are registered for that speaker."""

    def __init__(self, words: str, acts: Sequence[Act]) -> None:
        self._words = _folded(words)
        self._acts = {act.name: act for act in acts}

    def says(self, quotation: str) -> bool:
        """Say whether a quotation stands in the words, whole words of it, whatever the case and spacing."""
        wanted = _folded(quotation)
        return bool(wanted and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", self._words))

    def refusal(self, name: str, quotations: Mapping[str, Sequence[str]]) -> str:
        """Say why an act is refused; empty where it is warranted. An argument may quote several times."""
        act = self._acts.get(name)
        if act is None:
            return "not registered"
        if missing := [needed for needed in act.needed if not any(quotations.get(needed, ()))]:
            return f"without {missing[0]}"
        for argument in act.quoted:
            if any(words and not self.says(words) for words in quotations.get(argument, ())):
                return f"{argument} was not said"
        return ""


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
