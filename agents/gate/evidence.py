"""What may be said in one reply: the facts it rests on, as values that a text can be held against."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from agents.gate.claims import Claim, Kind, claims
from agents.regexes import regex
from agents.wording.folding import folded
from crm.money import Money

_WORD = regex(r"[^\s.,;:!?()\[\]{}\"“”«»*_/|·•–—-]+")


@dataclass(frozen=True)
class Evidence:
    """Facts with their kinds: an amount is no evidence for a count, nor nights for days.

    `said` are claims read out of words that may be repeated: the customer's own, or a passage of
    the library. `phrases` are those words, folded; `names` the proper names that tools returned.
    """

    amounts: frozenset[tuple[Decimal, str]] = frozenset()
    dates: frozenset[date] = frozenset()
    times: frozenset[int] = frozenset()
    percents: frozenset[Decimal] = frozenset()
    counts: Mapping[str, frozenset[Decimal]] = field(default_factory=dict)
    numbers: frozenset[Decimal] = frozenset()
    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    said: frozenset[tuple[str, object]] = frozenset()
    phrases: tuple[str, ...] = ()

    def _plus(self, **more: object) -> "Evidence":
        # As `replace` does, without asking the class for its fields: a turn adds some thirty times.
        added = object.__new__(Evidence)
        added.__dict__.update(self.__dict__, **more)
        return added

    def with_amounts(self, *amounts: Money | None) -> "Evidence":
        """Add amounts; their size alone counts, for a difference may be written without its sign."""
        more = {(abs(m.amount).normalize(), m.currency) for m in amounts if m is not None}
        return self._plus(amounts=self.amounts | more)

    def with_dates(self, *days: date | None) -> "Evidence":
        return self._plus(dates=self.dates | {d for d in days if d is not None})

    def with_times(self, *minutes: int) -> "Evidence":
        """Add times of a day, in minutes since midnight."""
        return self._plus(times=self.times | set(minutes))

    def with_counts(self, unit: str, *numbers: int | None) -> "Evidence":
        more = {Decimal(n) for n in numbers if n is not None}
        return self._plus(counts={**self.counts, unit: self.counts.get(unit, frozenset()) | more})

    def with_numbers(self, *numbers: int | None) -> "Evidence":
        return self._plus(numbers=self.numbers | {Decimal(n) for n in numbers if n is not None})

    def with_measures(self, *sizes: Decimal) -> "Evidence":
        """Add numbers that measure something, such as kilometres."""
        return self._plus(numbers=self.numbers | set(sizes))

    def with_names(self, names: Iterable[str]) -> "Evidence":
        return self._plus(names=self.names | {f for n in names if (f := folded(n))})

    def with_links(self, *links: str) -> "Evidence":
        return self._plus(links=self.links | {link.casefold() for link in links})

    def with_words(self, *texts: str, language: str = "en") -> "Evidence":
        """Let these texts be repeated: what they claim, and the names they hold."""
        read = {(c.kind, c.value) for text in texts for c in claims(text, language)}
        phrases = tuple(phrase_of(text) for text in texts if text.strip())
        return self._plus(said=self.said | read, phrases=(*self.phrases, *phrases))

    def with_all(self, other: "Evidence") -> "Evidence":
        """Everything that either proves."""
        units = {*self.counts, *other.counts}
        none: frozenset[Decimal] = frozenset()
        return Evidence(
            amounts=self.amounts | other.amounts,
            dates=self.dates | other.dates,
            times=self.times | other.times,
            percents=self.percents | other.percents,
            counts={u: self.counts.get(u, none) | other.counts.get(u, none) for u in units},
            numbers=self.numbers | other.numbers,
            names=self.names | other.names,
            links=self.links | other.links,
            said=self.said | other.said,
            phrases=tuple(dict.fromkeys((*self.phrases, *other.phrases))),
        )

    def holds(self, claim: Claim) -> bool:
        """Say whether a claim stands on this evidence."""
        return (claim.kind, claim.value) in self.said or _PROOFS[claim.kind](self, claim.value)


@lru_cache(8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded. Not by letters alone: Devanagari and Arabic write vowels as marks."""
    return tuple(f for word in _WORD.findall(text) for f in folded(word).split())


@lru_cache(4096)
def phrase_of(text: str) -> str:
    """The folded words of a text with a blank around each, so that whole words are found in it."""
    return f" {' '.join(words_of(text))} "


def _amount(evidence: Evidence, value: tuple[Decimal, str | None]) -> bool:
    size, code = value
    known = evidence.amounts | {v for k, v in evidence.said if k == "amount" and isinstance(v, tuple)}
    return any(abs(size) == abs(amount) and code in (None, currency) for amount, currency in known)


def _date(evidence: Evidence, value: tuple[int, int, int | None, int | None]) -> bool:
    day, month, year, weekday = value
    known = any(
        (d.day, d.month) == (day, month) and year in (None, d.year) and weekday in (None, d.weekday())
        for d in evidence.dates
    )
    # Words of the customer prove a date only as far as they go: no weekday, no other year.
    said = weekday is None and any(
        kind == "date" and isinstance(v, tuple) and v[:2] == (day, month) and year in (None, v[2])
        for kind, v in evidence.said
    )
    return known or said


def _said_dates(evidence: Evidence) -> set[int]:
    return {v[1] for kind, v in evidence.said if kind == "date" and isinstance(v, tuple)}


def _count(evidence: Evidence, value: tuple[str, Decimal]) -> bool:
    unit, number = value
    return number in evidence.counts.get(unit, frozenset())


def _number(evidence: Evidence, value: Decimal) -> bool:
    if value in evidence.numbers:
        return True
    return any(
        (kind == "number" and v == value) or (kind == "count" and isinstance(v, tuple) and v[1] == value)
        for kind, v in evidence.said
    )


_PROOFS: Mapping[Kind, Callable[[Evidence, Any], bool]] = {
    "link": lambda e, v: v in e.links,
    "disguise": lambda e, v: False,
    "spelled": lambda e, v: False,
    "promise": lambda e, v: False,
    "date": _date,
    "month": lambda e, v: v in {d.month for d in e.dates} | _said_dates(e),
    "weekday": lambda e, v: v in {d.weekday() for d in e.dates},
    "time": lambda e, v: v in e.times,
    "amount": _amount,
    "percent": lambda e, v: v in e.percents,
    "count": _count,
    "number": _number,
}
