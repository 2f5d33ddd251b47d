"""The evening of a day: what is booked for it, and dinner, where no outing is one itself."""

from collections.abc import Iterable
from dataclasses import replace

from crm.trips import rhythm
from crm.trips.board import Ground
from crm.trips.booked import engagements_on
from crm.trips.values import DayPlan, Meal, Place, TripRequest, Visit

TO_TABLE = 15  # minutes between coming home and dinner
EATEN_OUT = 18 * 60  # a whole meal out that lasts until then is the day's dinner, as is
SOME_OF_DINNER = 30  # minutes of the hours of dinner that a shorter one takes
FOOD_OUT = 180  # minutes: who is out so long where there is food has dinner there


def with_dinner(plan: DayPlan, ground: Ground, leaves: int | None) -> DayPlan:
    """Add dinner after the day's round, where nothing else takes its time: an outing at which people eat,
    what is booked, or the way that the party `leaves` for."""
    begin = max(plan.home_at + TO_TABLE, rhythm.DINNER.earliest)
    ends = begin + rhythm.DINNER.minutes
    is_late = begin > rhythm.DINNER.latest or (leaves is not None and ends > leaves)
    if is_late or any(m.starts_at < ends and begin < m.ends_at for m in plan.meals):
        return plan
    if dinner_out(plan.visits, ground.places.values()) is not None:
        return plan
    return replace(plan, meals=in_order(*plan.meals, Meal("dinner", begin, ends)))


def dinner_out(visits: Iterable[Visit], places: Iterable[Place]) -> Visit | None:
    """Give the visit at which the party has its dinner: a meal out that is long or late enough, an evening
    with food, or an outing so long that the whole of dinner falls into it."""
    by_id = {place.id: place for place in places}
    for visit in visits:
        place, lasts = by_id[visit.place], visit.ends_at - visit.starts_at
        is_meal = place.kind == "food" and (
            lasts >= rhythm.DINNER.minutes or visit.ends_at >= rhythm.DINNER.earliest + SOME_OF_DINNER
        )
        has_food = is_meal or ("food" in place.tags and lasts >= FOOD_OUT)
        is_over_dinner = (
            lasts >= rhythm.LONG_VISIT
            and visit.starts_at <= rhythm.DINNER.earliest
            and visit.ends_at >= rhythm.DINNER.earliest + rhythm.DINNER.minutes
        )
        if (has_food and visit.ends_at >= EATEN_OUT) or is_over_dinner:
            return visit
    return None


def booked_around(plan: DayPlan, request: TripRequest) -> list[Meal]:
    """Give what is booked for the day and lies before or after its round."""
    walked = {(meal.starts_at, meal.ends_at) for meal in plan.meals if meal.name == "engagement"}
    booked = [(e.starts_at or 0, e.ends_at or 0) for e in engagements_on(request, plan.date)]
    return [Meal("engagement", starts, ends) for starts, ends in booked if (starts, ends) not in walked]


def in_order(*meals: Meal) -> tuple[Meal, ...]:
    """Give pauses by the hour at which they begin."""
    return tuple(sorted(meals, key=lambda meal: meal.starts_at))
