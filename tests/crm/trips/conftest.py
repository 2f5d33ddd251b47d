"""What tests of the planner may ask for."""

from collections.abc import Iterator

import pytest

from tests.remembered import few_steps


@pytest.fixture
def briefly() -> Iterator[None]:
    """A search that is soon done: rules must hold however short it is, and these tests are about rules."""
    with few_steps():
        yield
