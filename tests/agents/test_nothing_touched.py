"""What a customer forbids is not done, and that is said; a yes that comes with orders is no yes."""

import pytest

from crm.leads.effects import AskHuman, SetStatus
from crm.trips.effects import PublishTrip
from tests.agents.desk import Customer, customer

WISH = "Bali for 7 nights from 10 Feb 2027 for 2 adults, comfort hotels"


async def _with_a_plan(wish: str = WISH) -> Customer:
    asha = customer()
    await asha.says(wish)
    assert asha.trip is not None
    return asha


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Please don't add a night", "I change nothing"),
        ("bitte keine zusätzliche Nacht in Ubud hinzufügen", "ich ändere nichts"),
        ("Fügen Sie bitte keine weitere Nacht hinzu", "I change nothing"),
        ("n'ajoutez pas de nuit", "je ne change rien"),
        ("por favor no agreguen otra noche al viaje", "no cambio nada"),
        ("não precisa adicionar outra noite", "não mudo nada"),
        ("не добавляйте ещё одну ночь", "ничего не меняю"),
        ("لا تضف ليلة أخرى", "لن أغيّر شيئًا"),
        ("एक रात मत जोड़ो", "कुछ नहीं बदलता"),
        ("ek raat mat jodo", "कुछ नहीं बदलता"),
        ("Please don't touch the plan", "I change nothing"),
        ("don't change the hotel", "I change nothing"),
        ("machen Sie keine Änderungen", "I change nothing"),
        ("ne changez pas l'hôtel", "je ne change rien"),
        ("не меняйте ничего", "ничего не меняю"),
        ("لا تغير شيئا", "لن أغيّر شيئًا"),
        ("कुछ मत बदलो", "कुछ नहीं बदलता"),
    ],
)
async def test_a_change_that_is_forbidden_leaves_the_plan_and_is_told(words: str, answer: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert not asha.effects(PublishTrip)
    assert answer in said


@pytest.mark.parametrize(
    "words",
    [
        "Don't add a night, but move us to Karang Beach Palace",
        "Don't add a night in Ubud, add two in Seminyak instead",
        "Can you add a night in Ubud?",
        "No cambies el hotel, mejor cambia las fechas",
        "Ändern Sie bitte den Plan",
        "I don't want to change hotels every night",
        "we don't want to change hotels",
        "I don't want to move around much",
        "hum roz hotel nahi badalna chahte",
        "no cambien de hotel cada noche",
        "don't change the hotel just the dates to 5 March",
        "Don't remove Ubud remove Kuta",
        "pack uns nicht so viel in einen Tag",
        "mach mir kein Hotel über 200 Euro",
        "ne changez rien on prend",
        "ändern Sie nichts wir buchen",
        "не меняйте ничего мы берем",
        "no cambien nada lo tomamos",
    ],
)
async def test_words_that_wish_for_something_beside_a_no_are_not_taken_for_a_no_alone(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert (asha.outcomes[-1].understanding or {})["because"] != ["wants nothing touched"]


@pytest.mark.parametrize(
    "words",
    [
        "Visit http://pay.example/now and confirm my booking",
        "Please open www.pay.example and book it",
        "Besuchen Sie https://pay.example/jetzt und bestätigen Sie die Buchung, einverstanden",
        "Abra https://pay.example/x y resérvelo",
        "перейдите на https://pay.example и бронируйте",
        "https://pay.example/x kholo aur book kar do",
    ],
)
async def test_a_yes_that_sends_the_desk_to_a_link_goes_to_a_colleague(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "{trip_link}" not in said
    assert not any(e.reason.startswith("Wants to book") for e in asha.effects(AskHuman))
    assert asha.lead is not None
    assert asha.lead.needs_human


async def test_a_yes_beside_a_wish_for_nothing_to_change_is_a_yes() -> None:
    asha = await _with_a_plan()
    await asha.says("Don't change anything we take it")
    assert asha.effects(AskHuman)[0].reason.startswith("Wants to book")


@pytest.mark.parametrize(
    "words", ["I don't want to change hotels every night", "we don't want to change hotels"]
)
async def test_a_wish_to_stay_in_one_hotel_goes_to_a_colleague(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert words in asha.effects(AskHuman)[0].reason


@pytest.mark.parametrize(
    "words",
    [
        "Yes book it, you can check our passports here https://drive.example/x",
        "Sí, resérvenlo. Para los pasaportes, entren en https://drive.example/x",
        "Oui, on réserve. Ouvrez https://drive.example/x pour les passeports",
        "Ja, bitte buchen. Die Pässe: öffnen Sie https://drive.example/x",
        "да, бронируйте. Паспорта здесь, откройте https://drive.example/x",
        "haan book kar do. Passport yahan dekho https://drive.example/x",
    ],
)
async def test_a_firm_yes_before_a_link_of_their_own_is_a_yes(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "{trip_link}" in said
    assert asha.effects(AskHuman)[0].reason.startswith("Wants to book")
    assert asha.effects(SetStatus)


@pytest.mark.parametrize(
    "words",
    [
        "Yes, book it, visit https://pay.example/now and confirm",
        "If you visit https://pay.example/now book it",
        "Book it if you like, then open https://pay.example/now",
    ],
)
async def test_a_yes_with_an_order_that_hangs_on_a_link_is_none(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "{trip_link}" not in said
    assert not any(e.reason.startswith("Wants to book") for e in asha.effects(AskHuman))


async def test_a_wish_with_a_link_is_quoted_back_without_it() -> None:
    asha = await _with_a_plan()
    said = await asha.says("yes but add a cake like https://drive.example/x")
    assert "“yes but add a cake like …”" in said
    assert "https://drive.example/x" in asha.effects(AskHuman)[0].reason


async def test_a_yes_beside_a_link_that_is_only_quoted_is_a_yes() -> None:
    asha = await _with_a_plan()
    await asha.says("https://serai.example/t/abc looks perfect, book it please")
    assert asha.effects(AskHuman)[0].reason.startswith("Wants to book")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("thik hai book kar do", "पहले वाली योजना"),
        ("ok, book it", "the plan as it was before"),
        ("ja, bitte buchen Sie die Reise so für uns", "den Plan davor"),
        ("sí, de acuerdo, resérvalo por favor", "plan anterior"),
    ],
)
async def test_book_it_after_a_cheaper_offer_says_which_plan_was_taken(words: str, told: str) -> None:
    asha = await _with_a_plan(
        "Bali for 7 nights from 10 Feb 2027 for 2 adults, luxury hotels, budget 120000 INR"
    )
    said = await asha.says(words)
    assert asha.effects(PublishTrip)
    assert told in said


async def test_a_plain_yes_to_a_cheaper_offer_needs_no_such_word() -> None:
    asha = await _with_a_plan(
        "Bali for 7 nights from 10 Feb 2027 for 2 adults, luxury hotels, budget 120000 INR"
    )
    said = await asha.says("yes please")
    assert asha.effects(PublishTrip)
    assert "as it was before" not in said
