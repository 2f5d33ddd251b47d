"""Who shares a room with whom, and which occupancies a hotel charges for it.

The rules are those usual in the trade: adults are spread evenly, at most three to a room; children go to
the emptiest room, the oldest first. A room's two beds are taken by adults, then by the oldest children;
further children are charged apart. Where the adults are too few for the rooms needed, children sleep in a
connecting room of their own. Infants take no bed and no space.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from crm.errors import Unfit
from crm.quotes.values import Occupancy, PriceRules, Room
from crm.trips.values import Party

MOST_ADULTS = 3
_ALONE_FROM = 12  # years at which a child may have a room to itself
BY_ADULTS: Mapping[int, Occupancy] = {1: "single", 2: "double", 3: "triple"}


def share_rooms(party: Party, rooms: int | None, sleeps: int) -> tuple[Room, ...]:
    """Share a party out over `rooms` (None: as few as will do), each taking `sleeps` heads.

    Raises Unfit, naming the field, when the party has no adult or does not fit the rooms asked for.
    """
    if party.adults < 1:
        raise Unfit("adults", "a party needs at least one adult")
    needing_space = party.adults + len(party.child_ages)
    adults_a_room = min(MOST_ADULTS, sleeps)
    least = max(-(-party.adults // adults_a_room), -(-needing_space // sleeps))
    count = rooms or least
    grown = party.adults + sum(1 for age in party.child_ages if age >= _ALONE_FROM)
    if rooms and rooms > max(least, grown):
        raise Unfit("rooms", f"{rooms} rooms are more than the {grown} travellers who may sleep alone")
    if count < least:
        each = f"of {sleeps} beds, with at most {MOST_ADULTS} adults in each"
        raise Unfit("rooms", f"{needing_space} travellers need at least {least} rooms {each}, not {count}")
    adults = [party.adults // count + (i < party.adults % count) for i in range(count)]
    children: list[list[int]] = [[] for _ in range(count)]
    for age in sorted(party.child_ages, reverse=True):
        emptiest = min(range(count), key=lambda i: (adults[i] + len(children[i]), i))
        children[emptiest].append(age)
    infants = [party.infants // count + (i < party.infants % count) for i in range(count)]
    return tuple(Room(a, tuple(c), i) for a, c, i in zip(adults, children, infants, strict=True))


def occupancies(room: Room, rules: PriceRules) -> Mapping[Occupancy, int]:
    """Give how many units of each occupancy a hotel charges for a room, infants included."""
    grown, children = bed_takers(room, rules)
    charged: Counter[Occupancy] = Counter()
    charged[BY_ADULTS[min(grown, MOST_ADULTS)]] = 1
    if grown > MOST_ADULTS:
        charged["extra_bed"] = grown - MOST_ADULTS
    for age in children:
        charged[child_occupancy(age, rules)] += 1
    if room.infants:
        charged["infant"] = room.infants
    return charged


def bed_takers(room: Room, rules: PriceRules) -> tuple[int, tuple[int, ...]]:
    """Give the heads that share the room's own beds, and the ages of the children charged apart."""
    ages = sorted(room.child_ages, reverse=True)
    grown = room.adults + sum(1 for age in ages if age > rules.child_to)
    children = [age for age in ages if age <= rules.child_to]
    while grown < 2 and children:
        grown, children = grown + 1, children[1:]
    return grown, tuple(children)


def child_occupancy(age: int, rules: PriceRules) -> Occupancy:
    return "child_with_bed" if age >= rules.child_with_bed_from else "child_no_bed"


def visitors(party: Party, rules: PriceRules) -> Mapping[Occupancy, int]:
    """Give how many of a party pay as adults, children and infants at doors and on tickets."""
    teens = sum(1 for age in party.child_ages if age > rules.child_to)
    small = sum(1 for age in party.child_ages if age < rules.child_from)
    counted = {
        "adult": party.adults + teens,
        "child": len(party.child_ages) - teens - small,
        "infant": party.infants + small,
    }
    return {cast(Occupancy, name): number for name, number in counted.items() if number}


def charged_units(rooms: Sequence[Room], rules: PriceRules) -> Mapping[Occupancy, int]:
    """Add up the occupancies of all rooms of one night."""
    total: Counter[Occupancy] = Counter()
    for room in rooms:
        total.update(occupancies(room, rules))
    return total
