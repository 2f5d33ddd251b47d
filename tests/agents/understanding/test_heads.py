"""Who travels, counted as people count themselves: ages behind a count, and two, three or four together."""

from datetime import date

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 22)


def heard(text: str) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "wir (2 Erw., 2 Kinder 7+11) wollen nach Bali",
        "2 adults, 2 kids 7+11",
        "2 adults + 2 kids (7+11), Bali",
        "2 adults, 2 kids: 7,11",
        "2 adults, kids 7 n 11",
        "2 adults, 2 kids 7-11",
        "2 Erwachsene, 2 Kinder 7/11",
        "2 adultes, 2 enfants 7-11 ans",
        "2 adultos y 2 niños 7+11",
        "2 adultos, 2 crianças 7/11",
        "2 взрослых, 2 детей 7+11",
        "2 bade 2 bachche 7+11",
        "we are 2+2 (7+11)",
        "2+2, kids 7+11",
    ],
)
def test_figures_behind_as_many_children_are_their_ages(text: str) -> None:
    known = heard(text)
    assert (known["adults"], known["children"], known["child_ages"]) == (2, 2, [7, 11])
    assert "start_date" not in known


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("2 adults 2 kids 7/11 to 12/11", "start_date", "2027-11-07"),
        ("2 adults, 2 kids, 7/11, 5 nights", "start_date", "2027-11-07"),
        ("2 adults, 2 kids 10-15 April", "end_date", "2027-04-15"),
        ("2 adults, 2 kids 2-3 bedrooms", "children", 2),
        ("2 adults 1 child 10/12/2026", "start_date", "2026-12-10"),
        ("4+2 for Bali", "adults", 4),
        ("4+2 pax", "children", 2),
        ("2 adults, 2 kids 4 n 5 d", "nights", 4),
        ("2 adults and my mother has a wheelchair", "adults", 2),
        ("2 adults, my mother and me", "adults", 2),
        ("Viajo con mi madre necesita silla de ruedas", "adults", 2),
        ("2 adults and my friend in Bali will pick us up", "adults", 2),
    ],
)
def test_figures_that_tell_a_day_or_the_party_are_no_ages(text: str, name: str, value: object) -> None:
    known = heard(text)
    assert known[name] == value
    assert "child_ages" not in known


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("we two want Bali", 2),
        ("both of us are vegetarian", 2),
        ("on part à 2 à Bali", 2),
        ("3000 max à nous deux", 2),
        ("on voyage à trois au Vietnam", 3),
        ("on part tous les deux", 2),
        ("nous 4", 4),
        ("wir fahren zu zweit", 2),
        ("wir beide", 2),
        ("viaje en pareja a Bali", 2),
        ("vamos los dos", 2),
        ("nosotros tres", 3),
        ("siamo in due", 2),
        ("vamos nós dois", 2),
        ("viagem a dois", 2),
        ("нас двое", 2),
        ("тур на двоих на Бали", 2),
        ("हम दोनों बाली जाना चाहते हैं", 2),
        ("hum dono Bali jana chahte hain", 2),
        ("احنا اتنين نريد بالي", 2),
        ("نحن شخصان", 2),
    ],
)
def test_who_says_how_many_go_together_is_counted(text: str, heads: int) -> None:
    assert heard(text)["travellers"] == heads


@pytest.mark.parametrize(
    "text",
    [
        "on part à 2 heures",
        "à deux minutes de la plage",
        "tous les deux jours",
        "nous deux nuits à Ubud",
        "un dîner à deux",
        "we both love beaches",
        "vamos dos semanas",
        "para los dos hoteles",
        "wir zwei Wochen",
        "нас двое суток не пускали",
        "हम दो दिन रुकेंगे",
        "hum do raat rukenge",
        "in due course",
    ],
)
def test_numbers_of_other_things_count_nobody(text: str) -> None:
    assert not {"travellers", "adults"} & set(heard(text))


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("something for my parents' 40th anniversary, they are 65 and 68", 2),
        ("a trip for my parents, they are 65 and 68", 2),
        ("my parents and I want to go to Bali", 3),
        ("my wife, my parents and me", 4),
        ("we are 34 and 36", 2),
        ("un viaje para mis padres", 2),
        ("mis padres y yo queremos ir a Bali", 3),
        ("un voyage pour mes parents", 2),
        ("eine Reise für meine Eltern", 2),
        ("meine Eltern und ich wollen nach Bali", 3),
        ("uma viagem para meus pais", 2),
        ("поездка для моих родителей", 2),
        ("رحلة لوالدي", 2),
        ("mere mata pita ke liye Bali trip", 2),
        ("main aur mere mata pita", 3),
    ],
)
def test_parents_who_travel_are_counted_with_whoever_goes_along(text: str, adults: int) -> None:
    assert heard(text)["adults"] == adults


@pytest.mark.parametrize(
    "text",
    [
        "for my parents' house",
        "my parents gave us this trip",
        "a room for my parents",
        "ask my parents and me",
        "we are staying at my parents' place",
        "my parents' anniversary dinner",
        "they are 12 and 15",
        "trip with a wheelchair for my parents",
    ],
)
def test_parents_who_are_only_spoken_of_are_not_counted(text: str) -> None:
    assert not {"travellers", "adults"} & set(heard(text))


@pytest.mark.parametrize(
    ("text", "ages", "infants", "children"),
    [
        ("2 adults, 2 kids (1 and 5)", [5], 1, 1), ("2 adults, 2 children (3 months, 5 years)", [5], 1, 1),
        ("2 adults and 2 children aged 8 months and 5", [5], 1, 1),
        ("2 adults, 3 kids: 5, 3 and 11 months", [5, 3], 1, 2),
        ("2 adultos, 2 niños (6 meses y 4 años)", [4], 1, 1),
        ("2 Erwachsene, 2 Kinder (8 Monate, 4 Jahre)", [4], 1, 1),
        ("2 adults, 1 child (8 months)", None, 1, 0),
        ("2 adultes, ados 14 et 16", [14, 16], None, 2), ("2 adults, teens 13 and 15", [13, 15], None, 2),
        ("2 Erwachsene, 2 Jugendliche (14, 16)", [14, 16], None, 2),
        ("2 взрослых и 2 подростка", None, None, 2),
        ("2 adults, 2 kids and an infant", None, 1, 2), ("2 adults and 2 kids (7 and 11)", [7, 11], None, 2),
    ],
)  # fmt: skip
def test_a_child_under_two_is_an_infant_and_counted_once(
    text: str, ages: list[int] | None, infants: int | None, children: int
) -> None:
    told = heard(text)
    assert tuple(told.get(name) for name in ("child_ages", "infants", "children")) == (
        ages,
        infants,
        children,
    )


@pytest.mark.parametrize(
    "text",
    [
        "their ages are 4 and 9",
        "sus edades: 4 y 9",
        "leurs âges : 4 et 9",
        "ihr Alter: 4 und 9",
        "أعمارهم ٤ و ٩",
        "as idades são 4 e 9",
        "их возраст 4 и 9",
        "उम्र 4 और 9 है",
    ],
)
def test_ages_are_told_of_children_who_are_known(text: str) -> None:
    known = heard(text)
    assert known["child_ages"] == [4, 9]


@pytest.mark.parametrize("text", ["our ages are 34 and 36", "pages 4 and 9"])
def test_other_figures_are_no_ages_of_children(text: str) -> None:
    assert "child_ages" not in heard(text)
