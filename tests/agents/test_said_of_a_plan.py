"""What is said of a plan in hand: days that move no trip, a price asked about, a wish that was not read."""

import pytest

from crm.leads.effects import AskHuman
from tests.agents.desk import Customer, customer
from tests.agents.planned import with_a_plan


def _starts(asha: Customer) -> str:
    assert asha.lead is not None
    return str(asha.lead.slots["start_date"]["value"])


@pytest.mark.parametrize(
    "words",
    [
        "it's our anniversary on the 8th, can you arrange a cake",
        "my mom's birthday is on 9 feb",
        "mein Geburtstag ist am 9. Februar",
        "nuestro aniversario es el 8 de febrero",
        "book it, will let you know the passport numbers tomorrow",
        "I am at work today",
        "I will decide by Friday",
        "please call me on Monday",
    ],
)
async def test_the_day_of_something_else_moves_no_trip(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert _starts(asha) == "2027-02-05"
    assert asha.trip is not None
    assert asha.trip.version == 1


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("can we make it start on saturday", "2027-02-06"),
        ("can we start on Thursday instead", "2027-02-04"),
        ("können wir am Montag starten?", "2027-02-08"),
        ("can we start next saturday", "2026-11-28"),
        ("can we start tomorrow instead", "2026-11-23"),
        ("let's go tomorrow", "2026-11-23"),
        ("tomorrow please", "2026-11-23"),
        ("lieber morgen", "2026-11-23"),
        ("давайте завтра", "2026-11-23"),
        ("change the date to our anniversary, 10 February", "2027-02-10"),
        ("we start on my birthday, 8 February", "2027-02-08"),
        ("empezamos el día de mi cumpleaños, 8 de febrero", "2027-02-08"),
    ],
)
async def test_a_weekday_is_the_one_beside_the_start_that_is_known(words: str, day: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert _starts(asha) == day


@pytest.mark.parametrize(
    "words",
    ["why is it so expensive", "but why so costly?", "warum ist das so teuer?", "¿por qué es tan caro?"],
)
async def test_who_asks_why_it_costs_so_much_is_told_the_price_and_keeps_the_hotels(words: str) -> None:
    asha = await with_a_plan()
    said = await asha.says(words)
    assert "404" in said  # of 1,08,404
    assert asha.trip is not None
    assert asha.trip.version == 1


async def test_who_finds_it_too_expensive_still_gets_cheaper_hotels() -> None:
    asha = await with_a_plan()
    assert "version 2" in await asha.says("too expensive!!!")


@pytest.mark.parametrize(
    "words",
    [
        "leave day 3 free",
        "can we get a hindi speaking guide",
        "my friend wants the same trip",
        "your competitor gives the same for 85000",
        "send it to my husband too, his number is 9812345678",
    ],
)
async def test_a_wish_that_was_not_read_goes_to_a_colleague_in_the_customers_words(words: str) -> None:
    asha = await with_a_plan()
    said = await asha.says(words)
    assert "did not quite understand" not in said
    assert "colleague" in said
    [call] = asha.effects(AskHuman)
    assert words[:20] in call.reason
    assert asha.trip is not None
    assert asha.trip.version == 1


async def test_the_number_of_somebody_else_is_not_the_customers() -> None:
    asha = await with_a_plan()
    await asha.says("send it to my husband too, his number is 9812345678")
    assert asha.lead is not None
    assert "phone" not in asha.lead.slots
    await asha.says("my number is 9812345678")
    assert asha.lead.slots["phone"]["value"] == "9812345678"


async def test_who_only_sighs_is_asked_what_should_be_different() -> None:
    asha = await with_a_plan()
    said = await asha.says("hmm")
    assert "different in your plan" in said
    assert not asha.effects(AskHuman)


async def test_a_day_by_its_number_is_not_a_day_less() -> None:
    asha = await with_a_plan()
    await asha.says("can you remove day 4 activities")
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 6
    await asha.says("remove one day")
    assert asha.trip.request["nights"] == 5


@pytest.mark.parametrize("words", ["is 2 nights in kochi enough?", "are 6 nights too long for two places?"])
async def test_whether_it_is_enough_is_a_question_and_no_wish(words: str) -> None:
    asha = await with_a_plan()
    said = await asha.says(words)
    assert "comes out the same" not in said
    assert asha.trip is not None
    assert asha.trip.version == 1


async def test_what_they_can_only_pay_is_a_budget() -> None:
    asha = await with_a_plan()
    assert "over your budget of ₹90,000" in await asha.says("we can only pay 90000")


async def test_who_is_ready_to_pay_is_told_how() -> None:
    asha = await with_a_plan()
    await asha.says("we are ready to pay")
    assert [call.reason for call in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_the_nights_of_a_houseboat_are_not_those_of_the_trip() -> None:
    asha = await with_a_plan()
    said = await asha.says("can you make the houseboat 1 night only")
    assert "colleague" in said
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 6
    await asha.says("keep the whole trip 5 nights")
    assert asha.trip.request["nights"] == 5


async def test_ok_beside_a_wish_to_see_it_again_books_nothing() -> None:
    asha = await with_a_plan()
    said = await asha.says("ok send details")
    assert "{trip_link}" in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    ["done, how to confirm", "What do you need from me to book?", "what's the next step?", "wie buche ich?"],
)
async def test_who_asks_how_to_book_is_told(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert [call.reason for call in asha.effects(AskHuman)] == ["Wants to book version 1"]


async def test_whether_it_is_for_both_is_answered_with_the_price_and_counts_nobody_anew() -> None:
    asha = await with_a_plan()
    assert "for all of you" in await asha.says("is that for both of us?")
    assert asha.trip is not None
    assert asha.trip.version == 1


async def test_a_sight_named_like_a_kind_is_put_into_the_plan() -> None:
    asha = customer()
    await asha.says("Paris, 2 adults, 5 nights from 5 Feb, comfort hotels")
    assert "Disneyland" in await asha.says("Can you include Disneyland?")


async def test_nothing_too_expensive_is_a_wish_and_no_farewell() -> None:
    asha = customer()
    await asha.says("Paris in June for 2 adults, 5 nights")
    said = await asha.says("Sounds good, nothing too expensive please")
    assert "value" in said
    assert "change your mind" not in said


async def test_a_post_that_was_seen_is_no_hobby() -> None:
    asha = customer()
    await asha.says("I saw your instagram post about kerala packages")
    assert asha.lead is not None
    assert "interests" not in asha.lead.slots


async def test_where_one_place_is_not_sold_others_are_suggested() -> None:
    asha = customer()
    await asha.says("a honeymoon in the Maldives")
    assert "• *" in await asha.says("ok then suggest something else")


async def test_cool_beside_a_wish_to_be_sent_something_books_nothing() -> None:
    asha = await with_a_plan()
    await asha.says("cool, send me something i can show him")
    assert not [call for call in asha.effects(AskHuman) if "book" in call.reason]


@pytest.mark.parametrize("words", ["remove night safari", "remove the night market, add a day trip"])
async def test_a_night_within_a_name_is_no_night_less(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 6


async def test_where_to_pay_and_a_price_with_its_breakup_are_told() -> None:
    asha = await with_a_plan()
    assert "404" in await asha.says("pls share final price with breakup")
    assert "404" in await asha.says("where do i pay")


async def test_the_ages_that_children_will_have_are_heard() -> None:
    asha = customer()
    await asha.says("Kerala, 2 adults and kids 7 and 10, 6 nights from 5 Feb, comfort hotels")
    await asha.says("kids will be 8 and 10 actually")
    assert asha.lead is not None
    assert asha.lead.slots["child_ages"]["value"] == [8, 10]


async def test_two_weekdays_move_both_ends_of_the_trip() -> None:
    asha = await with_a_plan()
    await asha.says("can we do it from Monday to Friday?")
    assert _starts(asha) == "2027-02-08"
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 4


async def test_who_asks_why_and_wants_it_cheaper_gets_it_cheaper() -> None:
    asha = await with_a_plan()
    assert "version 2" in await asha.says("why is it so expensive? make it cheaper")


@pytest.mark.parametrize("words", ["houseboat hatao", "houseboat hata do", "boat cruise हटा दो"])
async def test_what_is_to_be_taken_out_in_hindi_is_not_wished_for(words: str) -> None:
    asha = await with_a_plan()
    await asha.says(words)
    assert asha.lead is not None
    assert "interests" not in asha.lead.slots
    assert asha.lead.slots["avoid"]["value"]


@pytest.mark.parametrize(
    "words", ["what are we doing on the third day?", "was machen wir am dritten Tag?", "teesre din kya hai"]
)
async def test_a_day_by_its_place_in_the_trip_is_told(words: str) -> None:
    asha = await with_a_plan()
    assert "10:48" in await asha.says(words)


async def test_two_weekdays_without_another_word_are_the_ends_of_the_trip() -> None:
    asha = await with_a_plan()
    await asha.says("Monday to Friday would suit the two of us best")
    assert _starts(asha) == "2027-02-08"
