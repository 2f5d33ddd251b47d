"""Why no route of towns keeps the wishes about stops, in words."""

from collections.abc import Sequence

from crm.trips.promise import Town
from crm.trips.refusing import Infeasible
from crm.trips.values import TripRequest, Unplaced


def no_route(request: TripRequest, towns: Sequence[Town], wished: set[str]) -> Infeasible:
    """Say why no route keeps every wish about stops: too many nights, too few, or no way between them."""
    asked = sorted((t for t in towns if t.area.id in wished), key=lambda t: t.least)
    least, most = sum(t.least for t in asked), sum(t.most for t in towns)
    ids, names = tuple(t.area.id for t in asked), ", ".join(t.area.name for t in asked)
    if least > request.nights:
        reason = f"the stops wished for need {least} nights, the trip has {request.nights}"
        give_up: list[str] = []
        while asked and sum(t.least for t in asked) > request.nights:
            give_up.append(asked.pop().area.id)
        return Infeasible((Unplaced(names, reason),), tuple(give_up))
    if most < request.nights:
        reason = f"the towns of this destination hold {most} nights at most, the trip has {request.nights}"
        return Infeasible((Unplaced("nights", reason),), ("nights",))
    if request.first_stop is not None and request.first_stop == request.last_stop:
        name = next(t.area.name for t in towns if t.area.id == request.first_stop)
        reason = "a trip that begins and ends there has no other stop"
        return Infeasible((Unplaced(name, reason),), ("last_stop",))
    reason = f"no chain of transfers joins them with the gateways{told_ends(request, towns)}"
    return Infeasible((Unplaced(names or "stops", reason),), ids)


def told_ends(request: TripRequest, towns: Sequence[Town]) -> str:
    """Say in which towns the trip is to begin and to end, as a clause."""
    names = {t.area.id: t.area.name for t in towns}
    told = (("beginning", request.first_stop), ("ending", request.last_stop))
    words = " and ".join(f"{verb} in {names[area]}" for verb, area in told if area is not None)
    return f", {words}" if words else ""
