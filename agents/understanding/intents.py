"""What the customer wants by a message; several intents may be heard in one."""

import re
from collections.abc import Mapping, Sequence

from agents.regexes import regex
from agents.understanding import consent_phrases, opt_out_phrases, phrases, trade_phrases
from agents.understanding.asked_behind import asks_behind
from agents.understanding.assent import ACCEPT, DO_IT, FIRM, SOFT, is_negated, orders_it
from agents.understanding.contract import Intent, IntentName, Said, Slot, SlotName
from agents.understanding.delicate import delicate_matters
from agents.understanding.hedges import hedges
from agents.understanding.reading import Reading
from agents.understanding.unbooked import nothing_to_cancel

_SIMPLE: tuple[tuple[IntentName, str, float], ...] = (
    ("greeting", phrases.GREETING, 0.95),
    ("thanks", phrases.THANKS, 0.9),
    ("human", consent_phrases.HUMAN, 0.93),
    ("complaint", trade_phrases.COMPLAINT, 0.8),
    ("ask_price", trade_phrases.ASK_PRICE, 0.85),
    ("ask_status", trade_phrases.ASK_STATUS, 0.8),
    ("approve", trade_phrases.APPROVE, 0.75),
    ("reject", trade_phrases.REJECT, 0.8),
    ("affirm", f"{phrases.AFFIRM}|{DO_IT}", 0.9),
    ("deny", phrases.DENY, 0.9),
    ("cancel", phrases.CANCEL, 0.8),
    ("skip", phrases.SKIP, 0.85),
    ("puzzled", phrases.PUZZLED, 0.9),
    ("not_a_customer", trade_phrases.NOT_A_CUSTOMER, 0.85),
    ("opt_in", consent_phrases.OPT_IN, 0.9),
)
_COMPILED = tuple((name, regex(pattern), confidence) for name, pattern, confidence in _SIMPLE)
_STOP_ALONE = regex(consent_phrases.OPT_OUT_ALONE)
_STOP = regex(opt_out_phrases.OPT_OUT)
_CHANGE = regex(trade_phrases.CHANGE)
_QUESTION = regex(phrases.QUESTION_START)
_REQUEST = regex(phrases.REQUEST)
_TRAVEL = regex(trade_phrases.TRAVEL)
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
_ACKNOWLEDGING = frozenset(
    {
        "greeting",
        "thanks",
        "affirm",
        "deny",
        "skip",
        "cancel",
        "human",
        "opt_out",
        "opt_in",
        "complaint",
        "money_dispute",
        "medical",
        "legal",
        "approve",
        "reject",
        "not_a_customer",
        "ask_status",
    }
)


def intents_of(
    reading: Reading, slots: Mapping[SlotName, Slot], history: Sequence[Said], asked: SlotName | None
) -> tuple[Intent, ...]:
    """Every intent heard, surest first."""
    plain = reading.plain.strip()
    heard: dict[IntentName, float] = {}
    heard |= {name: sure for name, pattern, sure in _COMPILED if pattern.search(plain)}
    heard |= delicate_matters(plain)
    _opting(plain, heard)
    _answers(plain, heard, slots, history)
    _about_a_trip(plain, heard, slots, history, asked)
    _question(plain, heard, slots)
    if not {"question", "opt_out", "human"} & set(heard) and asks_behind(reading, slots):
        heard["question"] = 0.65
    if "cancel" in heard and nothing_to_cancel(reading):
        heard.pop("cancel")
    if "puzzled" in heard:
        heard.pop("question", None)  # it asks what the desk meant, which no library knows
    if not heard and not slots:
        heard["out_of_scope"] = _strangeness(plain, asked, bool(history))
    elif not history and set(heard) <= {"question", "ask_price"} and not slots and not _TRAVEL.search(plain):
        heard["out_of_scope"] = 0.55
    return tuple(
        Intent(n, round(c, 2)) for n, c in sorted(heard.items(), key=lambda item: -item[1]) if c > 0.2
    )


def _opting(plain: str, heard: dict[IntentName, float]) -> None:
    if _STOP_ALONE.match(plain):
        heard["opt_out"] = 0.98
    elif _STOP.search(plain):
        heard["opt_out"] = 0.93
    if "opt_out" in heard:
        for name in ("deny", "cancel", "opt_in", "affirm", "skip", "approve"):
            heard.pop(name, None)


def _answers(
    plain: str, heard: dict[IntentName, float], slots: Mapping[SlotName, Slot], history: Sequence[Said]
) -> None:
    """Tell "yes" from "looks good, book it", and "no" from "no beaches"."""
    if "deny" in heard and "affirm" in heard:
        heard.pop("affirm" if plain.startswith("n") else "deny")
    if "reject" in heard:
        heard.pop("approve", None)
    if "approve" in heard and (is_negated(plain) or (not FIRM.search(plain) and hedges(plain))):
        heard.pop("approve")
    elif "approve" in heard and SOFT.search(plain) and not FIRM.search(plain):
        heard["approve"] = 0.55  # "sounds good" agrees to what was just said, perhaps not to the quote
    if (
        "affirm" not in heard
        and "deny" not in heard
        and ACCEPT.search(plain)
        and not is_negated(plain)
        and not hedges(plain)
        and history
    ):
        heard["affirm"] = 0.75
    if (
        "deny" in heard
        and _DISLIKES & set(slots)
        and re.match(r"\W*no\s+\w+", plain)
        and not re.match(r"\W*no\s*[,.!]", plain)
    ):
        heard.pop("deny")
    if "deny" in heard and "diet" in slots and not slots["diet"].message and slots["diet"].span[0] <= 1:
        heard.pop("deny")  # "no pork" refuses a food
    if "deny" in heard and re.match(
        (
            r"\W*(?:no|sin|sans|ohne|sem|без|not?)\s+(?:kids?|children|ninos|kinder|enfants|criancas|"
            r"детей|infants?)"
        ),
        plain,
    ):
        heard.pop("deny")
    if "cancel" in heard and re.search(
        (
            r"(?:what|which|is there|how|free|if|your|refund\w*|when|policy)\W.*cancel|cancel\w* "
            r"(?:policy|fee|charge|free)"
        ),
        plain,
    ):
        heard.pop("cancel")


def _about_a_trip(
    plain: str,
    heard: dict[IntentName, float],
    slots: Mapping[SlotName, Slot],
    history: Sequence[Said],
    asked: SlotName | None,
) -> None:
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


# "Tudo bem?" wants no answer from a library.
_PLEASANTRY = regex(
    r"(?<!\w)(?:tudo bem(?: com (?:voce|voces|vc))?|como (?:vai|vao|esta|estan|estas|estao)(?: (?:usted|"
    r"ustedes|voce|voces))?|"
    r"que tal(?! (?:\w+ ){0,2}(?:si|un|una|el|la|en|bali|ir))|how (?:are|r) (?:you|u)(?: (?:doing|"
    r"today))?|how do you do|"
    r"what's up|comment (?:allez[ -]vous|ca va|vas[ -]tu)|ca va|wie geht(?:'s| es ihnen| es dir|s)|"
    r"как (?:ваши )?дела|"
    r"كيف (?:حالك|حالكم|الحال)|kaise (?:ho|hain|hai)(?: aap)?|aap kaise (?:ho|hain)|कैसे (?:हो|हैं|"
    r"है)(?: आप)?|आप कैसे हैं)\s*[?!]"
)
# "Is this the travel agency?" is a way to say hello.
_WHO_IS_THERE = regex(
    r"\W*(?:(?:hi|hello|hey|hola|bonjour|hallo|ola|namaste)\W+)?(?:is this (?:the |"
    r"a )?(?:\w+ ){0,3}(?:travels?|tours|"
    r"agency|travel desk|office|holidays|company|(?:whatsapp|business) number)\W|"
    r"am i (?:speaking|talking|chatting) (?:to|with) )"
)
# "Do you do Singapore?" asks whether it is sold, and no library.
_OFFERED = regex(
    r"^\W*(?:(?:hi|hey|hello|hola|bonjour|hallo|ola|ok|so|and)\W+)?(?:do (?:you|"
    r"u)(?: guys)? (?:also )?(?:do|offer|"
    r"organi[sz]e|arrange|cover|sell|have (?:\w+ ){0,2}(?:trips?|tours?|packages?|holidays?)|plan|go to)|"
    r"(?:hacen|organizan|venden|tienen|ofrecen) (?:\w+ ){0,2}(?:viajes|paquetes|tours)|"
    r"(?:faites|organisez|proposez|vendez|avez)[ -]vous (?:\w+ ){0,2}(?:voyages|circuits|sejours|forfaits)|"
    r"(?:bieten|organisieren|verkaufen|haben|machen) sie (?:\w+ ){0,2}(?:reisen|pakete|touren)|"
    r"(?:voces )?(?:fazem|organizam|vendem|tem|oferecem) (?:\w+ ){0,2}(?:viagens|pacotes)|"
    r"(?:у вас )?(?:есть|организуете|делаете) (?:ли )?(?:\w+ ){0,2}туры|"
    r"هل (?:لديكم|عندكم|تنظمون|تقدمون) (?:\w+ ){0,2}(?:رحلات|باقات|عروض))(?!\w)"
)


def _question(plain: str, heard: dict[IntentName, float], slots: Mapping[SlotName, Slot]) -> None:
    plain = _PLEASANTRY.sub(" ", plain).strip()
    if "opt_out" in heard or re.fullmatch(r"\W*may ?be\W*", plain):
        return
    asks = bool(_QUESTION.search(plain)) and not orders_it(plain)
    has_mark = "?" in plain
    is_request = bool(_REQUEST.search(plain)) and plain.count("?") <= 1
    if not (asks or has_mark) or is_request or ("human" in heard and not has_mark):
        return
    if _WHO_IS_THERE.match(plain) and not slots and plain.count("?") <= 1:
        heard["greeting"] = max(heard.get("greeting", 0.0), 0.8)
        return
    if _OFFERED.search(plain) and "destinations" in slots and plain.count("?") <= 1:
        heard["enquiry"] = max(heard.get("enquiry", 0.0), 0.8)
        return  # whether a place is sold shows in what is asked next
    if asks and has_mark:
        heard["question"] = 0.9
    elif has_mark and len(plain.split()) > 1:
        heard["question"] = 0.6
    elif asks and not slots and not _ACKNOWLEDGING & set(heard) and re.match(phrases.QUESTION_START, plain):
        heard["question"] = 0.65
    elif (
        asks
        and re.match(phrases.QUESTION_START, plain)
        and len(slots) <= 1
        and "change" not in heard
        and "enquiry" not in heard
    ):
        heard["question"] = 0.6


def _strangeness(plain: str, asked: SlotName | None, is_going_on: bool) -> float:
    if is_going_on:
        return 0.3  # in the middle of a dialogue the desk rather asks again
    words = plain.split()
    if not words or _TRAVEL.search(plain) or asked:
        return 0.2 if len(words) < 3 else 0.25
    return 0.75 if len(words) >= 4 else 0.5
