"""Who travels, told in the middle of things: all are grown up, one more comes, three generations."""

import pytest

from tests.agents.desk import Customer, customer

FAMILY = "Bali for 7 nights from 10 Feb 2027 for a family of 5"


def known(asha: Customer, name: str) -> object:
    assert asha.lead is not None
    return asha.lead.slots.get(name, {}).get("value")


@pytest.mark.parametrize(
    "words",
    [
        "all adults",
        "we are all grown-ups",
        "No, all adults",
        "सब बड़े हैं",
        "sab bade hain",
        "todos adultos",
        "somos todos adultos",
        "tous adultes",
        "alle erwachsen",
        "все взрослые",
        "كلنا بالغون",
    ],
)
async def test_all_adults_makes_adults_of_the_heads_that_were_counted(words: str) -> None:
    asha = customer()
    await asha.says(FAMILY)
    await asha.says(words)
    assert (known(asha, "adults"), known(asha, "children")) == (5, 0)


async def test_children_who_turn_out_grown_up_travel_as_adults() -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults and 2 children")
    assert "4 adults" in await asha.says("we are all adults")


@pytest.mark.parametrize(
    "words",
    [
        "No kids, only adults",
        "no children, all adults",
        "only adults",
        "all adults",
        "solo adultos",
        "que des adultes",
        "nur Erwachsene",
        "só adultos",
        "только взрослые",
        "بالغون فقط",
        "sirf bade",
    ],
)
async def test_a_child_whose_age_was_told_becomes_no_adult(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults and 1 child aged 8, comfort hotels")
    assert "3 adults" not in await asha.says(words)
    assert known(asha, "adults") == 2


@pytest.mark.parametrize("words", ["No kids, only adults", "solo adultos", "nur Erwachsene", "sirf adults"])
async def test_children_who_do_not_come_are_counted_for_no_adults(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults and 2 children")
    await asha.says(words)
    assert known(asha, "adults") == 2


async def test_a_wish_for_adults_only_places_counts_nobody() -> None:
    asha = customer()
    await asha.says(FAMILY)
    await asha.says("adults only hotels please")
    assert known(asha, "adults") is None


@pytest.mark.parametrize(
    ("words", "adults"),
    [
        ("I said 2 adults but my mother comes too so 3", 3),
        ("dije 2 adultos pero viene mi madre, así que somos 3", 3),
        ("j'ai dit 2 adultes mais ma mère vient aussi, donc 3", 3),
        ("ich sagte 2 Erwachsene, aber meine Mutter kommt mit, also 3", 3),
        ("eu disse 2 adultos mas minha mãe também vem, então 3", 3),
        ("dije 2 adultos, pero mi madre se une, así que 3", 3),
        ("я писала 2 взрослых, но мама тоже едет, так что 3", 3),
        ("2 adults likha tha, meri maa bhi aa rahi hai to 3", 3),
        ("2 adults, my mother comes too, 5 nights is fine, so 3 adults", 3),
        ("I said 2 adults, my mother has been there so 5 nights is fine", 2),
        ("2 adults, my mother is diabetic, 5 nights is too long so 4", 2),
        ("2 adults, my wife is vegetarian, 5 star is too costly so 4", 2),
        ("2 adultos, mi esposa está embarazada, 5 noches es mucho entonces 4", 2),
        ("nous sommes 2 adultes, ma femme est enceinte, 5 nuits c'est trop donc 4", 2),
        ("2 Erwachsene, meine Frau ist schwanger, 5 Nächte sind zu viel, also 4", 2),
        ("2 adultos, minha esposa está grávida, 5 noites é muito, então 4", 2),
        ("нас 2 взрослых, жена беременна, 5 ночей много, так что 4", 2),
        ("We are 2 adults, my parents join for dinner only, so 4", 2),
        ("2 adultos, mis padres vienen solo a cenar, entonces 4", 2),
        ("We are 2 adults, my parents pay, so 3", 2),
        ("2 adults, my sister also wants a pool, so 3", 2),
        ("2 adults, my wife is in her second trimester so 3", 2),
        ("2 adultes, ma femme vient d'accoucher, donc 3", 2),
        ("2 adultos, meus pais vão pagar, então 4", 2),
        ("2 adults, my mother comes too, 5 nights is too long so 4", 2),
    ],
)
async def test_the_total_that_a_message_ends_on_is_what_counts(words: str, adults: int) -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027")
    await asha.says(words)
    assert known(asha, "adults") == adults


@pytest.mark.parametrize(
    ("words", "adults"),
    [
        ("Bali, 7 nights from 10 Feb 2027: grandparents, parents and 3 kids", 4),
        ("Bali, 7 noches desde el 10 de febrero de 2027: abuelos, padres y 3 niños", 4),
        ("Bali, 7 nights from 10 Feb 2027, my parents and 3 kids", None),
    ],
)
async def test_three_generations_are_counted_without_a_word_of_me(words: str, adults: int | None) -> None:
    asha = customer()
    await asha.says(words)
    assert known(asha, "adults") == adults
    assert known(asha, "children") == 3


@pytest.mark.parametrize(
    "words",
    [
        "Do we need a visa? My wife is Russian, I am German",
        "Soy Alemana, ¿necesito visado?",
        "Je suis Belge, et le visa ?",
    ],
)
async def test_a_nationality_is_nobody_s_name(words: str) -> None:
    asha = customer()
    await asha.says(FAMILY)
    await asha.says(words)
    assert known(asha, "name") is None


@pytest.mark.parametrize(
    "words",
    [
        "Can my sister join us for 2 nights?",
        "¿Puede venir mi hermana con nosotros por 2 noches?",
        "Kann meine Schwester für 2 Nächte mitkommen?",
    ],
)
async def test_company_for_some_nights_is_a_colleague_s_and_no_question_to_the_library(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults, comfort hotels")
    said = await asha.says(words)
    assert asha.lead is not None
    assert (asha.lead.needs_human or "").startswith("Told beside the trip")
    assert "do not want to guess" not in said


async def test_who_names_a_country_hears_what_is_planned_there() -> None:
    asha = customer()
    said = await asha.says("islands of Indonesia in March for 2 adults, 6 nights")
    assert "*Bali*, which is what I plan there" in said
    assert "which is what I plan" not in await customer().says("Bali in March for 2 adults, 6 nights")


async def test_a_sea_view_is_a_wish_for_the_hotel_in_french_too() -> None:
    asha = customer()
    await asha.says("Bali pour 7 nuits à partir du 10 février 2027 pour 2 adultes, hôtels confort")
    assert "vue sur la mer" in await asha.says("vue mer")


@pytest.mark.parametrize(
    "words",
    [
        "on préfère finir à Ubud",
        "preferimos terminar en Ubud",
        "wir würden lieber in Ubud enden",
        "preferimos terminar em Ubud",
    ],
)
async def test_where_the_trip_would_rather_end_is_heard_in_the_middle_of_it(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults, comfort hotels")
    await asha.says(words)
    assert known(asha, "gateway_out") == "Ubud"
