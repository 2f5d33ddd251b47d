"""Names in a request that the catalogue does not know, told to who asks at a door.

Inside the desk they are let pass: a place that is sold no more need not stop a trip that never went there.
"""

from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches

from crm.trips.checking import BadRequest, check_request, refuse_past
from crm.trips.values import Catalogue, TripRequest


def check_wishes(request: TripRequest, catalogue: Catalogue, today: date) -> None:
    """Raise BadRequest naming everything wrong with a request from a door, with its field: what makes no
    sense, what is past on `today` (a date where the agency is), and what the catalogue does not know."""
    problems: list[tuple[str, str]] = []
    for look in (lambda: refuse_past(request, today), lambda: check_request(request, catalogue)):
        try:
            look()
        except BadRequest as refused:
            problems += refused.problems
    if problems := [*problems, *_unknown(request, catalogue)]:
        raise BadRequest(tuple(problems))


def _unknown(request: TripRequest, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    places = {place.id for place in catalogue.places}
    words = {word for place in catalogue.places for word in (place.kind, *place.tags)}
    if request.keep is not None and request.keep.destination != request.destination:
        yield "keep.destination", f"the plan to keep goes to {request.keep.destination!r}, the trip does not"
    for i, name in enumerate(request.never):
        if name not in places and name not in words:
            yield f"never[{i}]", _told(name, "no place, kind or tag", [*places, *words])
    for i, name in enumerate(request.seen):
        if name not in places:
            yield f"seen[{i}]", _told(name, "no place", places)
    for field, said in (("interests", request.interests), ("fewer", request.fewer)):
        for word in said:
            if word not in words:
                yield f"{field}[{word!r}]", _told(word, "no kind or tag", words)


def _told(name: str, what: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"{name!r} is {what} of the catalogue" + (f"; is {near[0]!r} meant?" if near else "")
