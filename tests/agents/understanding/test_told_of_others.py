"""What is told of people who do not travel is no wish for this trip; what is told for them is one."""

import pytest

from agents.understanding.contract import Said
from tests.agents.understanding.slots_heard import BEFORE, heard


@pytest.mark.parametrize(
    "text",
    [
        "my parents spent 2 lakh on their Bali trip",
        "our friends stayed in a 5 star hotel",
        "our neighbours went with 2 kids",
        "last year we paid $3000",
        "last time we had a private car",
        "mis padres gastaron 3000 euros",
        "mes parents ont dépensé 3000 euros",
        "unsere Freunde hatten ein Budget von 3000 Euro",
        "meine Eltern haben 3000 Euro ausgegeben",
        "meus pais gastaram 3000 euros",
        "мои родители потратили 3000 евро",
        "pichle saal humne 2 lakh kharch kiye",
    ],
)
def test_what_was_paid_or_had_once_is_no_wish(text: str) -> None:
    assert heard(text) == {}
    assert heard(text, *BEFORE) == {}


@pytest.mark.parametrize(
    "text",
    [
        "meine Eltern haben ein Budget von 3000 Euro",
        "my colleagues have a budget of 5 lakh",
        "my parents' budget is 2 lakh",
        "my brother's flight lands at 10:00",
        "mis amigos tienen 3 habitaciones",
    ],
)
def test_what_others_have_changes_no_trip_of_ours(text: str) -> None:
    assert heard(text, *BEFORE) == {}


def test_of_two_budgets_ours_counts_and_of_two_classes_the_one_we_want() -> None:
    assert heard("my friends have a budget of 5 lakh, ours is 2 lakh")["budget"]["amount"] == "200000"
    told = heard("my friends stayed at a luxury hotel, we want a 3 star hotel")
    assert told["stay"]["class"] == "value"
    told = heard("Bali for 2, my brother went in March and paid 3000 euros, we have 2000 euros")
    assert told["budget"]["amount"] == "2000"
    assert "date_window" not in told


def test_an_enquiry_made_for_others_is_heard_whole() -> None:
    told = heard("my parents land on 5 March at 14:00, 5 nights in Bali for 2 adults")
    assert (told["start_date"], told["arrives_at"], told["nights"]) == ("2027-03-05", "14:00", 5)
    told = heard("Bali trip for my parents, they have a budget of 2 lakh")
    assert told["budget"]["amount"] == "200000"
    theirs = (Said("customer", "a trip to Bali for my parents, 2 adults"), BEFORE[1])
    assert heard("my parents land on 5 March at 14:00", *theirs)["arrives_at"] == "14:00"


# What relatives pay for, book, wish or advise is for this trip, and who is addressed is told what we wish.
_OF_THIS_TRIP = (
    ("bhai budget 2 lakh hai", "budget"),
    ("भाई बजट 2 लाख है", "budget"),
    ("maa kasam budget 2 lakh", "budget"),
    ("sister ji 3 rooms", "rooms"),
    ("my parents are paying, budget is 3 lakh", "budget"),
    ("mis padres pagan, el presupuesto es 3000 euros", "budget"),
    ("mon père paie, budget 4000 euros", "budget"),
    ("mein Vater zahlt, Budget 4000 Euro", "budget"),
    ("meu pai paga, orçamento 4000 euros", "budget"),
    ("папа платит, бюджет 400000 рублей", "budget"),
    ("papa pay karenge, budget 3 lakh", "budget"),
    ("أبي سيدفع، الميزانية 4000 دولار", "budget"),
    ("father's budget 3 lakh max", "budget"),
    ("my father has 2 lakh for this trip", "budget"),
    ("my parents gave us 2 lakh for the trip", "budget"),
    ("my brother's budget is ours too, 3 lakh", "budget"),
    ("my boss approved leave from 10 to 15 March 2027", "start_date"),
    ("our son's exams end on 9 March so start on 10 March", "start_date"),
    ("my parents arrive at 10:00", "arrives_at"),
    ("amigos vienen también, 3 habitaciones", "rooms"),
    ("mes amis viennent aussi, 3 chambres", "rooms"),
    ("друзья тоже едут, 3 номера", "rooms"),
    ("my brother will come too, 3 rooms now", "rooms"),
    ("my brother booked our flights, landing 10:15 on 5 March", "arrives_at"),
    ("mein Bruder hat die Flüge gebucht, Ankunft 5. März 10:15", "arrives_at"),
    ("my mother can only travel from 12 March, start date 12 March", "start_date"),
    ("ma mère préfère un hôtel 3 étoiles", "stay"),
    ("my dad prefers a private car", "transport"),
    ("my mother suggests 7 nights", "nights"),
    ("my parents paid for our trip to Bali on 10 March", "start_date"),
    ("my parents visited Bali and told us to go 10 March", "start_date"),
    ("my sister had a baby, so 1 infant more", "infants"),
    ("my mother had surgery, so start on 10 March", "start_date"),
    ("my mother had a fall so ground floor rooms, 2 rooms", "rooms"),
    ("our friends had to cancel so only 2 adults and 1 room", "rooms"),
)


def test_what_relatives_pay_for_wish_or_advise_is_for_this_trip() -> None:
    unheard = [text for text, name in _OF_THIS_TRIP if name not in heard(text, *BEFORE)]
    assert unheard == []


def test_a_first_message_that_speaks_of_relatives_is_heard_whole() -> None:
    told = heard("We want Bali. Parents arrive 5 March, kids 2, 5 nights")
    assert (told["destinations"], told["start_date"], told["nights"]) == (["Bali"], "2027-03-05", 5)
    told = heard("Friends trip, budget 50k per person, Bali, we want 5 nights")
    assert (told["budget"]["amount"], told["nights"]) == ("50000", 5)
    told = heard("Wir möchten nach Thailand. Unsere Tochter hat vom 10. bis 20. Juli Ferien")
    assert (told["start_date"], told["end_date"]) == ("2027-07-10", "2027-07-20")
    told = heard("We are planning a Kerala trip. Friends from Pune, 5 nights in April")
    assert (told["destinations"], told["nights"]) == (["Kerala"], 5)
    assert heard("mis amigos fueron quienes recomendaron Bali")["destinations"] == ["Bali"]


def test_flights_of_others_that_are_off_take_back_none_of_ours() -> None:
    told = (*BEFORE[:1], Said("customer", "we land at 14:00"), BEFORE[1])
    assert "arrives_at" not in heard("my brother's flights cancelled", *told)
    assert "arrives_at" not in heard("my parents' flight was cancelled", *told)
    assert heard("our flights are cancelled", *told)["arrives_at"] is None


def test_of_two_budgets_in_one_sentence_the_one_that_is_not_theirs_counts() -> None:
    assert heard("My friend's budget was 2 lakh, budget 3 lakh", *BEFORE)["budget"]["amount"] == "300000"


def test_who_wants_what_others_had_is_heard() -> None:
    assert heard("my friends went to Bali, we want to go there too")["destinations"] == ["Bali"]
    assert heard("my parents and I want a luxury hotel")["stay"]["class"] == "luxury"
    assert heard("my parents need 2 rooms", *BEFORE)["rooms"] == 2
