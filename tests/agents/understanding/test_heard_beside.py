"""What was heard wrongly once, each beside what is like it and means something else."""

from typing import Any

import pytest

from tests.agents.desk import TODAY, customer, engine

MARCH = {"from": "2027-03-01", "to": "2027-03-31"}


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


def test_the_minutes_behind_uhr_belong_to_the_time() -> None:
    assert heard("Bali, Ankunft Mai 12 Uhr 14")["arrives_at"] == "12:14"
    assert heard("Ankunft um 20 Uhr 15")["arrives_at"] == "20:15"


def test_what_else_is_counted_behind_uhr_is_no_minute() -> None:
    days, day = heard("Ankunft 12 Uhr, 14 Tage Bali"), heard("Ankunft 12 Uhr 14. Mai")
    assert (days["arrives_at"], days["days"]) == ("12:00", 14)
    assert (day["arrives_at"], day["start_date"]) == ("12:00", "2027-05-14")


def test_march_beside_a_place_alone_is_the_month() -> None:
    assert heard("Bali March")["date_window"] == MARCH
    assert heard("Kerala, March.")["date_window"] == MARCH
    for other in ("women's march in Bali", "we march", "Bali protest march"):
        assert "date_window" not in heard(other), other


def test_a_label_without_a_sign_counts_the_party() -> None:
    told = heard("Bali Dec 20 pax 4")
    assert (told["start_date"], told["travellers"]) == ("2026-12-20", 4)
    assert heard("Bali Dec 20 2 pax 4 nights")["travellers"] == 2
    assert "travellers" not in heard("pax 4 nights")


def test_a_sum_for_all_is_the_budget_and_that_of_a_thing_is_none() -> None:
    assert heard("Bali in March, 2000 for two")["budget"]["amount"] == "2000"
    assert heard("Bali in March, 1500 for all of us")["budget"]["amount"] == "1500"
    for other in ("Bali in March, 2000 for two nights", "Bali in March, villa 2000 for two"):
        assert "budget" not in heard(other), other
    assert "budget" not in heard("Bali in March 2027 for two")
    assert "budget" not in heard("Bali, je travaille à l'hôpital")
    for price_of_anything in ("1200 for two", "45000 para dos, no", "5000 for all"):
        assert "budget" not in heard(price_of_anything)


@pytest.mark.parametrize(
    "text",
    [
        "must see Tirta Empul",
        "Bali mein Tirta Empul zaroor dekhna hai",
        "बाली में Tirta Empul ज़रूर देखना है",
        "Bali, imprescindible Tirta Empul",
        "Bali, no nos queremos perder Tirta Empul",
        "Bali, à voir absolument : Tirta Empul",
        "Bali, unbedingt sehen: Tirta Empul",
        "Bali, wir wollen unbedingt den Tirta Empul sehen",
        "بالي، لا بد من رؤية Tirta Empul",
        "Bali, imperdível: Tirta Empul",
        "Бали, обязательно увидеть Tirta Empul",
    ],
)
def test_a_sight_is_asked_for_by_name_in_every_language(text: str) -> None:
    assert heard(text)["must_see"] == ["Tirta Empul"]


def test_sights_are_listed_in_every_language() -> None:
    told = heard("Bali, à voir absolument : Tirta Empul, Uluwatu Temple et Tanah Lot")
    assert told["must_see"] == ["Tirta Empul", "Uluwatu Temple", "Tanah Lot"]
    assert heard("Tirta Empul aur Uluwatu Temple zaroor dekhna hai")["must_see"][1] == "Uluwatu Temple"


def test_no_sight_is_asked_for_by_a_kind_a_place_or_a_no() -> None:
    for other in (
        "hay que ver Bali",
        "nous voulons visiter la France",
        "queremos visitar Sevilla en marzo",
        "wir wollen unbedingt die Tempel sehen",
        "Bitte unbedingt Meerblick",
        "обязательно увидеть Бали",
        "no queremos ver el Templo de Uluwatu",
        "we don't want to see the Uluwatu Temple",
        "Queremos ver los Precios de Bali",
        "queremos ver las Opciones",
        "Nous voulons voir les Prix pour Bali",
        "temos que ver Datas",
        "Надо обязательно посмотреть Цены",
        "обязательно посетить Маму",
        "Desayuno es imprescindible, Bali",
        "imprescindible Piscina",
        "à ne pas manquer: Coucher de soleil",
        "Imprescindível Ar condicionado, Bali",
        "Meine Mutter unbedingt besuchen",
        "Paise zaroor dekhna",
        "Rahul zaroor dekhega",
        "Nao e imperdivel Tanah Lot",
        "imprescindible ver Sevilla",
    ):
        assert "must_see" not in heard(other), other
    assert heard("we don't want to miss the Uluwatu Temple")["must_see"] == ["Uluwatu Temple"]


def test_what_a_place_has_is_asked_for_there_and_is_no_sight() -> None:
    for text, place, liked in (
        ("queremos visitar las Playas de Tailandia, 5 noches, 2 adultos", "Thailand", ["beaches"]),
        ("nous voulons voir les Plages de Thaïlande", "Thailand", ["beaches"]),
        ("queremos conhecer as Praias de Bali", "Bali", ["beaches"]),
        ("Queremos ver los Templos de Bali 5 noches", "Bali", ["temples"]),
        ("Hum Bali zaroor dekhna chahte hain, 5 raat, 2 log, 3 March 2027", "Bali", None),
    ):
        told = heard(text)
        assert told["destinations"] == [place], text
        assert told.get("interests") == liked, text
        assert "must_see" not in told, text
    assert heard("queremos ver el Templo de Uluwatu")["must_see"] == ["Templo de Uluwatu"]
    assert heard("Hum Tanah Lot zaroor dekhna chahte hain")["must_see"] == ["Tanah Lot"]


# A wish with a noun, or going to do a thing: only a list of places would make a place of it.
NO_PLACES = (
    "Quiero Información",
    "Quiero Precios",
    "quiero Cotización",
    "quiero Descuento",
    "Quero Orçamento",
    "Quero Viajar",
    "Quero Falar",
    "quiero Hablar Contigo",
    "Ich möchte Beratung",
    "Ich möchte Informationen",
    "Ich möchte Preise",
    "Wir möchten Familienurlaub",
    "Ich möchte Buchen",
    "Je voudrais Informations",
    "Quiero Reembolso",
    "On voudrait aller au Spa",
    "Quiero viajar a Fin de Mes",
    "Quiero ir a Cotizar",
    "Queremos viajar a Precio bajo",
)


def test_a_place_that_no_list_knows_is_heard_behind_the_wish_to_go_there() -> None:
    assert heard("Quiero ir a Villaviciosa")["destinations"] == ["Villaviciosa"]
    assert heard("Je veux aller à Trifouillis")["destinations"] == ["Trifouillis"]
    for other in (
        "quiero WiFi",
        "quiero Playa",
        "Ich will Urlaub",
        "Quiero Cancelar",
        "quiero una cerveza",
        *NO_PLACES,
    ):
        assert "destinations" not in heard(other), other


@pytest.mark.parametrize(
    "text",
    [
        "ida y vuelta cancelados",
        "aller et retour annulés",
        "vol aller et retour annulés",
        "vol aller et vol retour annulés",
        "ida e volta cancelados",
        "Hin- und Rückflug storniert",
        "our flight there and back cancelled",
    ],
)
def test_both_ends_are_taken_back_where_there_and_back_are_off(text: str) -> None:
    slots = engine().understand(text, (), TODAY).slots
    assert slots["arrives_at"].retracted
    assert slots["departs_at"].retracted


def test_flights_that_may_be_cancelled_are_still_booked() -> None:
    for other in ("are the flights cancelled?", "if the flights cancelled, what then", "free cancellation"):
        assert not {"arrives_at", "departs_at"} & heard(other).keys(), other


def test_the_arrival_in_a_town_of_the_trip_does_not_move_its_start() -> None:
    assert heard("Bali from 3 March, we arrive in Ubud on the 5th")["start_date"] == "2027-03-03"
    back = heard("Bali from 28 March, back on the 4th")
    assert (back["start_date"], back["end_date"]) == ("2027-03-28", "2027-04-04")


def test_a_town_to_land_at_is_no_trip_where_trips_are_sold_nearby() -> None:
    told = heard("5 nights, landing in Denpasar")
    assert told["gateway_in"] == "Denpasar"
    assert "destinations" not in told
    assert heard("5 nights in Denpasar")["destinations"] == ["Denpasar"]
    assert heard("5 nights, landing in Tokyo")["destinations"] == ["Tokyo"]


def test_what_could_not_be_found_is_not_to_be_avoided() -> None:
    assert "avoid" not in heard("could not find crowded temples in our plans")
    assert heard("please no crowded temples")["avoid"] == ["crowded temples"]
    assert heard("not temples please")["avoid"] == ["temples"]


def test_a_question_behind_is_heard_without_its_mark() -> None:
    def asks(text: str) -> bool:
        return any(one.name == "question" for one in engine().understand(text, (), TODAY).intents)

    for text in (
        "bali 2 adults, are pets allowed",
        "bali 2 adultos, se admiten mascotas",
        "Bali 2 Erwachsene, sind Hunde erlaubt",
    ):
        assert asks(text), text
    for other in (
        "Bali in March, are flexible",
        "Bali 2 adults, is fine with us",
        "Bali in March, what we want is quiet",
        "bali 2 adults, can you do 5 nights",
    ):
        assert not asks(other), other


async def test_days_by_which_the_trip_is_to_move_are_no_length_and_the_day_is_asked_for() -> None:
    asha = customer()
    await asha.says("Bali from 3 March 2027, 5 nights, 2 adults, comfort")
    assert "When would you like to start?" in await asha.says("our dates should move by 3 days")
    assert asha.lead is not None
    assert "days" not in asha.lead.slots
    await asha.says("el vuelo de mi hermano se retrasó 3 días")
    assert "days" not in asha.lead.slots
    await asha.says("3 days later")
    assert asha.lead.slots["start_date"]["value"] == "2027-03-06"
