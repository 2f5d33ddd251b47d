"""Places as customers name them: in every script, not sold beside sold, refused, by part of their name."""

import pytest

from agents.understanding.gazetteer import Gazetteer
from crm.leads.effects import AskHuman, Record
from tests.agents.desk import TODAY, customer, engine, sample

SAID = {
    "hi": "हमें मई में {} जाना है, 2 लोग",
    "ru": "хотим в {} в мае вдвоем",
    "ar": "نريد السفر إلى {} في مايو لشخصين",
}
TOWNS = {
    "hi": {
        "फुकेत": "Phuket", "फुकेट": "Phuket", "बैंकाक": "Bangkok", "क्राबी": "Krabi", "चियांग माई": "Chiang Mai",
        "केरला": "Kerala", "कोच्चि": "Kochi", "मुन्नार": "Munnar", "अलेप्पी": "Alleppey backwaters",
        "जोधपुर": "Jodhpur", "उदयपुर": "Udaipur", "जैसलमेर": "Jaisalmer", "पुष्कर": "Pushkar",
        "श्री लंका": "Sri Lanka", "सिगिरिया": "Sigiriya and Dambulla", "कोलंबो": "Colombo",
        "नुसा पेनिडा": "Nusa Penida", "सेंटोसा": "Sentosa", "थाइलैंड": "Thailand",
    },
    "ru": {
        "Семиньяк": "Seminyak", "Убуд": "Ubud", "Краби": "Krabi", "Кочи": "Kochi", "Муннар": "Munnar",
        "Раджастхан": "Rajasthan", "Джайпур": "Jaipur", "Удайпур": "Udaipur", "Коломбо": "Colombo",
        "Канди": "Kandy", "Версаль": "Versailles", "Сентоза": "Sentosa", "Пхукет": "Phuket",
    },
    "ar": {
        "فوكيت": "Phuket", "كوتشي": "Kochi", "مونار": "Munnar", "راجستان": "Rajasthan", "جايبور": "Jaipur",
        "أودايبور": "Udaipur", "كولومبو": "Colombo", "كاندي": "Kandy", "فرساي": "Versailles",
        "سيمينياك": "Seminyak", "سنتوسا": "Sentosa",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "written", "name"), [(code, w, n) for code, names in TOWNS.items() for w, n in names.items()]
)
def test_what_is_sold_is_heard_in_every_script(language: str, written: str, name: str) -> None:
    heard = engine().understand(SAID[language].format(written), (), TODAY)
    assert heard.slots["destinations"].value == [name]


@pytest.mark.parametrize(
    "text", ["यह बहुत महंगा है", "هذا غالي جدا", "يلا بنا", "मैं थक गया", "Это дорого", "الله يعطيك العافية"]
)
def test_words_of_other_meaning_are_no_town(text: str) -> None:
    assert "destinations" not in engine().understand(text, (), TODAY).slots


@pytest.mark.parametrize(
    ("town", "destination"),
    [("Alleppey", "Kerala"), ("Sigiriya", "Sri Lanka"), ("Dambulla", "Sri Lanka"), ("Deira", "Dubai")],
)
async def test_a_town_in_the_name_of_an_area_is_sold(town: str, destination: str) -> None:
    asha = customer()
    await asha.says(f"{town} in May for 2 adults, 4 nights, comfort hotels")
    assert asha.trip is not None
    catalogue = next(c for c in sample().catalogues if c.destination.name == destination)
    assert asha.trip.request["destination"] == catalogue.destination.id
    assert not asha.effects(AskHuman)


def test_an_airport_makes_no_town_sold() -> None:
    known = Gazetteer.of_world({"Kerala": ["Thiruvananthapuram Airport", "Kochi"]})
    assert not known.named("Thiruvananthapuram").is_sold
    assert known.named("Kochi").is_sold


@pytest.mark.parametrize(
    ("text", "unsold"),
    [
        ("Bali or Mauritius in May, 2 adults", "Mauritius"),
        ("goa ya bali", "Goa"),
        ("Bali o Cancún en mayo", "Cancún"),
        ("Bali ou Maldives en mai", "Maldives"),
    ],
)
async def test_who_names_what_is_not_sold_beside_what_is_hears_so(text: str, unsold: str) -> None:
    asha = customer()
    reply = await asha.says(text)
    assert unsold in reply
    assert "NotSold" in asha.outcomes[-1].understanding["moves"]
    assert [r for r in asha.effects(Record) if unsold in r.text]
    assert asha.outcomes[-1].stopped_by_gate == ()


async def test_a_colleague_is_called_where_both_are_wanted() -> None:
    asha = customer()
    await asha.says("Bali and Mauritius in May, 2 adults")
    assert "Mauritius" in asha.effects(AskHuman)[0].reason


async def test_places_that_are_all_sold_are_told_nothing_of() -> None:
    asha = customer()
    await asha.says("Ubud and Seminyak in May, 2 adults")
    assert "NotSold" not in asha.outcomes[-1].understanding["moves"]


@pytest.mark.parametrize("text", ["no Mauritius", "Mauritius no", "not Mauritius", "Mauritius no, thanks"])
async def test_a_place_refused_is_not_where_the_trip_goes(text: str) -> None:
    asha = customer()
    await asha.says("Bali and Mauritius in May for 2 adults")
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]


@pytest.mark.parametrize(
    "text", ["París no", "Paris non", "Paris nein", "Париж нет", "Paris não", "باريس لا"]
)
async def test_a_no_behind_the_place_is_one_in_every_language(text: str) -> None:
    asha = customer()
    await asha.says("Where should we go?")
    await asha.says(text)
    assert "destinations" not in asha.lead.slots if asha.lead else True


@pytest.mark.parametrize(
    "text", ["Paris, no?", "no, Paris", "No, Paris is better", "why not Paris?", "Paris, no rush"]
)
async def test_other_noes_refuse_no_place(text: str) -> None:
    asha = customer()
    await asha.says("Bali in May")
    await asha.says(text)
    assert "Paris" in str(asha.lead.slots["destinations"]["value"]) or "Answer" in str(asha.outcomes[-1])
