"""What the doors of trips read and write."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.rest.shapes import NO_NUL, Amount, Form
from crm.trips.values import Locked

Flavour = Literal["value", "balanced", "comfort"]
Code = Annotated[str, Field(max_length=80, pattern=NO_NUL)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Local time, as 14:30.")]


class Booked(Form):
    """Something that is booked already: a stay (`day` to `until`), a visit, or any other engagement."""

    kind: Literal["stay", "visit", "engagement"]
    id: Code = Field(description="Id of the stay or place; of an engagement what to call it.")
    day: date
    until: date | None = None
    starts_at: Clock | None = None
    ends_at: Clock | None = None


class ByHand(Form):
    """What staff set by hand, above what was understood. Fields left out stay as they are."""

    arrives_at: Clock | None = None
    departs_at: Clock | None = None
    gateway_in: Code | None = None
    gateway_out: Code | None = None
    first_stop: Annotated[Code | None, Field(description="Area where the first night is slept.")] = None
    last_stop: Annotated[Code | None, Field(description="Area where the last night is slept.")] = None
    seen: Annotated[list[Code] | None, Field(max_length=100)] = None
    locked: Annotated[list[Booked] | None, Field(max_length=30)] = None


class Planned(BaseModel):
    """A version that was made. It is not sent: staff look at it first."""

    version: int
    total: Amount
    currency: str
    changes: list[str]
    summary: str


class Option(BaseModel):
    """One of the plans to choose from, cheapest first."""

    flavour: Flavour
    total: Amount
    currency: str
    reason: str
    hotel_class: str
    pace: str
    itinerary: dict[str, Any]


class Suggested(BaseModel):
    """Something that would still fit into the newest version, with what it changes."""

    place: str
    name: str
    day: int
    starts_at: Clock
    home_later: int = Field(description="Minutes.")
    is_fuller: bool = Field(description="The day then holds more than the party's pace.")
    price: Amount | None = Field(description="What it adds; null: not known.")
    currency: str | None


class Extra(Form):
    place: Code
    day: Annotated[int, Field(ge=1, le=61)]


class Wishes(Form):
    request: dict[str, Any] = Field(description="As docs/schemas/plan.request.json says.")


class WholeVersion(BaseModel):
    """One version as it is kept: the request, and the plan with its certificate and rain days."""

    version: int
    request: dict[str, Any]
    itinerary: dict[str, Any]
    chosen: dict[str, Any] | None


def _minute(told: str) -> int:
    hours, minutes = told.split(":")
    return int(hours) * 60 + int(minutes)


def fixed(by_hand: ByHand) -> Mapping[str, Any]:
    """Give what staff set by hand as fields of the planner's request."""
    told = by_hand.model_dump(exclude_unset=True, exclude_none=True)
    for name in ("arrives_at", "departs_at"):
        if name in told:
            told[name] = _minute(told[name])
    if "seen" in told:
        told["seen"] = tuple(told["seen"])
    if by_hand.locked is not None:
        told["locked"] = tuple(
            Locked(
                kind=item.kind,
                id=item.id,
                day=item.day,
                until=item.until,
                starts_at=_minute(item.starts_at) if item.starts_at else None,
                ends_at=_minute(item.ends_at) if item.ends_at else None,
            )
            for item in by_hand.locked
        )
    return told
