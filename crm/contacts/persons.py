"""Rows of a list of people, whatever its columns are called, with every field in one normal form. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import phonenumbers

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "recid", "recordid", "rowid", "contactid", "leadid", "customerid"),
    "name": ("name", "fullname", "contactname", "customer", "customername", "contact"),
    "first": ("first", "firstname", "givenname", "given", "forename"),
    "last": ("last", "lastname", "surname", "familyname", "family"),
    "phone": ("phone", "phonenumber", "mobile", "mobilenumber", "tel", "telephone", "whatsapp", "cell"),
    "email": ("email", "emailaddress", "mail"),
    "birthday": ("dateofbirth", "dob", "birthday", "birthdate"),
    "house": ("streetnumber", "housenumber"),
    "street": ("address", "address1", "street", "streetaddress", "addressline1"),
    "suburb": ("suburb", "city", "town", "locality"),
    "postcode": ("postcode", "zip", "zipcode", "postalcode", "pincode", "pin"),
    "state": ("state", "region", "province", "county"),
    "document": ("socsecid", "ssn", "passport", "passportnumber", "document", "documentnumber", "nationalid"),
}
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "shri", "smt", "sri", "md", "mx", "sir"])


class NoColumns(ValueError):
    """The list has no column by which people could be known again; says which it looked for."""


@dataclass(frozen=True)
class Person:
    """One row. Empty texts are unknown. `birthday` is digits as year, month, day where that is clear."""

    id: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


def columns_of(headers: Sequence[str]) -> dict[str, str]:
    """Give the header that holds each field we know. Raises `NoColumns` where there is no name and no key."""
    plain = {re.sub(r"[^a-z0-9]", "", fold(header)): header for header in reversed(headers)}
    found: dict[str, str] = {}
    for name, known in _HEADERS.items():
        header = next((plain[word] for word in known if word in plain), None)
        if header is not None and header not in found.values():
            found[name] = header
    if not found.keys() & {"name", "first", "last", "phone", "email", "document"}:
        raise NoColumns(
            "no column for a name, phone, e-mail or document was found among: " + ", ".join(headers)
        )
    return found


def read_persons(
    rows: Iterable[Mapping[str, str | None]], headers: Sequence[str], region: str
) -> list[Person]:
    """Read rows; `region` (ISO 3166, such as IN) is where numbers without a country code are."""
    columns = columns_of(headers)
    persons = []
    for number, row in enumerate(rows, start=1):
        raw = {name: (row.get(header) or "").strip() for name, header in columns.items()}
        filled = {name: value for name, value in _normal(raw, region) if value}
        persons.append(Person(raw.get("id") or str(number), filled))
    return persons


def _normal(raw: Mapping[str, str], region: str) -> Iterator[tuple[str, str]]:
    first, last = _names(raw)
    street, house = _street(raw)
    yield from (("first", first), ("last", last), ("street", street), ("house", house))
    yield "phone", phone_of(raw.get("phone", ""), region)
    yield "email", raw.get("email", "").lower().replace("mailto:", "").strip()
    yield "birthday", birthday_of(raw.get("birthday", ""))
    yield "suburb", words_of(raw.get("suburb", ""))
    yield "state", words_of(raw.get("state", ""))
    for name in ("postcode", "document"):
        yield name, re.sub(r"[^a-z0-9]", "", fold(raw.get(name, "")))


def _names(raw: Mapping[str, str]) -> tuple[str, str]:
    first, last = words_of(raw.get("first", "")), words_of(raw.get("last", ""))
    if not first and not last:
        whole = [word for word in words_of(raw.get("name", "")).split() if word not in _TITLES]
        first, last = " ".join(whole[:-1]) or "".join(whole), whole[-1] if len(whole) > 1 else ""
    return first, last


def _street(raw: Mapping[str, str]) -> tuple[str, str]:
    street, house = words_of(raw.get("street", "")), words_of(raw.get("house", ""))
    leading = re.match(r"(\d+\w?)\s+(?=\D)", street)
    if leading and not house:
        return street[leading.end() :], leading[1]
    return street, house


def fold(text: str) -> str:
    """Lower case without accents: É and e are one letter to whoever types a form."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> str:
    """Give the words of a text, folded, with single spaces."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def phone_of(text: str, region: str) -> str:
    """Give a number in E.164; the digits alone where it is no number we know."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < 6:
        return ""
    international = "+" + digits.removeprefix("00") if text.strip().startswith(("+", "00")) else text
    try:
        parsed = phonenumbers.parse(international, region)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_possible_number(parsed):
        return digits
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def birthday_of(text: str) -> str:
    """Give a date as eight digits, the year first where its place is clear."""
    parts = re.findall(r"\d+", text)
    if len(parts) == 3 and len(parts[2]) == 4:
        parts = [parts[2], parts[1], parts[0]]  # day first, as most of the world writes it
    return "".join(part.zfill(2) for part in parts)
