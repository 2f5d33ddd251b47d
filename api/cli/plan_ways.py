"""How `serai plan` knows its ways: the request's matrix, else a road server, else the great circle."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_settings import BaseSettings, SettingsConfigDict

from api.cli.plan_watch import say

if TYPE_CHECKING:
    from crm.trips.matrix import TravelMatrix
    from crm.trips.travel import TravelTimes
    from crm.trips.values import Catalogue

PATIENCE = 10.0  # seconds; whoever plans at a terminal waits longer for a first table than a chat does


class _Where(BaseSettings):
    """The settings that this command needs; it must run on a machine that has no desk."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    osrm_url: str = ""
    serai_home: Path = Path("var")


def ways(matrix: "TravelMatrix | None", catalogue: "Catalogue") -> "TravelTimes":
    """Give the ways of a destination, and say on standard error where a road server had its part in them.

    Raises BadRequest for a matrix that holds no travel times.
    """
    from crm.trips.matrix import ways_given
    from crm.trips.travel import GreatCircle, Spot

    GreatCircle().table([Spot("", 0.0, 0.0)])  # loads what it needs before the seconds count
    given = ways_given(matrix, catalogue)  # what is wrong is told before any server is asked
    where = _Where()
    if not where.osrm_url:
        return given
    return ways_given(matrix, catalogue, asyncio.run(_by_road(where, catalogue)))


async def _by_road(where: _Where, catalogue: "Catalogue") -> "TravelTimes":
    from bot.roads import Roads
    from bot.roads_kept import KeptRoads
    from crm.clock import Clock

    kept = KeptRoads(where.serai_home / "roads")
    roads = Roads(
        where.osrm_url,
        Clock(),
        patience=PATIENCE,
        timeout=PATIENCE,
        kept=kept,
        note=lambda *_: None,  # said below, in words; a log would spoil the answer
    )
    found = await roads.ways(catalogue)
    if roads.problem or found.measured != "roads":
        instead = "the ones measured before serve" if found.measured == "roads" else "the great circle serves"
        say(f"Ways: no table from the road server ({roads.problem or 'it is slow'}); {instead}.")
    else:
        say(f"Ways: by road ({'kept from before' if roads.was_kept else 'measured now'}).")
    return found
