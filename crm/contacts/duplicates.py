"""Finding the same person twice in a list. Pure.

Two rows are compared only where they share a key (a number, an e-mail, a birthday beside a like-sounding
name …), so that the work grows with the list and not with its square.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crm.contacts.likeness import compare
from crm.contacts.persons import Person

SURE = 0.72  # from here on two rows are taken for one person
LARGEST_BLOCK = 80  # rows that share a key; more of them share a switchboard or a placeholder, not a person
_SOUNDS = (
    (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"ph", "f"), (r"sch|sh|ch|cz", "s"), (r"ck|q|c", "k"),
    (r"x", "ks"), (r"dg|j", "g"), (r"[zß]", "s"), (r"w", "v"), (r"th|dh", "t"), (r"gh|kh|bh", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two rows that may be one person, with the score (0 to 1) and why."""

    one: str
    two: str
    score: float
    reasons: tuple[str, ...]


def find_duplicates(persons: Sequence[Person], least: float = SURE) -> list[Pair]:
    """Give the pairs that score at least `least`, the likeliest first."""
    pairs = []
    for i, j in _candidates(persons):
        found = compare(persons[i], persons[j])
        if found.score >= least:
            pairs.append(Pair(persons[i].id, persons[j].id, found.score, found.reasons))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.two))


def _candidates(persons: Sequence[Person]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(persons):
        for key in set(keys_of(person)):
            blocks[key].append(number)
    return {
        pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)
    }


def keys_of(person: Person) -> Iterator[str]:
    """Give the keys under which a row may meet its double; any two slips leave one of them whole."""
    phone, email, birthday = person.get("phone"), person.get("email"), person.get("birthday")
    document, postcode, suburb = person.get("document"), person.get("postcode"), person.get("suburb")
    first, last = sound_of(person.get("first")), sound_of(person.get("last"))
    if phone:
        yield f"phone {phone[-7:]}"
    if email:
        yield f"email {email}"
        yield f"email name {email.partition('@')[0]}"
    if document:
        yield f"document {document}"
    names = [name for name in (first, last) if name]
    if len(names) == 2:
        yield "names " + " ".join(sorted(names))
    for name in names:
        for kind, value in (("born", birthday), ("in", postcode), ("of", suburb)):
            if value:
                yield f"{name} {kind} {value}"
    if birthday:
        for kind, value in (("in", postcode), ("of", suburb), ("at", person.get("house"))):
            if value:
                yield f"born {birthday} {kind} {value}"
    if person.get("street") and person.get("house"):
        yield f"lives {person.get('house')} {sound_of(person.get('street'))}"


def sound_of(name: str) -> str:
    """Write a name by how it sounds, roughly: Philip and Filip, Catherine and Kathryn are one."""
    sound = name.replace(" ", "")
    for pattern, letters in _SOUNDS:
        sound = re.sub(pattern, letters, sound)
    start = "a" if sound[:1] in tuple("aeiouy") else sound[:1]
    rest = re.sub(r"[aeiouyh]", "", sound[1:])
    return re.sub(r"(.)\1+", r"\1", start + rest)[:5]
