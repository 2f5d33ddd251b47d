"""Ways out of wishes that clash are told in the customer's language, every day and number of them proven."""

from datetime import date
from decimal import Decimal

import pytest

from agents.acting.findings import WayFound
from agents.gate import Evidence
from agents.telling.choices import tell_ways
from agents.telling.proof import ways_evidence
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.money import Money
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import GivenUp, WayOut
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

SOONER = date(2026, 12, 1)
ABOUT = {
    "ar": "حوالي",
    "de": "rund",
    "en": "about",
    "es": "unos",
    "fr": "environ",
    "hi": "लगभग",
    "pt": "cerca de",
    "ru": "около",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_earlier_start_is_told_with_its_day_and_proven(language: str):
    wish = GivenUp("earlier", "start", "2026-12-03", day=SOONER)
    made = plan(FAMILY, island(), seconds=PATIENT, patience=Patience(100))
    found = [WayFound(WayOut(("start",), "", made, (wish,)), None)]
    pen = Pen(language)
    assert pen.day(SOONER) in tell_ways(found, pen)[0]
    assert SOONER in ways_evidence(Evidence(), found).dates


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_only_the_price_of_a_quick_plan_is_told_as_about(language: str):
    made, price = (
        plan(FAMILY, island(), seconds=PATIENT, patience=Patience(100)),
        Money(Decimal(74564), "INR"),
    )
    wish = GivenUp("length", "nights", count=8)
    exact, about = (
        tell_ways([WayFound(WayOut(("nights",), "", made, (wish,)), price, is_about=quick)], Pen(language))[0]
        for quick in (False, True)
    )
    apart = {word for word in about.split() if word not in exact.split()}
    assert Pen(language).money(price) in exact
    assert apart
    assert apart <= set(ABOUT[language].split())
