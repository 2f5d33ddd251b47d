"""`serai plan` while it runs: Ctrl-C keeps the best plan so far; with a road server, and without it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from api.cli import app
from crm.trips.schemas import schemas
from tests.api.test_plan_command import REQUEST
from tests.bot.test_roads import RoadServer, server

__all__ = ["server"]  # a fixture of those tests


def test_ctrl_c_gives_the_best_plan_so_far():
    arguments = ["plan", "--json", "--progress", "--seconds", "900", "--priced-on", "2027-01-04"]
    code = f"import sys; from api.cli import app; sys.argv = ['serai', *{arguments!r}]; app()"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=os.environ
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(json.dumps(REQUEST | {"destination": "thailand", "nights": 20, "must_see": []}))
        running.stdin.close()
        running.stdin = None
        first = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        told, error = running.communicate(timeout=120)
    assert "delight" in first
    assert "Stopped: the best plan so far." in error
    assert running.returncode == 0
    answer = json.loads(told)
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    assert all(check["holds"] for check in answer["itinerary"]["certificate"])


@pytest.fixture
async def by_road(server: RoadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RoadServer:
    monkeypatch.setenv("OSRM_URL", server.url)
    monkeypatch.setenv("SERAI_HOME", str(tmp_path))
    return server


async def planned(request: dict[str, Any]) -> tuple[dict[str, Any], str]:
    arguments = ["plan", "--json", "--seconds", "0.3", "--priced-on", "2027-01-04"]
    done = await asyncio.to_thread(CliRunner().invoke, app, arguments, input=json.dumps(request))
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer["itinerary"], done.stderr


async def test_the_roads_are_asked_once_and_kept_for_the_next_plan(by_road: RoadServer):
    plan, told = await planned(REQUEST)
    assert plan["ways"] == "roads"
    assert told == "Ways: by road (measured now).\n"
    asked = len(by_road.asked)
    assert asked > 0
    plan, told = await planned(REQUEST)
    assert plan["ways"] == "roads"
    assert told == "Ways: by road (kept from before).\n"
    assert len(by_road.asked) == asked


async def test_without_the_road_server_the_great_circle_serves_and_says_so(by_road: RoadServer):
    by_road.fault = "fails"
    plan, told = await planned(REQUEST)
    assert plan["ways"] == "roads unreached"
    assert told == (
        "Ways: no table from the road server (it answered 502 with something that is no table); "
        "the great circle serves.\n"
    )


async def test_a_matrix_goes_before_the_roads(by_road: RoadServer):
    matrix = {"spots": ["bali-tanah-lot", "bali-uluwatu"], "minutes": [[0, 90], [90, 0]]}
    plan, _ = await planned(REQUEST | {"travel": matrix})
    assert plan["ways"] == "given"
    assert by_road.asked
