"""Hold a reply against its evidence."""

from dataclasses import dataclass

from agents.gate.claims import claims
from agents.gate.evidence import Evidence
from agents.gate.names import named, unproven


@dataclass(frozen=True)
class Verdict:
    """Whether a text may leave, and what in it has no evidence."""

    reasons: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        return not self.reasons


def check(
    text: str, evidence: Evidence, language: str = "en", lexicon: frozenset[str] = frozenset()
) -> Verdict:
    """Find every claim and name in `text` that does not stand in `evidence`. Pure.

    `lexicon` holds folded names of the catalogue that are looked for even in lower case.
    """
    names = named(text, evidence)
    found = [
        c for c in claims(text, language) if not any(b <= c.span[0] and c.span[1] <= e for b, e in names)
    ]
    reasons = [
        f"{claim.kind} {text[claim.span[0] : claim.span[1]]!r}"
        for claim in found
        if not evidence.holds(claim)
    ]
    # What was read as a date or a link is judged as such; its words are no names.
    rest = text
    for claim in found:
        begin, end = claim.span
        rest = rest[:begin] + "|" * (end - begin) + rest[end:]
    reasons += [f"name {name!r}" for name in unproven(rest, evidence, language, lexicon)]
    return Verdict(tuple(reasons))
