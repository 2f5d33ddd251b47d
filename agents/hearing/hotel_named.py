"""A hotel of the catalogue that is wished for by its name alone: "we want Hill Street House"."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from agents.hearing import hotel_words as words
from agents.hearing.stop_words import BY, CHANGES, INSTEAD_OF, WISHES
from agents.scene.captured import Joined, Slots
from agents.understanding.clauses import clause_around
from agents.understanding.contract import Understanding
from agents.understanding.end_cues import NOT, NOT_BEHIND
from agents.understanding.leave import only_asks_leave
from agents.understanding.of_whom import is_of_others
from agents.understanding.reading import read
from agents.understanding.spoken_of import manner_of
from crm.trips.values import Stay

_FEWEST_WORDS = 2  # of a name that is known wherever it stands
_MOST_NAMED = 6  # hotels that are weighed of one message
# What other readers may have made of the words of a name: "Hill" is no wish for mountains, and what stands
# behind "to" no place.
_MISREAD = ("interests", "must_see", "beds", "destinations")

Verdict = Literal["wished", "refused", "spoken of", "named"]


@dataclass(frozen=True)
class _Named:
    """A hotel in a plain text, and the words of its clause up to the hotels named beside it."""

    stay: Stay
    begin: int
    end: int
    before: str = ""
    behind: str = ""


def hotel_named(
    understanding: Understanding,
    captured: Slots,
    joined: Joined,
    stays: Iterable[Stay],
    planned: Collection[str] = (),
) -> tuple[Slots, bool]:
    """The slots of a turn with the hotel that it wishes for, and whether one is refused: a colleague's.

    `planned` are the ids of the hotels of the plan. A hotel that is asked about, praised, judged or told as
    booked or as others' changes no trip.
    """
    if "booked" in captured:
        return captured, False
    heard = read(str((captured.get("stay", {}).get("value") or {}).get("name") or "")).plain
    reading = read(joined.text)
    plain = reading.plain
    named = _named(plain, stays)
    asks = "?" in plain or understanding.has("question")
    if not named or (asks and not only_asks_leave(joined.text)):
        return captured, False
    verdicts = list(_verdicts(plain, named))
    wished = [one for one, verdict in zip(named, verdicts, strict=True) if verdict == "wished"]
    if heard:  # by its "at" or "in" alone, whoever is there and for whatever
        is_meant = not any(
            verdict in ("refused", "spoken of") and plain[one.begin : one.end] in heard
            for one, verdict in zip(named, verdicts, strict=True)
        )
        if is_meant:
            return captured, False
        captured = {name: slot for name, slot in captured.items() if name != "stay"}
    if len(wished) == 1:
        return _wished(captured, joined, reading.span(wished[0].begin, wished[0].end)), False
    leaves = () if "stay" in captured else planned  # another class of hotels is what plans hold
    refused = any(
        verdict == "refused" and (one.stay.id in leaves or _is_denied(one))
        for one, verdict in zip(named, verdicts, strict=True)
    )
    return captured, refused or len(wished) > 1


def _named(plain: str, stays: Iterable[Stay]) -> list[_Named]:
    found = []
    for stay in stays:
        name = read(stay.name.split("(")[0].strip()).plain
        at = plain.find(name) if len(name.split()) >= _FEWEST_WORDS else -1
        if at >= 0 and _is_whole(plain, at, at + len(name)):
            found.append(_Named(stay, at, at + len(name)))
    found = sorted(found, key=lambda one: one.begin)[:_MOST_NAMED]
    return [
        _beside(
            plain, one, found[i - 1].end if i else 0, found[i + 1].begin if found[i + 1 :] else len(plain)
        )
        for i, one in enumerate(found)
    ]


def _beside(plain: str, one: _Named, since: int, until: int) -> _Named:
    first, last = clause_around(plain, one.begin, one.end)
    before = words.IN_THE.sub(" ", plain[max(first, since) : one.begin])
    return _Named(one.stay, one.begin, one.end, before, plain[one.end : min(last, until)])


def _verdicts(plain: str, named: Iterable[_Named]) -> Iterator[Verdict]:
    is_swapped = False  # whether the hotel before is to be changed for this one
    for one in named:
        if is_swapped and BY.match(one.before):
            is_swapped = False
            yield "wished"
            continue
        is_swapped = bool(CHANGES.search(one.before)) and not words.TO.search(one.before)
        is_swapped = is_swapped or bool(words.CHANGES_BEHIND.search(one.behind))
        is_left = is_swapped or INSTEAD_OF.match(f" {one.before.strip()} ")
        yield "refused" if is_left else _verdict(plain, one)


def _verdict(plain: str, one: _Named) -> Verdict:
    beside = one.before + " " + one.behind
    # "… instead of the other" says its no to the hotel that comes next.
    said = one.before if INSTEAD_OF.match(one.behind) else beside
    if _is_denied(one) or words.TAKES_OUT.search(said) or words.FAULTS.search(said):
        return "refused"
    if manner_of(plain, one.begin, one.end) != "wished" or is_of_others(plain, one.begin, one.end):
        return "spoken of"
    if (
        words.APART.search(one.before)
        or words.APART_BEHIND.match(one.behind)
        or words.FOR_ELSE.search(beside)
    ):
        return "spoken of"
    if CHANGES.search(one.before):  # "change the hotel to …"
        return "wished"
    is_wanted = words.WANTS.search(beside) or words.RATHER.search(one.before) or WISHES.search(beside)
    return "wished" if is_wanted else "named"


def _is_denied(one: _Named) -> bool:
    return bool(NOT.search(one.before[-40:]) or NOT_BEHIND.match(one.behind))


def _is_whole(plain: str, begin: int, end: int) -> bool:
    return not (plain[:begin][-1:].isalnum() or plain[end : end + 1].isalnum())


def _wished(captured: Slots, joined: Joined, span: tuple[int, int]) -> Slots:
    message, where = joined.locate(span)
    kept = {n: s for n, s in captured.items() if n not in _MISREAD or not _stands_in(s, message, where)}
    name = joined.text[span[0] : span[1]]
    said: Mapping[str, Any] = {"message": message, "span": list(where), "confidence": 0.85}
    return {**kept, "stay": {"value": {"name": name}, **said}}


def _stands_in(slot: Mapping[str, Any], message: int, where: tuple[int, int]) -> bool:
    first, last = slot.get("span") or (-1, -1)
    return slot.get("message") == message and where[0] <= first and last <= where[1]
