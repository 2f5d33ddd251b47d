"""What sounds like another wish than it is: full days, what is to stay, flights home, days of others."""

from typing import Any

import pytest

from agents.understanding.assent import wants_no_change
from agents.understanding.contract import Said
from tests.agents.desk import TODAY, engine

PLANNED = (
    Said("customer", "7 days in Bali in March for 2 adults"),
    Said("desk", "Here is your plan. Does it suit you?"),
)


def heard(text: str, history: tuple[Said, ...] = ()) -> dict[str, Any]:
    slots = engine().understand(text, history, TODAY).slots
    return {name: ("gone", slot.value) if slot.retracted else slot.value for name, slot in slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "pack uns nicht so viel in einen Tag",
        "don't pack so much into one day",
        "fewer activities per day please",
        "no metas tanto en un día",
        "ne mettez pas trop de choses dans une journée",
        "não coloque tanta coisa num dia",
        "не запихивайте так много в один день",
        "لا تضعوا الكثير في يوم واحد",
        "ek din mein itna kuch mat rakho",
        "एक दिन में इतना कुछ मत रखो",
    ],
)
def test_less_in_a_day_is_a_calm_pace_and_no_day(text: str) -> None:
    assert heard(text, PLANNED) == {"pace": "relaxed"}


@pytest.mark.parametrize(
    "text",
    [
        "not so much money in a day",
        "nicht so viel Geld pro Tag",
        "less than 5 days in a row",
        "menos de 5 días en marzo",
        "is it too much for one day?",
        "too much rain in a day?",
        "Bali for 1 day",
    ],
)
def test_little_of_something_else_is_no_pace(text: str) -> None:
    assert "pace" not in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "don't remove Ubud, remove Kuta",
        "don't remove Ubud remove Kuta",
        "remove Kuta not Ubud",
        "no quiten Ubud, quiten Kuta",
        "ne retirez pas Ubud, retirez Kuta",
        "Ubud nicht streichen, Kuta streichen",
        "não tirem Ubud, tirem Kuta",
        "не убирайте Убуд, уберите Куту",
        "لا تحذفوا أوبود، احذفوا كوتا",
        "Ubud mat hatao, Kuta hatao",
        "Kuta hatao, Ubud nahi",
    ],
)
def test_only_what_is_to_go_is_removed(text: str) -> None:
    assert heard(text, PLANNED) == {"destinations": ("gone", ["Kuta"])}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("remove Ubud and Kuta", ("gone", ["Ubud", "Kuta"])),
        ("Ubud und Kuta streichen", ("gone", ["Ubud", "Kuta"])),
        ("remove Ubud and add Kuta", ["Kuta"]),
        ("change Bali to Kerala", ["Kerala"]),
        ("don't remove Ubud", ["Ubud"]),
        ("we don't want Ubud with kids", ("gone", ["Ubud"])),  # those who travel have kids with them
        ("we don't want to go to Ubud, we go to Kuta in May", ["Kuta"]),
    ],
)
def test_what_is_refused_or_kept_alone_is_so(text: str, places: object) -> None:
    assert heard(text)["destinations"] == places


@pytest.mark.parametrize(
    "text",
    [
        "don't send us to Phuket in monsoon",
        "don't send us to Phuket in March",
        "no nos manden a Phuket en marzo",
        "ne nous envoyez pas à Phuket en mars",
        "schicken Sie uns nicht im März nach Phuket",
    ],
)
def test_a_place_refused_for_a_season_stays_and_the_season_is_no_date(text: str) -> None:
    assert heard(text) == {"destinations": ["Phuket"]}


@pytest.mark.parametrize(
    "text",
    [
        "can't we go to Phuket in March?",
        "don't forget Phuket in March",
        "not Bali but Phuket in March",
        "não nos mandem para Bali em abril, Phuket em março",
    ],
)
def test_a_season_that_is_wished_stays(text: str) -> None:
    assert heard(text)["date_window"]["from"] == "2027-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "my parents are diabetic so no sugar",
        "mis padres son diabéticos, sin azúcar",
        "meine Eltern sind Diabetiker, also kein Zucker",
        "mes parents sont diabétiques donc pas de sucre",
        "meus pais são diabéticos, sem açúcar",
        "мои родители диабетики, без сахара",
        "mere mummy papa diabetic hain, no sugar",
        "मेरे माता-पिता को डायबिटीज है, चीनी नहीं",
        "والداي مصابان بالسكري، بدون سكر",
    ],
)
def test_diabetic_parents_are_a_diet_and_no_travellers(text: str) -> None:
    said = heard(text)
    assert list(said) == ["diet"]
    assert [diet.split(" (")[0] for diet in said["diet"]] == ["diabetic", "no sugar"]


@pytest.mark.parametrize(
    "text",
    ["sugar beach resort in Mauritius", "no Pão de Açúcar queremos um dia", "chini khana nahi chahiye"],
)
def test_sugar_in_a_name_is_no_diet(text: str) -> None:
    assert "diet" not in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "2 adults and 1 child of 8",
        "2 Erwachsene und ein Kind von 8",
        "2 adultes et un enfant de 8 ans",
        "2 adultos y un niño de 8",
        "2 adultos e uma criança de 8",
        "2 взрослых и ребенок 8 лет",
        "بالغان وطفل عمره 8",
        "2 bade aur 8 saal ka bachcha",
    ],
)
def test_a_child_of_an_age_has_it(text: str) -> None:
    assert heard(text) == {"adults": 2, "children": 1, "child_ages": [8]}


@pytest.mark.parametrize("text", ["1 child of 8 people", "we are a family of 8", "a group of 8 with a child"])
def test_of_a_number_of_people_is_no_age(text: str) -> None:
    assert "child_ages" not in heard(text)


@pytest.mark.parametrize(
    ("text", "nights", "adults", "children"),
    [
        ("Nights: 6 kids 2", 6, None, 2),
        ("Nights: 6 adults 2 kids 3", 6, 2, 3),
        ("Noches: 6 niños 2", 6, None, 2),
        ("Nächte: 6 Kinder 2", 6, None, 2),
        ("Ночей: 6 детей 2", 6, None, 2),
        ("Days: 2 adults", None, 2, None),
        ("Nights: 2 adults and 3 kids", None, 2, 3),
    ],
)
def test_a_line_of_a_form_counts_each_thing(
    text: str, nights: int | None, adults: int | None, children: int | None
) -> None:
    said = heard(text)
    assert (said.get("nights"), said.get("adults"), said.get("children")) == (nights, adults, children)


@pytest.mark.parametrize(
    ("text", "destinations", "origin"),
    [
        ("le vol retour Paris Bali le 10 février", None, None),  # either may be home
        ("our return flight from Bali to London is on 10 February", ["Bali"], "London"),
        ("el vuelo de vuelta Bali Madrid el 10 de febrero", ["Bali"], "Madrid"),
        ("der Rückflug Bali Berlin ist am 10. Februar", ["Bali"], "Berlin"),
        ("o voo de volta Bali Lisboa em 10 de fevereiro", ["Bali"], "Lisbon"),
        ("обратный рейс Бали Москва 10 февраля", ["Bali"], "Moscow"),
    ],
)
def test_a_flight_home_is_no_enquiry_for_its_towns(
    text: str, destinations: list[str] | None, origin: str | None
) -> None:
    said = heard(text)
    assert (said.get("destinations"), said.get("origin")) == (destinations, origin)
    assert said["end_date"] == "2027-02-10"
    assert "destinations" not in heard(text, PLANNED)


@pytest.mark.parametrize(
    "text", ["we need return tickets Delhi Bali 10 Feb", "vuelo ida y vuelta Madrid Bali 10 de febrero"]
)
def test_tickets_there_and_back_still_name_the_trip(text: str) -> None:
    assert "Bali" in heard(text)["destinations"]
    assert "start_date" in heard(text)


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("ne changez rien, on prend", True),
        ("don't change anything, we'll take it", True),
        ("ändern Sie nichts, wir nehmen es", True),
        ("ничего не меняйте, берем", True),
        ("no cambien nada, nos lo quedamos", True),
        ("não mudem nada, a gente fecha", True),
        ("لا تغيروا شيئا، سنأخذها", True),
        ("kuch mat badlo, hum le rahe hain", True),
        ("कुछ मत बदलो, हम ले रहे हैं", True),
        ("ne changez rien, on verra", False),
        ("don't change anything, we'll think about it", False),
        ("nichts ändern, aber billiger", False),
        ("não mudem nada, a gente fecha amanhã se der", False),
        ("change the hotel, we'll take it", False),
    ],
)
def test_who_wants_nothing_changed_and_takes_it_has_taken_it(text: str, is_taken: bool) -> None:
    assert wants_no_change(text) is is_taken


@pytest.mark.parametrize(
    "text",
    [
        "we went to Bali in 2019 February",
        "Bali in February 2019",
        "Bali en febrero de 2019",
        "we get married on 10 January, honeymoon in Bali",
        "nos casamos el 10 de enero, luna de miel en Bali",
        "nous nous marions le 10 janvier, voyage de noces à Bali",
        "wir heiraten am 10. Januar, Flitterwochen auf Bali",
        "casamos no dia 10 de janeiro, lua de mel em Bali",
        "свадьба 10 января, медовый месяц на Бали",
        "زفافنا في 10 يناير، شهر العسل في بالي",
    ],
)
def test_days_of_long_ago_and_of_a_wedding_are_not_those_of_the_trip(text: str) -> None:
    assert not {"start_date", "end_date", "date_window", "booked"} & heard(text).keys()


@pytest.mark.parametrize(
    "text", ["Bali in February 2027", "Bali, married couple, February", "in 2027 February, Bali"]
)
def test_a_year_to_come_is_a_date(text: str) -> None:
    assert heard(text)["date_window"]["from"] == "2027-02-01"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("más barato", "es"),
        ("otro hotel por favor", "es"),
        ("no cambien nada, lo tomamos", "es"),
        ("no metas tanto en un día", "es"),
        ("mais barato", "pt"),
        ("não mudem nada", "pt"),
        ("Preis?", "de"),
        ("anderes Hotel", "de"),
        ("ohne Strand bitte", "de"),
        ("geht das?", "de"),
        ("autre hôtel", "fr"),
        ("ok", "en"),
        ("hotel", "en"),
        ("Bali", "en"),
        ("no", "en"),
    ],
)
def test_a_few_words_are_of_their_own_language_and_else_of_the_dialogue(text: str, language: str) -> None:
    assert engine().understand(text, PLANNED, TODAY).language == language


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("mi esposo tiene pasaporte ruso, necesita visa?", None),
        ("mi mujer es rusa, ¿necesita visado?", None),
        ("mein Mann hat einen russischen Pass, braucht er ein Visum?", None),
        ("meine Frau ist Russin. Braucht sie ein Visum?", None),
        ("con mi esposo, los dos necesitamos visa?", 2),
        ("mi esposo y yo queremos ir, necesitamos visa?", 2),
        ("reise mit meiner Frau, brauchen wir ein Visum?", 2),
    ],
)
def test_whose_passport_it_is_counts_nobody(text: str, adults: int | None) -> None:
    understood = engine().understand(text, (), TODAY)
    assert understood.has("question")
    assert heard(text).get("adults") == adults


@pytest.mark.parametrize(
    "text",
    [
        "can we pay in 3 EMIs?",
        "posso parcelar em 10 vezes?",
        "se puede pagar en 3 cuotas?",
        "peut-on payer en 3 fois ?",
        "kann man in 3 Raten zahlen?",
        "можно оплатить в 2 платежа?",
        "kya hum 3 kishton mein pay kar sakte hain?",
        "क्या 3 किश्तों में भुगतान कर सकते हैं?",
        "هل يمكن الدفع بالتقسيط؟",
    ],
)
def test_to_pay_in_parts_is_a_question_and_no_budget(text: str) -> None:
    understood = engine().understand(text, PLANNED, TODAY)
    assert understood.has("question")
    assert not understood.slots
