"""Whether a message enquires after a trip, or changes the one that is spoken of."""

from collections.abc import Mapping, Sequence

from agents.regexes import regex
from agents.understanding import phrases, trade_phrases
from agents.understanding.contract import IntentName, Said, Slot, SlotName

_CHANGE = regex(trade_phrases.CHANGE)
_REQUEST = regex(phrases.REQUEST)
_ENQUIRY = regex(trade_phrases.ENQUIRY)
# What a customer must have said for a message to be about a trip even without a word of travel in it.
_TRIP_SLOTS: frozenset[SlotName] = frozenset(
    {
        "destinations",
        "start_date",
        "end_date",
        "date_window",
        "nights",
        "days",
        "travellers",
        "adults",
        "children",
        "child_ages",
        "infants",
        "rooms",
        "budget",
        "trip_type",
        "stay",
        "transport",
        "interests",
        "occasion",
        "pace",
        "origin",
        "stop_nights",
        "nights_change",
        "must_see",
        "diet",
        "mobility",
        "arrives_at",
        "departs_at",
        "gateway_in",
        "gateway_out",
        "seen",
        "booked",
    }
)
_DISLIKES: frozenset[SlotName] = frozenset({"avoid", "fewer"})


def about_a_trip(
    plain: str,
    heard: dict[IntentName, float],
    slots: Mapping[SlotName, Slot],
    history: Sequence[Said],
    asked: SlotName | None,
) -> None:
    """Add to `heard` whether a message enquires after a trip or changes the one that is spoken of."""
    if "not_a_customer" in heard or "opt_out" in heard:
        return
    trip = _TRIP_SLOTS & set(slots)
    wants = bool(_ENQUIRY.search(plain))
    is_going_on = any(said.role == "customer" for said in history)
    is_change = (
        bool(_CHANGE.search(plain))
        or bool(_DISLIKES & set(slots))
        or ("stop_nights" in slots and _has_change(slots))
        or "nights_change" in slots
        or any(slot.retracted for slot in slots.values())
    )
    if (
        is_change
        and not (
            not is_going_on and (wants or len(trip) >= 3) and len(trip) >= 2
        )  # a whole wish that names a dislike is an enquiry
        and (trip or _DISLIKES & set(slots) or is_going_on)
        and (is_going_on or _DISLIKES & set(slots) or "stop_nights" in slots or not wants)
    ):
        heard["change"] = 0.85 if trip or _DISLIKES & set(slots) else 0.6
    elif "deny" in heard and trip - {asked} and is_going_on:
        heard["change"] = 0.85
    if (
        not is_going_on
        and "change" not in heard
        and (wants or len(trip) >= 2 or "destinations" in trip)
        and not _is_plain_question(plain, trip)
    ):
        heard["enquiry"] = 0.9 if (wants and trip) or len(trip) >= 2 else 0.65
    elif is_going_on and "change" not in heard and wants and len(trip) >= 2 and "destinations" in trip:
        heard["enquiry"] = 0.6
    elif wants and not heard and not slots and asked == "destinations":
        heard["enquiry"] = 0.6  # "I want to travel", to "where to?"
    elif (not heard or set(heard) <= {"thanks", "greeting"}) and trip and not asked:
        if is_going_on and _PROPOSES.search(plain):
            heard["change"] = 0.7
        elif not is_going_on or _MAY_WISH.search(plain) or not _is_plain_question(plain, trip - _WHEN):
            heard["enquiry"] = 0.55


# "How about Singapore?" is a wish; "what is the weather in Singapore?" is none, whatever it names.
_PROPOSES = regex(
    r"(?<!\w)(?:instead|rather|how about|what about|why not|que tal|y si|e se|por que no|"
    r"et si|pourquoi pas|que diriez|"
    r"wie ware|warum nicht|por que nao|а если|а может|почему бы|как насчет|ماذا عن|لماذا لا|"
    r"kaisa rahega|kyun na|kyu na|क्यों न|कैसा रहेगा)(?!\w)"
)
# These may name a wish or ask something: both are heard.
_MAY_WISH = regex(
    r"(?<!\w)(?:maybe|possible|posible|possivel|moglich|может быть|ممكن|"
    r"(?:can|could|may|shall|should|might) (?:we|i) (?:\w+ ){0,2}(?:go|visit|fly|travel|see|try|do)|"
    r"podemos (?:ir|visitar|viajar)|(?:on peut|peut-on|pouvons-nous) (?:aller|visiter)|"
    r"konnen wir (?:\w+ ){0,3}(?:nach|fahren|fliegen)|поехать|полететь|ja sakte|जा सकते)(?!\w)"
)


def _has_change(slots: Mapping[SlotName, Slot]) -> bool:
    return any("change" in stop for stop in slots["stop_nights"].value)


# Verbs that begin a question in the middle of a dialogue, and a statement as often.
_ASKS_FIRST = regex(rf"(?:{phrases.QUESTION_START})|(?:ware|wird|esta|hace|fait-il|faz)(?!\w)")
_JOINED = regex(r"^[¿¡ ]*(?:(?:y|et|und|e|и|а|aur|और) )?")
_WHEN: frozenset[SlotName] = frozenset({"start_date", "end_date", "date_window"})


def _is_plain_question(plain: str, trip: frozenset[SlotName] | set[SlotName]) -> bool:
    return (
        plain.endswith("?")
        and bool(_ASKS_FIRST.match(_JOINED.sub("", plain)))
        and len(trip) <= 1
        and not _REQUEST.search(plain)
    )
