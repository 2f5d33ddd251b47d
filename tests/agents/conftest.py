"""The desk's planner remembers in these tests what it planned."""

from collections.abc import Iterator

import pytest

from crm.trips import planner
from tests.agents.remembered import remembering


@pytest.fixture(autouse=True, scope="package")
def remembered_plans() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner, "plan", remembering(planner.plan))
        yield
