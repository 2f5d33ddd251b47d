"""The desk's planner remembers in these tests what it planned."""

from collections.abc import Iterator

import pytest

from crm.trips import planner
from tests.agents.remembered import remembering


@pytest.fixture(autouse=True, scope="package")
def remembered_plans(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    mine = tmp_path_factory.getbasetemp()
    shared = (mine if worker_id == "master" else mine.parent) / "plans"
    shared.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner, "plan", remembering(planner.plan, shared))
        yield
