"""What the newest version changed, as it was explained when it was made."""

from dataclasses import dataclass

from agents.acting.planning import Reading
from crm.conversations.values import TripFacts
from crm.money import Money, in_whole_units
from crm.trips.changes import Change
from crm.trips.moved import changes_of, price_of
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, Itinerary

PriceMoved = tuple[Money, Money, tuple[tuple[str, Money], ...]]


@dataclass(frozen=True)
class OfTheVersion:
    """How a version differs from the one before: in the plan, and in the price with its causes.

    `price` is before, after, and the sums by kind, which come to the difference. `plain` are the English
    sentences that older versions keep instead.
    """

    version: int
    itinerary: Itinerary
    catalogue: Catalogue
    changes: tuple[Change, ...]
    price: PriceMoved | None
    plain: tuple[str, ...]

    @property
    def names(self) -> dict[str, str]:
        """Names of areas, places and stays, by id."""
        groups = (self.catalogue.areas, self.catalogue.places, self.catalogue.stays)
        return {item.id: item.name for group in groups for item in group}


async def changes_of_version(trip: TripFacts, reading: Reading) -> OfTheVersion | None:
    """Read what the version that the customer has keeps; None where it has none, or keeps nothing."""
    if trip.sent_at is None or not trip.changes:
        return None
    try:
        plan = itinerary_from_json(trip.itinerary)
    except NotStorable:
        return None
    catalogue = await reading.tools.catalogue(plan.destination, with_retired=True)
    prices = (price_of(item) for item in trip.changes if not isinstance(item, str))
    price = next((found for found in prices if found is not None), None)
    return OfTheVersion(
        trip.version,
        plan,
        catalogue,
        tuple(changes_of(trip.changes)),
        _as_told(price) if price is not None else None,
        tuple(item for item in trip.changes if isinstance(item, str)),
    )


def _as_told(price: tuple[Money, Money, list[tuple[str, Money]]]) -> PriceMoved:
    """The causes as a chat tells them, in whole units: those of a page's new price are kept to the cent."""
    before, after, causes = price
    whole = in_whole_units([amount for _, amount in causes])
    told = ((kind, amount) for (kind, _), amount in zip(causes, whole, strict=True) if amount.amount)
    return before, after, tuple(told)
