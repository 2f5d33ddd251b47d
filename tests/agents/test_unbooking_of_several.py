"""Two hotels and a dinner: what is said to be off, together or one by one, leaves the others booked."""

from copy import copy

from tests.agents.desk import Customer, customer

BALI = "Bali for 2 adults, 20-26 December, comfort hotels. "
HOTEL = "Our hotel Tirta Valley Lodge is booked from 20 to 22 December. "
DINNER = "Dinner is reserved on day 3 at 7pm. "


def value(asha: Customer, name: str) -> object:
    return asha.lead.slots.get(name, {}).get("value") if asha.lead else None


async def with_two_hotels_and_a_dinner() -> Customer:
    asha = customer()
    await asha.says(BALI)
    await asha.says(HOTEL)
    await asha.says("Our hotel Kelapa Gardens is booked from 22 to 24 December.")
    await asha.says("Dinner is reserved on 23 December at 7pm.")
    return asha


def told_booked(asha: Customer) -> list[str]:
    told = value(asha, "booked") or []
    assert isinstance(told, list)
    return [str(item["name"]) for item in told]


_LEAVES_THE_LODGE = (
    "Both the hotel and the dinner are cancelled",
    "Both our hotel and our dinner were cancelled",
    "Dono hotel aur dinner cancel ho gaye",
    "Los dos, el hotel y la cena, fueron cancelados",
    "Оба, отель и ужин, отменены",
)
_LEAVES_THE_LODGE_AND_THE_DINNER = (
    "Das Hotel für beide wurde storniert",
    "El hotel para ambos fue cancelado",
    "L'hôtel pour les deux est annulé",
    "Отель для обоих отменён",
)
_LEAVES_THE_DINNER = (
    "Both hotels were cancelled",
    "We cancelled both our hotels",
    "Both of our hotels were cancelled",
    "Beide Hotels wurden storniert",
    "Les deux hôtels sont annulés",
    "Los dos hoteles fueron cancelados",
    "Os dois hotéis foram cancelados",
    "Оба отеля отменены",
    "दोनों होटल रद्द हो गए",
    "Dono hotel cancel ho gaye",
    "تم الغاء كلا الفندقين",
)


_LEAVES_NOTHING = (
    "Both hotels and the dinner were cancelled",
    "Beide Hotels und das Abendessen wurden storniert",
    "Los dos hoteles y la cena fueron cancelados",
    "Les deux hôtels et le dîner sont annulés",
    "Оба отеля и ужин отменены",
)


async def test_both_means_two_hotels_only_where_it_stands_before_hotels():
    planned = await with_two_hotels_and_a_dinner()
    for texts, left in (
        (_LEAVES_NOTHING, []),
        (_LEAVES_THE_LODGE, ["Tirta Valley Lodge"]),
        (_LEAVES_THE_LODGE_AND_THE_DINNER, ["Tirta Valley Lodge", "dinner"]),
        (_LEAVES_THE_DINNER, ["dinner"]),
    ):
        for words in texts:
            asha = copy(planned)
            await asha.says(words)
            assert told_booked(asha) == left, words


async def test_a_hotel_of_one_word_that_was_told_is_off_with_the_rest_of_its_list():
    asha = customer()
    await asha.says(BALI)
    await asha.says("We have booked Oberan from 20 to 22 December.")
    await asha.says("Dinner is reserved on 23 December at 7pm.")
    assert told_booked(asha) == ["Oberan", "dinner"]
    await asha.says("Oberan and the dinner were cancelled")
    assert not value(asha, "booked")


_ONLY_THE_DINNER_IS_OFF = (
    # what somebody has is told for itself
    "We have Tirta Valley Lodge and the dinner was cancelled",
    "We've got Tirta Valley Lodge, the dinner was cancelled",
    "Tenemos Tirta Valley Lodge, la cena fue cancelada",
    "Nous avons Tirta Valley Lodge et le dîner est annulé",
    "Wir haben Tirta Valley Lodge und das Abendessen wurde storniert",
    "Temos Tirta Valley Lodge e o jantar foi cancelado",
    "У нас Tirta Valley Lodge, ужин отменён",
    "Hamare paas Tirta Valley Lodge hai aur dinner cancel ho gaya",
    # what is denied is no part of the list
    "Not the hotel, the dinner was cancelled",
    "The dinner was cancelled, not the hotel",
    "Nicht das Hotel, das Abendessen wurde storniert",
    "Nicht das Hotel, aber das Abendessen wurde storniert",
    "No el hotel, la cena fue cancelada",
    "La cena fue cancelada, no el hotel",
    "pas l'hôtel, le dîner est annulé",
    "Não o hotel, o jantar foi cancelado",
    "Не отель, а ужин отменён",
    "Hotel nahi, dinner cancel ho gaya",
    # who is greeted, or signs, is no hotel
    "Hi Priya, the dinner was cancelled",
    "Dear Kelapa Gardens, the dinner was cancelled",
    "Our dinner was cancelled, Asha Rao",
)


async def test_a_dinner_that_is_off_takes_no_hotel_with_it():
    planned = await with_two_hotels_and_a_dinner()
    for words in _ONLY_THE_DINNER_IS_OFF:
        asha = copy(planned)
        await asha.says(words)
        assert told_booked(asha) == ["Tirta Valley Lodge", "Kelapa Gardens"], words


async def test_a_hotel_named_behind_a_comma_is_one_hotel():
    planned = await with_two_hotels_and_a_dinner()
    for words, left in (
        ("Our hotel, Tirta Valley Lodge, was cancelled", ["Kelapa Gardens", "dinner"]),
        ("Tirta Valley Lodge, our hotel, was cancelled", ["Kelapa Gardens", "dinner"]),
        ("Our Bali hotel, Tirta Valley Lodge, was cancelled", ["Kelapa Gardens", "dinner"]),
        ("Our hotel in Ubud, Tirta Valley Lodge, was cancelled", ["Kelapa Gardens", "dinner"]),
        ("The hotel, Tirta Valley Lodge and the dinner were cancelled", ["Kelapa Gardens"]),
        ("Unser Hotel, Tirta Valley Lodge, wurde storniert", ["Kelapa Gardens", "dinner"]),
        ("Nuestro hotel, Tirta Valley Lodge, fue cancelado", ["Kelapa Gardens", "dinner"]),
        ("Наш отель, Tirta Valley Lodge, отменён", ["Kelapa Gardens", "dinner"]),
        ("Tirta Valley Lodge, Kelapa Gardens and the dinner were cancelled", None),
    ):
        asha = copy(planned)
        await asha.says(words)
        assert (told_booked(asha) if value(asha, "booked") else None) == left, words
