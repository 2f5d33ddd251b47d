"""How long roads really take: the tables of an OSRM-compatible server, kept, with a way to do without it.

`GET {url}/table/v1/driving/{lon,lat;…}?sources=…&destinations=…&annotations=duration,distance`, as in
https://project-osrm.org/docs/v5.24.0/api/#table-service. A server takes 100 spots a table by default
(`--max-table-size`), so a destination is asked for in blocks.
"""

import asyncio
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import structlog

from bot.roads_kept import KeptRoads, Minutes
from crm.clock import Clock
from crm.db import forbid_in_transaction
from crm.trips.board import area_key, stay_key
from crm.trips.travel import GreatCircle, Spot, Table, TravelTimes, kilometres
from crm.trips.values import Catalogue

log = structlog.get_logger(__name__)

BLOCK = 50  # sources and as many destinations: 100 spots a table
AT_ONCE = 4  # tables asked for side by side
KEPT_FOR = timedelta(days=1)
LEFT_ALONE_FOR = timedelta(minutes=1)  # after a failure, so that no customer waits for it again and again
FASTEST = 200.0  # km/h as the crow flies
PATIENCE = 2.0  # seconds that a plan waits for a first table; it is fetched to its end beside the plan


class NoRoads(Exception):
    """The road server gave no table; the sentence says why, for staff."""


@dataclass(frozen=True)
class _Kept:
    spots: tuple[Spot, ...]
    minutes: Minutes
    at: datetime


class Roads:
    """The ways of each destination by road. One per process; safe to share between turns.

    What was measured is served while the server is away, and measured anew after a day.
    """

    def __init__(
        self,
        url: str,
        clock: Clock,
        *,
        patience: float = PATIENCE,
        timeout: float = 10.0,
        kept: KeptRoads | None = None,
        note: Callable[[str, str, str], None] | None = None,
    ) -> None:
        self._url, self._clock, self._patience = url.rstrip("/"), clock, patience
        self.timeout, self._files, self._note = timeout, kept, note or _log
        self.was_kept = False  # whether the last ways given were measured before this process began
        self._kept: dict[str, _Kept] = {}
        self._measuring: dict[str, asyncio.Task[None]] = {}
        self._shunned_until: datetime | None = None
        self.problem: str | None = None  # why the server is left alone now, in words for staff

    @property
    def measured(self) -> frozenset[str]:
        """Ids of the destinations whose roads are known."""
        return frozenset(self._kept)

    async def ways(self, catalogue: Catalogue) -> TravelTimes:
        """Give the ways of a destination: by road where they were measured, else along the great circle.

        Waits a moment for a first table, never longer: the plan does not depend on it. Raises nothing.
        """
        forbid_in_transaction("asking the road server")
        where, spots = catalogue.destination.id, tuple(_spots(catalogue))
        await self._recall(where, spots)
        kept = self._kept.get(where)
        is_same = kept is not None and kept.spots == spots
        now = self._clock.now()
        if not (is_same and kept is not None and now - kept.at < KEPT_FOR):
            task = self._measure(where, spots, now)
            if task is not None and (not is_same or self.was_kept):
                await asyncio.wait([task], timeout=self._patience)
            kept = self._kept.get(where)
        if kept is None:
            return GreatCircle(measured="roads unreached")
        return Table(kept.minutes, GreatCircle(), measured="roads")

    async def _recall(self, where: str, spots: tuple[Spot, ...]) -> None:
        """Take from the files what this process has not measured itself."""
        if self._files is None or where in self._kept:
            return
        found = await asyncio.to_thread(self._files.read, where, self._url, spots)
        if found is not None:
            self._kept.setdefault(where, _Kept(spots, *found))
            self.was_kept = True

    def _measure(self, where: str, spots: Sequence[Spot], now: datetime) -> asyncio.Task[None] | None:
        running = self._measuring.get(where)
        if running is not None and not running.done():
            return running
        if self._shunned_until is not None and now < self._shunned_until:
            return None
        task = asyncio.create_task(self._fill(where, tuple(spots)))
        self._measuring[where] = task
        return task

    async def _fill(self, where: str, spots: tuple[Spot, ...]) -> None:
        try:
            minutes = await self._fetch(spots)
        except NoRoads as problem:
            self._shunned_until = self._clock.now() + LEFT_ALONE_FOR
            self.problem = str(problem)
            self._note("roads_not_measured", where, str(problem))
            return
        self._kept[where] = _Kept(spots, minutes, self._clock.now())
        self._shunned_until, self.problem, self.was_kept = None, None, False
        if self._files is not None:
            at = self._kept[where].at
            try:
                await asyncio.to_thread(self._files.write, where, self._url, spots, minutes, at)
            except OSError as problem:  # it costs the next process time, and nobody else anything
                self._note("roads_not_kept", where, str(problem))

    async def _fetch(self, spots: Sequence[Spot]) -> Minutes:
        blocks = [range(k, min(k + BLOCK, len(spots))) for k in range(0, len(spots), BLOCK)]
        found: dict[tuple[str, str], int] = {}
        gate = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(timeout=self.timeout, trust_env=False) as web:

            async def one(sources: range, destinations: range) -> None:
                async with gate:
                    found.update(await self._table(web, spots, sources, destinations))

            await asyncio.gather(*(one(a, b) for a in blocks for b in blocks))
        if len(spots) > 1 and not found:
            raise NoRoads("its map knows no way between any two of the spots; is it of another region?")
        return found

    async def _table(
        self, web: httpx.AsyncClient, spots: Sequence[Spot], sources: range, destinations: range
    ) -> Minutes:
        asked = [*sources, *(d for d in destinations if d not in sources)]
        place = {spot: number for number, spot in enumerate(asked)}
        where = ";".join(f"{spots[k].longitude:.6f},{spots[k].latitude:.6f}" for k in asked)
        params = {
            "sources": ";".join(str(place[k]) for k in sources),
            "destinations": ";".join(str(place[k]) for k in destinations),
            "annotations": "duration,distance",
        }
        try:
            answer = await web.get(f"{self._url}/table/v1/driving/{where}", params=params)
            told = answer.json()
        except httpx.HTTPError as problem:
            raise NoRoads(f"it cannot be reached ({type(problem).__name__})") from problem
        except ValueError as problem:
            raise NoRoads(f"it answered {answer.status_code} with something that is no table") from problem
        if not isinstance(told, dict) or told.get("code") != "Ok":
            code = told.get("code") if isinstance(told, dict) else answer.status_code
            raise NoRoads(f"it refused the table: {code}")
        return dict(_read(told, spots, sources, destinations))


def _log(what: str, destination: str, why: str) -> None:
    log.warning(what, destination=destination, why=why)


def _spots(catalogue: Catalogue) -> Iterator[Spot]:
    for place in catalogue.places:
        yield Spot(place.id, place.latitude, place.longitude)
    for stay in catalogue.stays:
        yield Spot(stay_key(stay.id), stay.latitude, stay.longitude)
    for area in catalogue.areas:
        yield Spot(area_key(area.id), area.latitude, area.longitude)


def _read(
    told: Mapping[str, Any], spots: Sequence[Spot], sources: range, destinations: range
) -> Iterator[tuple[tuple[str, str], int]]:
    """Read whole minutes out of a table; pairs without a road, and cells that are no time, are left out.

    So are times in which nobody gets there: spots far from any road are moved to the nearest one, which may
    be the same for both.
    """
    usual = GreatCircle()
    durations: Any = told.get("durations")
    distances: Any = told.get("distances")
    if not _is_grid(durations, len(sources), len(destinations)):
        raise NoRoads("its table has not the size that was asked for")
    has_lengths = _is_grid(distances, len(sources), len(destinations))
    for i, a in enumerate(sources):
        for j, b in enumerate(destinations):
            seconds = durations[i][j]
            if a == b or not isinstance(seconds, int | float) or not 0 <= seconds < math.inf:
                continue
            if not 0 < kilometres(spots[a], spots[b]) <= seconds / 3600 * FASTEST:
                continue
            metres = distances[i][j] if has_lengths else None
            minutes = seconds / 60 + usual.overhead
            if isinstance(metres, int | float) and 0 <= metres <= usual.walk_up_to_km * 1000:
                minutes = metres / 1000 / usual.walk_speed * 60
            yield (spots[a].id, spots[b].id), math.ceil(round(minutes, 3))


def _is_grid(rows: Any, height: int, width: int) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) == height
        and all(isinstance(row, list) and len(row) == width for row in rows)
    )
