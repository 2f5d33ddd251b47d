"""Days as people tell them: the flight home, other affairs, a month with too little left, the year first."""

from datetime import date
from typing import Any

import pytest

from tests.agents.desk import TODAY, engine
from tests.agents.test_moving_the_trip import of_bali


def heard(text: str, today: date = TODAY) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), today).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "two weeks in November",
        "dos semanas en noviembre",
        "deux semaines en novembre",
        "zwei Wochen im November",
        "duas semanas em novembro",
        "две недели в ноябре",
    ],
)
def test_a_month_of_which_too_little_is_left_is_that_of_next_year(text: str) -> None:
    assert heard(text, date(2026, 11, 27))["date_window"] == {"from": "2027-11-01", "to": "2027-11-30"}


@pytest.mark.parametrize(
    "text", ["3 nights in November", "two weeks in November 2026", "two weeks this November"]
)
def test_a_month_with_room_left_or_told_with_its_year_is_this_one(text: str) -> None:
    assert heard(text, date(2026, 11, 27))["date_window"] == {"from": "2026-11-27", "to": "2026-11-30"}


@pytest.mark.parametrize(
    "text",
    [
        "Bali in March, 4 friends",
        "Bali March, 2 bedrooms",
        "Bali in March 2+2",
        "Bali en marzo, 2 personas",
        "Bali en mars, 2 personnes",
        "Bali im März, 4 Sterne Hotel",
        "Bali em março, 2 pessoas",
        "Бали в марте, 2 взрослых",
    ],
)
def test_a_count_behind_a_month_is_no_day_of_it(text: str) -> None:
    told = heard(text)
    assert told["date_window"] == {"from": "2027-03-01", "to": "2027-03-31"}
    assert "start_date" not in told


@pytest.mark.parametrize(
    "text", ["Regards, Amy March", "we went to Bali last March, it was great", "women's march, 8 people"]
)
def test_a_march_of_people_a_name_and_a_month_gone_by_are_no_wish(text: str) -> None:
    assert "date_window" not in heard(text)


@pytest.mark.parametrize(
    "text",
    ["March 5 couple trip to Bali", "marzo 5 personas 4", "Март 5 человек 4", "March 5 +2 extra nights"],
)
def test_a_day_of_a_month_is_no_count_of_what_stands_behind_it(text: str) -> None:
    told = heard(text)
    assert told["start_date"] == "2027-03-05"
    assert not {"adults", "travellers"} & told.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Bali, 5 nights, 10 March, flexible by 2-3 days",
        "Bali, 5 nights, 10 March +/- 3 days",
        "Bali, 5 Nächte ab 10. März, flexibel um 3 Tage",
        "Бали, 5 ночей, 10 марта плюс-минус 3 дня",
    ],
)
def test_how_far_dates_may_move_is_a_window_and_no_length(text: str) -> None:
    told = heard(text)
    assert told["date_window"] == {"from": "2027-03-07", "to": "2027-03-13"}
    assert (told["nights"], told.get("days")) == (5, None)


@pytest.mark.parametrize(
    "text",
    [
        "my return flight is booked for 17 Feb at 14:30",
        "Bali, return flight is already booked for 17 Feb at 14:30",
        "el vuelo de vuelta está reservado para el 17 de febrero a las 14:30",
        "notre vol retour est réservé pour le 17 février à 14h30",
        "unser Rückflug ist für den 17. Februar um 14:30 gebucht",
        "nosso voo de volta está marcado para 17 de fevereiro às 14:30",
        "обратный рейс забронирован на 17 февраля в 14:30",
        "wapsi ki flight 17 Feb ko 14:30 baje hai",
        "رحلة العودة محجوزة يوم 17 فبراير الساعة 14:30",
    ],
)
def test_the_flight_home_tells_when_the_trip_ends(text: str) -> None:
    told = heard(text)
    assert (told["end_date"], told["departs_at"]) == ("2027-02-17", "14:30")
    assert not {"start_date", "booked"} & told.keys()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("my flight is booked for 11 Feb at 14:30", "2027-02-11"),
        ("our outbound flight is 10 Feb and return flight is 17 Feb", "2027-02-10"),
        ("Bali with return flights from 10 Feb, 7 nights", "2027-02-10"),
    ],
)
def test_the_flight_there_tells_when_it_starts(text: str, start: str) -> None:
    assert heard(text)["start_date"] == start


@pytest.mark.parametrize(
    "text",
    [
        "the wedding is three days later, on 20 February",
        "our wedding is on 20 February",
        "la boda es el 20 de febrero",
        "le mariage est le 20 février",
        "die Hochzeit ist am 20. Februar",
        "o casamento é no dia 20 de fevereiro",
        "свадьба 20 февраля",
        "shaadi 20 February ko hai",
        "the conference ends on 20 February",
    ],
)
async def test_the_day_of_another_affair_moves_no_trip(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.request["start"] == "2027-01-03"
    assert asha.lead.slots["start_date"]["value"] == "2027-01-03"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("our wedding is on 20 Feb and we want to leave on 22 Feb for Bali", "2027-02-22"),
        ("my birthday is on 20 Feb, Bali from 18 Feb 5 nights", "2027-02-18"),
        ("the conference ends on 5 March, then Bali from 6 March", "2027-03-06"),
        ("honeymoon in Bali from 20 Feb", "2027-02-20"),
        ("la boda es el 20 de febrero, queremos salir el 22 de febrero", "2027-02-22"),
    ],
)
def test_the_day_of_the_trip_beside_it_is_heard(text: str, start: str) -> None:
    assert heard(text)["start_date"] == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Bali 2028 March 3", "2028-03-03"),
        ("2028 3 March, 5 nights", "2028-03-03"),
        ("in 2027 March 3 to 8", "2027-03-03"),
        ("am 10. Februar, äh nein, am 12.", "2027-02-12"),
        ("ab 10. Februar, nein Quatsch, am 12.", "2027-02-12"),
        ("wir kommen am 12. an", "2026-12-12"),
    ],
)
def test_the_year_may_come_first_and_a_german_day_stand_alone(text: str, start: str) -> None:
    assert heard(text)["start_date"] == start


def test_an_age_is_no_day() -> None:
    assert "start_date" not in heard("I am 12.")


@pytest.mark.parametrize(
    "text",
    [
        "ah sorry I wrote 5 Feb, it should be 5 March",
        "perdón, escribí 5 de febrero pero es el 5 de marzo",
        "j'ai écrit 5 février mais c'est le 5 mars",
        "ich habe 5. Februar geschrieben, es ist aber der 5. März",
        "escrevi 5 de fevereiro mas é 5 de março",
        "я написала 5 февраля, а надо 5 марта",
        "5 March, not 5 Feb",
    ],
)
def test_the_day_that_was_written_before_gives_way_to_the_right_one(text: str) -> None:
    assert heard(text)["start_date"] == "2027-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "March instead of February",
        "marzo en vez de febrero",
        "mars au lieu de février",
        "Entschuldigung, ich meinte März statt Februar",
        "março em vez de fevereiro",
        "в марте, а не в феврале",
        "February ki jagah March",
    ],
)
def test_of_two_months_the_one_that_is_not_meant_is_left(text: str) -> None:
    assert heard(text)["date_window"] == {"from": "2027-03-01", "to": "2027-03-31"}


@pytest.mark.parametrize("text", ["not before 5 Feb", "I said 5 Feb", "we are not flexible, 5 Feb"])
def test_a_day_beside_another_no_is_kept(text: str) -> None:
    assert heard(text)["start_date"] == "2027-02-05"


@pytest.mark.parametrize(
    "text",
    [
        "мы улетаем 10 февраля на Бали на 7 ночей",
        "Улетаем из Москвы 10 февраля, 7 ночей",
        "return tickets Mumbai to Bali on 10 Feb for 2 adults",
        "Return flights Delhi Goa 10 February",
        "Rückflugtickets am 10. Februar Berlin Bali",
        "book flight back and forth for 10 February",
        "repartir en voyage le 10 février à Bali",
        "Vol aller retour le 10 février pour Bali, 7 nuits",
        "Billets aller-retour le 10 février pour Bali",
        "Vol retour Paris Bali le 10 février, 7 nuits",
        "Обратные билеты на 10 февраля Москва Бали",
        "Билеты туда и обратно 10 февраля Москва Бали",
        "vuelo de ida y vuelta el 10 de febrero a Bali",
        "voo de ida e volta no dia 10 de fevereiro para Bali",
    ],
)
def test_tickets_there_and_back_and_a_setting_out_tell_when_the_trip_starts(text: str) -> None:
    told = heard(text)
    assert told["start_date"] == "2027-02-10"
    assert "end_date" not in told


@pytest.mark.parametrize(
    "text",
    [
        "прилетаем 10 февраля, улетаем обратно 17 февраля",
        "we land on 10 Feb, our return tickets are for 17 Feb",
        "we arrive on 10 Feb and fly back on 17 Feb",
        "Bali, vol aller le 10 février, vol retour le 17 février",
        "прилетаем 10 февраля, обратные билеты на 17 февраля",
    ],
)
def test_the_way_home_beside_the_way_there_ends_the_trip(text: str) -> None:
    told = heard(text)
    assert (told["start_date"], told["end_date"]) == ("2027-02-10", "2027-02-17")


@pytest.mark.parametrize(
    "text",
    [
        "I work until the day before Christmas, Bali 7 nights from 27 December",
        "wir arbeiten bis zum 24. Dezember, Bali 7 Nächte ab 27. Dezember",
        "trabajamos hasta el 24 de diciembre, Bali 7 noches desde el 27 de diciembre",
    ],
)
def test_what_keeps_them_at_home_until_a_day_ends_no_trip(text: str) -> None:
    told = heard(text)
    assert (told["start_date"], told["nights"]) == ("2026-12-27", 7)
    assert "end_date" not in told


def test_both_ends_of_a_stretch_are_kept_though_they_were_said_before() -> None:
    told = heard("I said 10 Feb to 17 Feb")
    assert (told["start_date"], told["end_date"]) == ("2027-02-10", "2027-02-17")
    assert heard("As we told you 10 Feb start, 17 Feb end")["start_date"] == "2027-02-10"


@pytest.mark.parametrize(
    "text",
    [
        "whether or not in May we go to Bali",
        "why not in May?",
        "¿por qué no en mayo?",
        "pourquoi pas en mai ?",
        "warum nicht im Mai?",
        "por que não em maio?",
        "почему не в мае?",
    ],
)
def test_a_month_that_is_asked_about_is_not_refused(text: str) -> None:
    assert heard(text)["date_window"] == {"from": "2027-05-01", "to": "2027-05-31"}


@pytest.mark.parametrize(
    "text",
    [
        "notre vol retour est le 17 février",
        "billets de retour réservés pour le 17 février",
        "наши обратные билеты на 17 февраля",
        "обратные билеты забронированы на 17 февраля",
    ],
)
def test_tickets_back_that_are_ours_or_booked_end_the_trip(text: str) -> None:
    told = heard(text)
    assert told["end_date"] == "2027-02-17"
    assert "start_date" not in told


@pytest.mark.parametrize(
    "text",
    [
        "We want 7 nights in Bali in 2031 February",
        "7 noches en Bali en 2031 febrero",
        "7 nuits à Bali en 2031 février",
        "7 Nächte auf Bali im 2031 Februar",
        "7 ночей на Бали в 2031 феврале",
    ],
)
def test_a_far_year_that_a_month_is_told_in_is_kept(text: str) -> None:
    assert heard(text)["date_window"] == {"from": "2031-02-01", "to": "2031-02-28"}


def test_a_number_before_a_month_that_is_no_year_of_it_changes_nothing() -> None:
    assert heard("we stay in room 2031, February for 7 nights")["date_window"]["from"] == "2027-02-01"
    assert heard("room 2012, 10 Feb")["start_date"] == "2027-02-10"
