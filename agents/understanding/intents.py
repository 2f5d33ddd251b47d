"""What the customer wants by a message; several intents may be heard in one."""

import re
from collections.abc import Mapping, Sequence

from agents.regexes import regex
from agents.understanding import consent_phrases, opt_out_phrases, phrases, trade_phrases
from agents.understanding.about_a_trip import about_a_trip
from agents.understanding.asked_behind import asks_behind
from agents.understanding.asks import asks_something, asks_why
from agents.understanding.assent import ACCEPT, DO_IT, FIRM, SOFT, is_negated
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
_TRAVEL = regex(trade_phrases.TRAVEL)
_DEAR = regex(
    r"(?<!\w)(?:expensive|costly|pricey|dear|so high|so much|car[oa]s?|cher|chere|chers|couteux|teuer|"
    r"дорог\w*|غالي\w*|"
    r"mehn?g[aei]|मह[ँं]?ग[ाेी])(?!\w)"
)
_DISLIKES: frozenset[SlotName] = frozenset({"avoid", "fewer"})


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
    about_a_trip(plain, heard, slots, history, asked)
    asks_something(plain, heard, slots)
    if not {"question", "opt_out", "human"} & set(heard) and asks_behind(reading, slots):
        heard["question"] = 0.65
    if asks_why(plain) and _DEAR.search(plain):
        heard.pop("reject", None)  # "why is it so expensive?" refuses nothing
        heard["ask_price"] = max(heard.get("ask_price", 0.0), 0.8)
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


def _strangeness(plain: str, asked: SlotName | None, is_going_on: bool) -> float:
    if is_going_on:
        return 0.3  # in the middle of a dialogue the desk rather asks again
    words = plain.split()
    if not words or _TRAVEL.search(plain) or asked:
        return 0.2 if len(words) < 3 else 0.25
    return 0.75 if len(words) >= 4 else 0.5
