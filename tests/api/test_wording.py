"""How the admin pages write what a customer said."""

import pytest

from api.pages.wording import slot_value


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ([{"place": "Ubud", "change": 1}], "Ubud: 1 night more"),
        ([{"place": "Ubud", "change": -2}], "Ubud: 2 nights fewer"),
        (
            [{"place": "Ubud", "min": 2}, {"place": "Sanur", "exactly": 1}],
            "Ubud: at least 2 nights, Sanur: 1 night",
        ),
        ({"amount": "200000", "currency": "INR", "per": "person"}, "₹2,00,000 per person"),
        ({"from": "2027-05-01", "to": "2027-05-31"}, "Sat 1 May 2027 – Mon 31 May 2027"),
        (None, "–"),
    ],
)
def test_what_was_said_is_written_as_a_person_would(known: object, written: str) -> None:
    assert slot_value(known) == written
