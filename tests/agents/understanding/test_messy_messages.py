"""Messages as they come: told in one breath, as a forwarded form, by kin, from a feast, with a price a "
"head."""

from datetime import date
from typing import Any

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 27)


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


def has(text: str, **told: Any) -> None:
    found = heard(text)
    assert {name: found.get(name) for name in told} == told


@pytest.mark.parametrize(
    ("text", "adults", "ages", "nights", "place"),
    [
        (
            ("hi there um so its my mom my dad my brother and me we want bali end of january for a week "
            "nothing "
            "fancy just clean hotels near the beach"),
            4, None, 7, "Bali",
        ),
        (
            ("hello yes so basically me and my husband we were thinking like you know early march maybe the "
            "first "
            "week six nights somewhere in kerala not too hectic"),
            2, None, 6, "Kerala",
        ),
        (
            ("hola mira te cuento somos mi marido yo y las dos niñas de 6 y 9 y queríamos ir a bali como en "
            "la segunda "
            "semana de febrero unas 7 noches más o menos con unos 4000 euros"),
            2, [6, 9], 7, "Bali",
        ),
        (
            ("bonjour alors en fait on est un couple avec nos enfants de 4 et 7 ans et on voudrait partir au "
            "sri lanka "
            "genre mi-mars pour dix nuits sans trop bouger"),
            2, [4, 7], 10, "Sri Lanka",
        ),
        (
            ("hallo also wir sind zu viert zwei erwachsene und zwei kinder 5 und 8 und wir würden gern nach "
            "thailand "
            "für zwei wochen budget maximal 6000 euro"),
            2, [5, 8], 14, "Thailand",
        ),
        (
            ("oi então somos eu minha esposa e nosso filho de 4 anos queremos ir pra bali em abril umas 8 "
            "noites "
            "gastando até 20 mil reais no total"),
            2, [4], 8, "Bali",
        ),
        (
            ("здравствуйте нас двое взрослых и ребенок 7 лет хотим в таиланд на десять ночей в середине "
            "февраля"),
            2, [7], 10, "Thailand",
        ),
        (
            ("haan ji namaste hum log 4 log hain do bade do bachche 6 aur 10 saal ke kerala jana hai holi ke "
            "baad 5 "
            "raat ke liye"),
            2, [6, 10], 5, "Kerala",
        ),
    ],
)  # fmt: skip
def test_what_is_told_in_one_breath_is_heard_whole(
    text: str, adults: int, ages: list[int] | None, nights: int, place: str
) -> None:
    has(text, adults=adults, child_ages=ages, nights=nights, destinations=[place])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ("*Name:* Ravi Kumar\n*Place:* Thailand\n*No. of nights:* 6\n*Travel date:* 20 Jan\n*Adults:* "
            "3\n*Kids:* 0"),
            {"name": "Ravi Kumar", "destinations": ["Thailand"], "nights": 6, "adults": 3, "children": 0},
        ),
        (
            ("Fwd: Trip details\n- Destination: Sri Lanka\n- Dates: 12/03/2027 to 19/03/2027\n- Pax: 2A + 1C "
            "(7y)\n"
            "- Hotel: 4*\n- Meal: veg\n- Budget: 2L"),
            {"start_date": "2027-03-12", "end_date": "2027-03-19", "adults": 2, "child_ages": [7]},
        ),
        (
            "Ziel: Bali\nZeitraum: 05.03.-15.03.2027\nReisende: 2 Erwachsene, 1 Kind (4)\nBudget: 4.000 €",
            {"start_date": "2027-03-05", "end_date": "2027-03-15", "phone": None, "child_ages": [4]},
        ),
        (
            "Destino: Tailândia\nSaída: 5 de abril\nRetorno: 14 de abril\nAdultos: 2\nCrianças: 1 (6 anos)",
            {"start_date": "2027-04-05", "end_date": "2027-04-14", "adults": 2, "child_ages": [6]},
        ),
        (
            ("Destination : Sri Lanka\nDépart : 8 mars\nRetour : 18 mars\nVoyageurs : 2 adultes, "
            "2 enfants (7 et 11 ans)"),
            {"start_date": "2027-03-08", "end_date": "2027-03-18", "child_ages": [7, 11]},
        ),
        ("Destino: Bali\nNoches: 6\nPersonas: 2 adultos", {"nights": 6, "adults": 2}),
        ("Бали\nНочей: 7\nВзрослых: 2", {"nights": 7, "adults": 2}),
        ("from 5 Feb\nI meant 5 March\nBali", {"start_date": "2027-03-05", "origin": None}),
    ],
)  # fmt: skip
def test_a_form_is_read_line_by_line(text: str, told: dict[str, Any]) -> None:
    has(text, **told)


@pytest.mark.parametrize(
    ("text", "stars"), [("4* hotel in Bali", 4), ("Bali, 5* please", 5), ("a 3* or better in Kerala", 3)]
)
def test_the_star_of_a_hotel_is_no_bold_letter(text: str, stars: int) -> None:
    assert heard(text)["stay"]["stars"] == stars


@pytest.mark.parametrize(
    ("text", "adults", "children"),
    [
        ("Thailand for my in-laws, my wife, our twin boys (5) and me, 7 nights from 3 March", 4, 2),
        ("my husband, his mother, our 2 daughters 8 & 12 and I want Bali in April", 3, 2),
        ("mis suegros, mi esposa y yo más los mellizos de 4 años, Bali en marzo", 4, 2),
        ("mes parents, ma sœur, son mari et moi, Bali en mars", 5, None),
        ("meine Frau, ich, ihre Eltern und unser Sohn (6) - Bali im März", 4, 1),
        ("eu, minha mãe e minhas duas irmãs queremos Bali em março", 4, None),
        ("я, муж, его мама и двое детей 3 и 6 лет, Бали в марте", 3, 2),
        ("main, meri patni, mere mata pita aur 2 bachche, kerala march mein", 4, 2),
        ("انا وزوجتي ووالدتي وطفلان، بالي في مارس", 3, 2),
        ("my wife, my son and I", 2, 1),
        ("my wife and I and 2 kids", 2, 2),
    ],
)
def test_a_family_is_counted_by_its_kin(text: str, adults: int, children: int | None) -> None:
    has(text, adults=adults, children=children)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 days after Diwali next year, Kerala 5 nights", "2027-10-31"),
        ("Bali, flying the day after christmas", "2026-12-26"),
        ("a week before Holi, Rajasthan 4 nights", "2027-03-15"),
        ("dos días después de Navidad, Bali", "2026-12-27"),
        ("el día después de Navidad", "2026-12-26"),
        ("le lendemain de Noël", "2026-12-26"),
        ("deux jours après Noël", "2026-12-27"),
        ("zwei Tage nach Weihnachten", "2026-12-27"),
        ("dois dias depois do Natal", "2026-12-27"),
        ("через два дня после Рождества", "2026-12-27"),
        ("Diwali ke 2 din baad", "2027-10-31"),
        ("Diwali ke agle din", "2027-10-30"),
    ],
)
def test_a_day_is_counted_from_a_feast(text: str, day: str) -> None:
    told = heard(text)
    assert told["start_date"] == day
    assert "days" not in told


@pytest.mark.parametrize(("text", "days"), [("zwei Tage nach Bali", 2), ("5 Tage nach Thailand", 5)])
def test_days_to_a_place_are_a_stay(text: str, days: int) -> None:
    assert heard(text)["days"] == days


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Bali, $1200/pp, 2 of us, 7 nights", "1200"),
        ("Kerala 5N budget 25k/person 2 adults", "25000"),
        ("Bali 1500€/persona, 2 adultos, 7 noches", "1500"),
        ("Bali 1200€/pers, 2 adultes, 7 nuits", "1200"),
        ("Bali 1500€/Person, 2 Erwachsene, 7 Nächte", "1500"),
        ("Bali R$ 8.000/pessoa, 2 adultos, 7 noites", "8000"),
        ("Бали 100 000₽/чел, 2 взрослых, 7 ночей", "100000"),
        ("kerala 5 raat 20000/- per head, 2 log", "20000"),
    ],
)
def test_a_price_behind_which_a_head_is_named_is_for_each(text: str, amount: str) -> None:
    budget = heard(text)["budget"]
    assert (budget["amount"], budget["per"]) == (amount, "person")


@pytest.mark.parametrize("text", ["Rs.45,000/- for 2 adults Kerala 4 nights", "Bali 3000€, 2 adultos"])
def test_any_other_price_is_for_all(text: str) -> None:
    assert heard(text)["budget"]["per"] == "trip"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("3 adults\nsorry 2 adults and 1 kid", "adults", 2),
        ("somos 3 no perdón 4 adultos, Bali", "adults", 4),
        ("on est 4, euh non 5 adultes, Bali", "adults", 5),
        ("7 Nächte, ach nein doch 8 Nächte, Bali", "nights", 8),
        ("2 adultos, aliás 3 adultos, Bali", "adults", 3),
        ("на 7 ночей, ой нет, на 9 ночей, Бали", "nights", 9),
        ("5 raat, nahi nahi 6 raat, Kerala", "nights", 6),
        ("5 ليالي لا عفوا 6 ليالي بالي", "nights", 6),
    ],
)
def test_a_count_put_right_in_the_next_breath_is_the_newer(text: str, name: str, value: int) -> None:
    assert heard(text)[name] == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2 adults 👫 + 1 kid 👶(3) 📅 10-15 March 📍Kerala",
            {"adults": 2, "child_ages": [3], "start_date": "2027-03-10"},
        ),
        (
            "✈️ Bali ✨ 6 noches 📆 12 de marzo 👥 2 adultos 💶 3000€",
            {"nights": 6, "start_date": "2027-03-12"},
        ),
        ("🏝️ Бали, 7 ночей, с 10 февраля, нас 2 👫", {"nights": 7, "travellers": 2}),
        ("Bali 😍🌊 10 Nächte ab 3. März, 2 Erwachsene 🙏", {"nights": 10, "start_date": "2027-03-03"}),
    ],
)
def test_pictures_between_the_words_hide_nothing(text: str, told: dict[str, Any]) -> None:
    has(text, **told)


@pytest.mark.parametrize(
    "text",
    [
        "not 5 nights, 6",
        "no son 5 noches, 6",
        "pas 5 nuits mais 6",
        "nicht 5 Nächte, sondern 6",
        "não são 5 noites, 6",
        "не 5 ночей, а 6",
    ],
)
def test_a_count_that_is_not_meant_gives_way_to_the_figure_behind_it(text: str) -> None:
    assert heard(text)["nights"] == 6


def test_a_no_to_something_else_leaves_the_nights() -> None:
    assert heard("not 4 stars, 5 nights")["nights"] == 5
