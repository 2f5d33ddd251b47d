"""When a feast or a school's holidays are meant as a time to travel, and what is meant by a party."""

from datetime import date

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 22)  # Easter Sunday is 28 March 2027


def heard(text: str) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Bali in den Osterferien", "2027-03-20", "2027-04-04"),
        ("vacances de Pâques", "2027-03-20", "2027-04-04"),
        ("Easter holidays", "2027-03-20", "2027-04-04"),
        ("en Semana Santa", "2027-03-21", "2027-03-28"),
        ("na Semana Santa", "2027-03-21", "2027-03-28"),
        ("à Pâques", "2027-03-25", "2027-04-01"),
        ("an Ostern", "2027-03-25", "2027-04-01"),
        ("na Páscoa", "2027-03-25", "2027-04-01"),
        ("for Easter", "2027-03-25", "2027-04-01"),
        ("Pfingsten auf Bali", "2027-05-14", "2027-05-17"),
        ("in den Herbstferien", "2027-10-03", "2027-11-03"),
        ("aux vacances de la Toussaint", "2027-10-17", "2027-11-03"),
        ("pendant les vacances de Noël", "2026-12-20", "2027-01-05"),
        ("puente de mayo", "2027-04-30", "2027-05-03"),
        ("Rio no Carnaval", "2027-02-05", "2027-02-10"),
        ("на майские", "2027-05-01", "2027-05-10"),
        ("майские праздники", "2027-05-01", "2027-05-10"),
        ("на новогодние каникулы", "2027-01-01", "2027-01-08"),
        ("vor den Osterferien", "2027-03-06", "2027-03-19"),
        ("Osterferien 2028", "2028-04-08", "2028-04-23"),
    ],
)
def test_holidays_named_after_a_feast_are_a_stretch_of_days(text: str, first: str, last: str) -> None:
    known = heard(text)
    assert known["date_window"] == {"from": first, "to": last}
    assert "start_date" not in known


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Easter Sunday", "2027-03-28"),
        ("on Good Friday", "2027-03-26"),
        ("en Navidad", "2026-12-25"),
        ("عيد الفطر", "2027-03-10"),
        ("في عيد الأضحى", "2027-05-17"),
        ("eid al adha", "2027-05-17"),
        ("बकरीद", "2027-05-17"),
    ],
)
def test_a_feast_that_is_one_day_stays_that_day(text: str, day: str) -> None:
    assert heard(text)["start_date"] == day


@pytest.mark.parametrize("text", ["a carnival cruise", "the Whitsunday islands", "carnaval is too loud"])
def test_what_only_sounds_like_a_feast_is_no_date(text: str) -> None:
    assert not {"start_date", "date_window"} & set(heard(text))


@pytest.mark.parametrize(
    "text",
    [
        "we want to party",
        "nos gusta la playa y la fiesta",
        "queremos salir de fiesta",
        "wir wollen Party machen",
        "on veut faire la fête à Ibiza",
        "nous aimons la plage et la fête",
        "gostamos de balada",
        "нам нравятся тусовки",
        "نحب السهرات",
        "हमें पार्टी पसंद है",
    ],
)
def test_who_likes_to_party_wants_nightlife(text: str) -> None:
    assert "nightlife" in heard(text)["interests"]


@pytest.mark.parametrize(
    "text",
    [
        "es una fiesta de cumpleaños",
        "fiesta nacional",
        "día de fiesta",
        "fiesta de boda",
        "a birthday party",
        "our party is 4 people",
        "Party von 4 Personen",
        "third party insurance",
        "c'est la fête de ma mère",
        "fête nationale",
        "festa de aniversário",
        "вечеринка на день рождения",
    ],
)
def test_a_feast_or_a_group_called_a_party_is_no_nightlife(text: str) -> None:
    assert "nightlife" not in heard(text).get("interests", [])


@pytest.mark.parametrize(
    "text",
    [
        "good friday to easter monday",
        "du vendredi saint au lundi de Pâques",
        "von Karfreitag bis Ostermontag",
        "from Good Friday until Easter Monday",
    ],
)
def test_the_monday_after_easter_is_a_feast_of_that_year(text: str) -> None:
    understood = engine().understand(text, (), TODAY)
    days = [understood.slots[name].value for name in ("start_date", "end_date")]
    assert days == ["2027-03-26", "2027-03-29"]
    assert not understood.has("affirm")


@pytest.mark.parametrize(
    ("text", "start"), [("next Monday", "2026-11-23"), ("good, Friday works", "2026-11-27")]
)
def test_a_weekday_is_no_feast_and_good_before_a_comma_is_a_yes(text: str, start: str) -> None:
    understood = engine().understand(text, (), TODAY)
    assert understood.slots["start_date"].value == start
    assert understood.has("affirm") == text.startswith("good")
