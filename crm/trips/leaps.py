"""Leaps between routes: several steps at once, by chance, to where single steps do not lead."""

import random

from crm.trips.stops import Outline, Towns

TRIES = 8  # for a leap that ends at a route which keeps every wish

Chain = list[tuple[str, int]]


def leap(towns: Towns, outline: Outline, steps: int, dice: random.Random) -> Outline | None:
    """Give a route some steps away from another; None where the dice find none that can be."""
    for _ in range(TRIES):
        chain = list(zip(outline.towns, outline.nights, strict=True))
        for _ in range(steps):
            chain = dice.choice(_STEPS)(chain, towns, dice)
        names, nights = tuple(n for n, _ in chain), tuple(k for _, k in chain)
        if (names, nights) == (outline.towns, outline.nights) or not towns.holds(names, nights):
            continue
        if (found := towns.outline(chain)) is not None:
            return found
    return None


def _shift_a_night(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    if len(chain) < 2:
        return chain
    giving, taking = dice.sample(range(len(chain)), 2)
    change = {giving: -1, taking: 1}
    return [(n, k + change.get(i, 0)) for i, (n, k) in enumerate(chain) if k + change.get(i, 0) > 0]


def _move_a_town(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    rest = list(chain)
    town = rest.pop(dice.randrange(len(rest)))
    rest.insert(dice.randint(0, len(rest)), town)
    return rest


def _turn_a_part_round(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    first, end = sorted(dice.sample(range(len(chain) + 1), 2))
    return [*chain[:first], *reversed(chain[first:end]), *chain[end:]]


def _drop_a_town(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    if len(chain) < 2:
        return chain
    rest = list(chain)
    _, nights = rest.pop(dice.randrange(len(rest)))
    at = dice.randrange(len(rest))
    rest[at] = (rest[at][0], rest[at][1] + nights)
    return rest


def _exchange_a_town(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    if not (others := _others(chain, towns)):
        return chain
    at = dice.randrange(len(chain))
    return [(dice.choice(others), k) if i == at else (n, k) for i, (n, k) in enumerate(chain)]


def _add_a_town(chain: Chain, towns: Towns, dice: random.Random) -> Chain:
    rich = [i for i, (_, nights) in enumerate(chain) if nights > 1]
    if not rich or not (others := _others(chain, towns)):
        return chain
    town, giving = dice.choice(others), dice.choice(rich)
    nights = min(max(1, towns.bounds[town][0]), chain[giving][1] - 1)
    longer = [(n, k - nights) if i == giving else (n, k) for i, (n, k) in enumerate(chain)]
    longer.insert(dice.randint(0, len(longer)), (town, nights))
    return longer


def _others(chain: Chain, towns: Towns) -> list[str]:
    slept = {name for name, _ in chain}
    return [name for name in towns.by_id if name not in slept]


_STEPS = (_shift_a_night, _move_a_town, _turn_a_part_round, _drop_a_town, _exchange_a_town, _add_a_town)
