"""What a price holds and what it does not, in the words that paper, trip page and chat share."""

from collections.abc import Callable, Iterator

from agents.wording.papers import Wording
from crm.quotes.included import EXCLUDED, Included


def tell_included(held: Included, stay: Callable[[str], str], say: Wording) -> Iterator[str]:
    """Say what the price holds, counted as its lines are; what is free to enter is told apart.

    `stay` gives the name of a stay by its id.
    """
    for one in held.slept:
        nights, at = say.count("nights", one.stop.nights), say.apart(stay(one.stop.stay))
        told = say("included.nights", nights=nights, stay=at)
        yield say("included.meals", nights=told, meals=say(f"meals.{one.meals}")) if one.meals else told
    if held.rides:
        yield say("included.transfers", transfers=say.count("transfers", held.rides))
    if held.day_trips:
        yield say("included.day_trips", trips=say.count("day_trips", held.day_trips))
    for label, days in held.services.items():
        yield say("included.service", service=say.apart(say.label(label)), days=say.count("days", days))
    if held.paid:
        yield say("included.entrance", places=say.count("places", len(held.paid)))
    if held.free:
        yield say("included.free", places=say.count("places", len(held.free)))


def tell_excluded(say: Wording) -> tuple[str, ...]:
    """Say what no price holds."""
    return tuple(say(f"excluded.{what}") for what in EXCLUDED)
