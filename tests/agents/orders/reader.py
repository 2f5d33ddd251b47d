"""The offline engine for orders, over the sample catalogue."""

from functools import cache

from agents.orders.offline import OfflineOrders
from agents.understanding.gazetteer import Gazetteer
from tests.agents.desk import engine, sample


@cache
def reader() -> OfflineOrders:
    sold = {c.destination.name: [area.name for area in c.areas] for c in sample().catalogues}
    return OfflineOrders(engine(), Gazetteer.of_world(sold))
