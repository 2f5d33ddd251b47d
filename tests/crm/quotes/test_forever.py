"""A quote published long ago still comes out to the cent."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from crm.quotes.snapshot import from_snapshot, recompute
from crm.trips.store import NotStorable

# Written once by the arithmetic of format 1 and never again: when this fails, published prices move.
PUBLISHED = json.loads((Path(__file__).parent / "published_quote.json").read_text())


def test_a_published_quote_is_recomputed_to_the_cent() -> None:
    quote = recompute(PUBLISHED)
    assert quote == from_snapshot(PUBLISHED)
    assert quote.total.amount == Decimal(340300)
    assert quote.per_adult.amount == Decimal("49034.92")


def test_a_snapshot_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(NotStorable, match="format 99"):
        from_snapshot({**PUBLISHED, "format": 99})


def test_a_snapshot_that_does_not_say_for_whom_is_refused() -> None:
    torn = json.loads(json.dumps(PUBLISHED))
    del torn["quote"]["party"]
    with pytest.raises(NotStorable, match="for whom"):
        recompute(torn)
