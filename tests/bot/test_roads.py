"""Ways from a road server that speaks OSRM's protocol, and what a desk does without it."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.roads import BLOCK, KEPT_FOR, LEFT_ALONE_FOR, Roads
from bot.roads_kept import KeptRoads
from crm.clock import MovableClock
from crm.trips.board import stay_key
from crm.trips.planner import plan
from crm.trips.travel import GreatCircle, Spot
from tests.crm.trips.generated import destination
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class RoadServer:
    """Speaks the table service; roads are twice as long as the straight line, at 36 km/h."""

    def __init__(self) -> None:
        self.asked: list[int] = []  # spots of each table
        self.fault: str | None = None
        self.url = ""
        self._let_go = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        spots = [tuple(map(float, spot.split(","))) for spot in request.match_info["spots"].split(";")]
        self.asked.append(len(spots))
        if self.fault == "hangs":
            await self._let_go.wait()
        if self.fault == "fails":
            return web.Response(status=502, text="<html>bad gateway</html>")
        if len(spots) > 100 or self.fault == "too big":
            return web.json_response({"code": "TooBig"}, status=400)
        chosen = [[int(k) for k in request.query[name].split(";")] for name in ("sources", "destinations")]
        cells = [[self._seconds(spots[a], spots[b]) for b in chosen[1]] for a in chosen[0]]
        lengths = [[None if cell is None else cell * 10 for cell in row] for row in cells]
        if self.fault == "lies":
            cells = cells[:-1]
        if self.fault == "raves":
            cells = [["soon" for _ in row] for row in cells]
        if self.fault == "is elsewhere":  # every spot is moved to one and the same road
            cells = lengths = [[0.0 for _ in row] for row in cells]
        return web.json_response({"code": "Ok", "durations": cells, "distances": lengths})

    def _seconds(self, a: tuple[float, ...], b: tuple[float, ...]) -> float | None:
        if self.fault == "an island" and (a[0] > 115.4) != (b[0] > 115.4):
            return None
        if self.fault == "one road on the reef" and a[0] > 115.4 and b[0] > 115.4:
            return 0.0
        half = (
            math.sin(math.radians(b[1] - a[1]) / 2) ** 2
            + math.cos(math.radians(a[1]))
            * math.cos(math.radians(b[1]))
            * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
        )
        return 2 * 2 * 6371008.8 * math.asin(math.sqrt(half)) / 10

    def lets_go(self) -> None:
        self._let_go.set()


@pytest.fixture
async def server() -> AsyncIterator[RoadServer]:
    made = RoadServer()
    app = web.Application(client_max_size=2**20)
    app.router.add_get("/table/v1/driving/{spots}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}"
    yield made
    made.lets_go()
    await runner.cleanup()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


async def settled(is_so: Callable[[], bool]) -> None:
    """Wait until something that goes on beside the test has come to pass."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - what is waited for rings no bell
            await asyncio.sleep(0.01)


def spots_of(catalogue: Any) -> list[Spot]:
    return [Spot(p.id, p.latitude, p.longitude) for p in catalogue.places]


async def test_ways_come_from_the_road_server_and_are_kept(server: RoadServer, clock: MovableClock) -> None:
    roads, catalogue = Roads(server.url, clock, patience=20), island()
    ways = await roads.ways(catalogue)
    spots = spots_of(catalogue)
    straight, by_road = GreatCircle(detour=2.0, car_speed=36.0).table(spots), ways.table(spots)
    assert by_road == straight  # the same length, speed, and minutes to park; short ways are walked
    assert ways.measured == "roads"
    asked = len(server.asked)
    assert await roads.ways(catalogue) == ways
    assert len(server.asked) == asked
    clock.advance(KEPT_FOR + timedelta(seconds=1))
    await roads.ways(catalogue)  # served as it is kept, and measured anew beside it
    await settled(lambda: len(server.asked) == 2 * asked)


async def test_a_destination_of_many_spots_is_asked_for_in_blocks(
    server: RoadServer, clock: MovableClock
) -> None:
    catalogue = destination(3, towns=4, places=2 * BLOCK + 10)
    ways = await Roads(server.url, clock, patience=30).ways(catalogue)
    assert ways.measured == "roads"
    assert max(server.asked) <= 100
    assert len(server.asked) == 9
    first, last = catalogue.places[0], catalogue.places[-1]
    pair = [Spot(p.id, p.latitude, p.longitude) for p in (first, last)]
    assert ways.table(pair) == GreatCircle(detour=2.0, car_speed=36.0).table(pair)


async def test_a_plan_by_road_keeps_every_rule_of_its_certificate(
    server: RoadServer, clock: MovableClock
) -> None:
    ways = await Roads(server.url, clock, patience=20).ways(island())
    found = await asyncio.to_thread(plan, FAMILY, island(), seconds=PATIENT, travel=ways)
    assert all(check.holds for check in found.certificate)
    assert found.ways == "roads"
    assert found != plan(FAMILY, island(), seconds=PATIENT)


async def test_where_no_road_leads_the_great_circle_serves(server: RoadServer, clock: MovableClock) -> None:
    server.fault = "an island"
    ways, catalogue = await Roads(server.url, clock, patience=20).ways(island()), island()
    port, reef = (next(p for p in catalogue.places if p.area == area) for area in ("port", "reef"))
    pair = [Spot(p.id, p.latitude, p.longitude) for p in (port, reef)]
    assert ways.table(pair) == GreatCircle().table(pair)


@pytest.mark.parametrize("fault", ["fails", "too big", "lies", "hangs", "raves", "is elsewhere"])
async def test_a_server_that_does_not_answer_is_said_and_left_alone_for_a_while(
    server: RoadServer, clock: MovableClock, fault: str
) -> None:
    server.fault = fault
    roads = Roads(server.url, clock, patience=20, timeout=0.2)
    ways = await roads.ways(island())
    assert ways.measured == "roads unreached"
    assert roads.problem
    asked = len(server.asked)
    await roads.ways(island())
    assert len(server.asked) == asked
    server.fault = None
    clock.advance(LEFT_ALONE_FOR + timedelta(seconds=1))
    roads.timeout = 20
    assert (await roads.ways(island())).measured == "roads"
    assert roads.problem is None


async def test_spots_that_are_moved_to_the_same_road_are_not_next_door(
    server: RoadServer, clock: MovableClock
) -> None:
    server.fault = "one road on the reef"
    ways, catalogue = await Roads(server.url, clock, patience=20).ways(island()), island()
    assert ways.measured == "roads"
    one, other = (p for p in catalogue.places if p.area == "reef" and p.id.endswith(("0", "1")))
    pair = [Spot(p.id, p.latitude, p.longitude) for p in (one, other)]
    assert ways.table(pair) == GreatCircle().table(pair)


async def test_what_was_measured_serves_while_the_server_is_away(
    server: RoadServer, clock: MovableClock
) -> None:
    roads = Roads(server.url, clock, patience=20)
    before = await roads.ways(island())
    server.fault = "fails"
    clock.advance(KEPT_FOR * 2)
    assert await roads.ways(island()) == before


async def test_a_slow_server_holds_no_plan_up_and_serves_the_next(
    server: RoadServer, clock: MovableClock
) -> None:
    server.fault = "hangs"
    roads = Roads(server.url, clock, patience=0.05)
    assert (await roads.ways(island())).measured == "roads unreached"
    server.fault = None
    server.lets_go()
    await settled(lambda: "isla" in roads.measured)
    assert (await roads.ways(island())).measured == "roads"


async def test_a_stay_that_moved_is_measured_anew(server: RoadServer, clock: MovableClock) -> None:
    roads, catalogue = Roads(server.url, clock, patience=20), island()
    await roads.ways(catalogue)
    asked = len(server.asked)
    moved = replace(catalogue.stays[0], latitude=catalogue.stays[0].latitude + 0.05)
    ways = await roads.ways(replace(catalogue, stays=(moved, *catalogue.stays[1:])))
    assert len(server.asked) == 2 * asked
    pair = [Spot(stay_key(moved.id), moved.latitude, moved.longitude), spots_of(catalogue)[0]]
    assert ways.table(pair) == GreatCircle(detour=2.0, car_speed=36.0).table(pair)


async def test_a_process_that_begins_takes_the_tables_that_another_measured(
    server: RoadServer, clock: MovableClock, tmp_path: Path
) -> None:
    kept, catalogue = KeptRoads(tmp_path / "roads"), island()
    measured = await Roads(server.url, clock, patience=20, kept=kept).ways(catalogue)
    asked = len(server.asked)
    assert await Roads(server.url, clock, patience=20, kept=kept).ways(catalogue) == measured
    assert len(server.asked) == asked
    clock.advance(KEPT_FOR + timedelta(seconds=1))
    await Roads(server.url, clock, patience=20, kept=kept).ways(catalogue)
    assert len(server.asked) == 2 * asked
    server.fault = "fails"
    clock.advance(KEPT_FOR + timedelta(seconds=1))
    old = Roads(server.url, clock, patience=20, kept=kept)
    assert await old.ways(catalogue) == measured
    assert old.problem
    moved = replace(catalogue, places=catalogue.places[1:])
    assert (await Roads(server.url, clock, patience=20, kept=kept).ways(moved)).measured == "roads unreached"


def spoil(folder: Path) -> None:
    [file] = folder.iterdir()
    file.write_text(file.read_text()[:100])


async def test_a_spoilt_file_of_tables_is_no_file(
    server: RoadServer, clock: MovableClock, tmp_path: Path
) -> None:
    kept = KeptRoads(tmp_path)
    await Roads(server.url, clock, patience=20, kept=kept).ways(island())
    spoil(tmp_path)
    assert (await Roads(server.url, clock, patience=20, kept=kept).ways(island())).measured == "roads"
