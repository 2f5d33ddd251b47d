"""A place in its monsoon or great heat is not recommended first, and the library's word is the reason."""

import pytest

from agents.acting.seasons import speaks_against
from knowledge.library import Answer
from knowledge.passages import Passage
from tests.agents.desk import SampleTools, customer
from tests.agents.test_recommending import named

KERALA = (
    "The south-west monsoon arrives about 1 June and lasts until September, with a second, weaker one in "
    "October and November. It is the classic season for Ayurveda cures."
)
BALI = (
    "The dry season runs from April to October; July and August are the driest months. "
    "From November to March it rains, mostly in short heavy showers, with January as the wettest month."
)


def said(text: str, title: str) -> Answer:
    return Answer(text, (Passage("d", title, "Seasons", text, 0.8),), abstained=False)


def shelf() -> SampleTools:
    return SampleTools(
        shelf={
            "kerala": said(KERALA, "Weather in Kerala"),
            "bali": said(BALI, "Weather in Bali and best time to go"),
        }
    )


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (KERALA, {6, 7, 8, 9}),
        (BALI, {11, 12, 1, 2, 3}),
        ("From June to September it is extremely hot, 38 to 45 °C, and humid by the sea.", {6, 7, 8, 9}),
        ("November to January is the wettest time, February to April the driest.", {11, 12, 1}),
        ("It rains on only a few days a year, mostly between December and March.", set()),
        ("Rain may fall in any month, so bring a small umbrella.", set()),
        ("The west coast has the best surf from May to September.", set()),
        ("From May to October the monsoon brings rain. We recommend October.", {5, 6, 7, 8, 9}),
    ],
)
def test_the_months_of_rain_and_heat_are_read_from_the_librarys_own_words(text: str, bad: set[int]) -> None:
    assert {month for month in range(1, 13) if speaks_against(text, month)} == bad


async def test_a_place_in_its_monsoon_comes_last_and_the_reason_is_told_with_its_source() -> None:
    asha = customer(shelf())
    told = await asha.says("We want a beach holiday in July for 2, where should we go?")
    assert "Kerala" not in named(told)
    assert "Bali" in named(told)
    assert "July" in told
    assert "Weather in Kerala" in told
    assert asha.outcomes[-1].stopped_by_gate == ()


async def test_in_another_month_it_is_the_other_place_that_waits() -> None:
    asha = customer(shelf())
    told = await asha.says("We want a beach holiday in January for 2, where should we go?")
    assert "Bali" not in named(told)
    assert "Kerala" in named(told)


async def test_without_a_month_nothing_is_said_of_seasons() -> None:
    tools = shelf()
    asha = customer(tools)
    told = await asha.says("We want a beach holiday, where should we go?")
    assert "travel notes" not in told
    assert tools.asked == []


async def test_where_the_library_is_silent_what_is_liked_alone_decides() -> None:
    liked, silent = customer(), customer(SampleTools())
    first = named(await liked.says("We want a beach holiday, where should we go?"))
    assert named(await silent.says("We want a beach holiday in July, where should we go?")) == first


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("¿adónde nos recomienda ir en julio? nos gusta la playa", "julio"),
        ("où pouvons-nous partir en juillet ? nous aimons la plage", "juillet"),
        ("wohin sollen wir im Juli reisen? wir lieben Strände", "Juli"),
        ("para onde devemos ir em julho? gostamos de praia", "julho"),
        ("куда посоветуете поехать в июле? любим пляжи", "июль"),
        ("أين نسافر في يوليو؟ نحب الشواطئ", "يوليو"),
        ("जुलाई में कहाँ जाना चाहिए? हमें समुद्र तट पसंद है", "जुलाई"),
    ],
)
async def test_the_reason_is_told_in_the_customers_language(text: str, month: str) -> None:
    asha = customer(shelf())
    told = await asha.says(text)
    assert month in told
    assert "Weather in Kerala" in told
    assert asha.outcomes[-1].stopped_by_gate == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bali from 30 October 2027, 5 nights, 2 adults", "30 Oct 2027"),
        ("Bali del 30 de octubre de 2027, 5 noches, 2 adultos", "30 oct 2027"),
        ("Bali ab 30. Oktober 2027, 5 Nächte, 2 Erwachsene", "30. Okt. 2027"),
        ("Бали с 30 октября 2027, 5 ночей, 2 взрослых", "30 окт. 2027"),
    ],
)
async def test_a_date_far_ahead_is_shown_with_its_year(text: str, shown: str) -> None:
    asha = customer()
    assert shown in await asha.says(text)
    assert asha.outcomes[-1].stopped_by_gate == ()


async def test_a_date_nearby_is_shown_without_it() -> None:
    asha = customer()
    told = await asha.says("Bali from 30 January 2027, 5 nights, 2 adults")
    assert "30 Jan" in told
    assert "2027" not in told
