"""Ways out of wishes that clash are told in the customer's language, every day and number of them proven."""

from datetime import date

import pytest

from agents.acting.findings import WayFound
from agents.gate import Evidence
from agents.telling.choices import tell_ways
from agents.telling.proof import ways_evidence
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import GivenUp, WayOut
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

SOONER = date(2026, 12, 1)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_earlier_start_is_told_with_its_day_and_proven(language: str):
    wish = GivenUp("earlier", "start", "2026-12-03", day=SOONER)
    made = plan(FAMILY, island(), seconds=PATIENT, patience=Patience(100))
    found = [WayFound(WayOut(("start",), "", made, (wish,)), None)]
    pen = Pen(language)
    assert pen.day(SOONER) in tell_ways(found, pen)[0]
    assert SOONER in ways_evidence(Evidence(), found).dates
