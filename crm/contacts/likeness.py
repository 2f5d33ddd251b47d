"""How alike two people of a list are: a score from visible weights, and the reasons in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from crm.contacts.persons import Person

# What a field says when it agrees, and takes away when it does not. Phones, addresses and surnames are
# shared by households; documents and birthdays are not.
WEIGHTS: Mapping[str, float] = {
    "first": 3.0,
    "last": 3.0,
    "phone": 4.0,
    "email": 4.0,
    "birthday": 4.0,
    "document": 5.0,
    "street": 2.0,
    "house": 1.0,
    "suburb": 1.0,
    "postcode": 1.5,
    "state": 0.5,
}
_LABELS: Mapping[str, str] = {
    "first": "first name",
    "last": "surname",
    "phone": "phone",
    "email": "e-mail",
    "birthday": "date of birth",
    "document": "document number",
    "street": "street",
    "house": "house number",
    "suburb": "suburb",
    "postcode": "postcode",
    "state": "state",
}
_SHIFTING = {"phone": 0.4, "email": 0.4}  # what is left of the weight where they differ: people change them
_HOUSEHOLD = 0.5  # the most that members of one household can score
# Who fills in a whole form and then moves house, marries and mistypes a date still agrees in half of it, and
# a stranger in hardly any: the more there is to compare, the more of it may differ.
_FEW, _MANY = 10.0, 19.0  # weight of the fields that both fill: as a name and a phone; as a whole form
_LENIENT = 0.5  # the power of the score where a whole form is compared: 0.52 of it counts as 0.72
_OTHER_NAME = 0.65  # below it two first names are not spellings of one
_LEAST_WEIGHT = 6.0  # of fields that both rows fill: a name alone is nobody in particular
_THIN = 0.55  # the most that so little evidence can score
_ALIKE = 0.85  # from here on a field counts as agreeing
_ISSUED_TOGETHER = 9  # the most documents of one family; nine apart are two digits changed about
_NEIGHBOURS = 0.7  # "K7733210" and "K7733211"
_INITIAL = 0.8  # "R." for "Ravi"


@dataclass(frozen=True)
class Likeness:
    """A score from 0 to 1, and what it rests on."""

    score: float
    reasons: tuple[str, ...]


def compare(a: Person, b: Person) -> Likeness:
    """Say how alike two rows are. Fields that one of them lacks say nothing."""
    found = {name: _field(name, a.get(name), b.get(name)) for name in a.fields.keys() & b.fields.keys()}
    swapped = _swapped(a, b, found)
    weights = {name: _weight(name, alike) for name, alike in found.items()}
    weight = sum(weights.values())
    if not weight:
        return Likeness(0.0, ("no field in common",))
    score = (sum(weights[name] * alike for name, alike in found.items()) / weight) ** _power(weight, found)
    reasons = [*_reasons(found, swapped)]
    if weight <= _LEAST_WEIGHT:
        score = min(score, _THIN)
        reasons.append("too little to go by")
    elif _is_household(found):
        score = min(score, _HOUSEHOLD)
        reasons.append("looks like another member of the household")
    return Likeness(round(score, 4), tuple(reasons))


def _power(weight: float, found: Mapping[str, float]) -> float:
    """A birthday with nothing in common is forgiven only beside the same document."""
    if found.get("birthday") == 0 and found.get("document", 0.0) < _ALIKE:
        return 1.0
    share = min(max((weight - _FEW) / (_MANY - _FEW), 0.0), 1.0)
    return 1.0 - (1.0 - _LENIENT) * share


def _weight(name: str, alike: float) -> float:
    return WEIGHTS[name] * (_SHIFTING.get(name, 1.0) if alike == 0 else 1.0)


def _is_household(found: Mapping[str, float]) -> bool:
    """Other first names, and no document of one person: twins share even the birthday.

    A child may bear nearly the name of a parent, so two names spelt alike are still two people where the
    birthdays have nothing in common.
    """
    first = found.get("first", 1.0)
    if found.get("document", 0.0) >= _ALIKE:
        return False
    return first < _OTHER_NAME or (first < 1 and found.get("birthday") == 0)


def _swapped(a: Person, b: Person, found: dict[str, float]) -> bool:
    """See whether first name and surname changed places; then they agree crosswise."""
    if not (found.keys() >= {"first", "last"}):
        return False
    crossed = (_name(a.get("first"), b.get("last")), _name(a.get("last"), b.get("first")))
    if sum(crossed) <= found["first"] + found["last"] + 0.2:
        return False
    found["first"], found["last"] = crossed
    return True


def _field(name: str, one: str, two: str) -> float:
    if one == two:
        return 1.0
    if name == "phone":
        return 0.9 if one[-7:] == two[-7:] else _slip(one, two, 1, 0.6)
    if name == "birthday":
        return _slip(one, two, 2, 0.9)
    if name == "document":
        return _NEIGHBOURS if _are_neighbours(one, two) else _slip(one, two, 2, 0.9)
    if name in ("postcode", "house"):
        return _slip(one, two, 1, 0.8)
    if name == "email":
        return _email(one, two)
    return _name(one, two)


def _slip(one: str, two: str, most: int, worth: float) -> float:
    """A digit mistyped, left out or swapped with its neighbour is still nearly the same."""
    slips = DamerauLevenshtein.distance(one, two, score_cutoff=most)
    return worth if slips == 1 else worth - 0.2 if slips <= most else 0.0


def _are_neighbours(one: str, two: str) -> bool:
    """Documents of a family, issued together, have numbers close by; a slip may be at any digit."""
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
    mine, other = one[shared:], two[shared:]
    if len(one) != len(two) or not (mine.isdecimal() and other.isdecimal()):
        return False
    return 0 < abs(int(mine) - int(other)) < _ISSUED_TOGETHER


def _email(one: str, two: str) -> float:
    (name, _, host), (other, _, there) = one.partition("@"), two.partition("@")
    if DamerauLevenshtein.distance(one, two) <= 1:
        return 0.95
    return 0.7 if name == other and len(name) > 4 and host != there else 0.0


def _name(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if min(len(one), len(two)) == 1 and one[:1] == two[:1]:
        return _INITIAL
    alike = JaroWinkler.similarity(one, two)
    if " " in one or " " in two:
        ordered = JaroWinkler.similarity(" ".join(sorted(one.split())), " ".join(sorted(two.split())))
        joined = JaroWinkler.similarity(one.replace(" ", ""), two.replace(" ", ""))
        alike = max(alike, ordered, joined)
    # Two unrelated names still share half their letters: that much says nothing.
    return max(0.0, (alike - 0.5) * 2)


def _reasons(found: Mapping[str, float], swapped: bool) -> list[str]:
    said = []
    if swapped:
        said.append("first name and surname changed places")
    for name in WEIGHTS:
        alike = found.get(name)
        if alike is None:
            continue
        label = _LABELS[name]
        if alike >= 0.999:
            said.append(f"same {label}")
        elif alike >= 0.6:
            said.append(f"{label} nearly the same")
        elif alike < 0.3:
            said.append(f"different {label}")
    return said
