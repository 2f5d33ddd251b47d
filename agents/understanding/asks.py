"""Whether a message asks something: a greeting or a request put as a question does not."""

import re
from collections.abc import Mapping

from agents.regexes import regex
from agents.understanding import phrases
from agents.understanding.assent import orders_it
from agents.understanding.contract import IntentName, Slot, SlotName

_QUESTION = regex(phrases.QUESTION_START)
_REQUEST = regex(phrases.REQUEST)
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
    r"am i (?:speaking|talking|chatting) (?:to|with) |"
    r"(?:is )?(?:any ?(?:one|body)|some ?(?:one|body)) (?:there|here|available|home)\W*$|"
    r"(?:are )?you there\W*$)"
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


# "What would it look like?" wants a plan, and no library knows it.
_SHOW_ME = regex(
    r"(?<!\w)(?:what (?:would|will|does|could|might) (?:it|that|this|(?:the|our|a|such a) (?:trip|plan|"
    r"itinerary|"
    r"holiday)) look like|show (?:me|us) (?:what you (?:have|got|can do)|(?:the|a|an|your) (?:plan|itinerary|"
    r"proposal|trip))(?=\W*$)|what (?:would|can) you (?:propose|offer)(?: us| me)?(?=\W*$)|(?:can|could|"
    r"may) (?:i|"
    r"we) see (?:the|a|an|your) (?:plan|itinerary|proposal)(?=\W*$)|como (?:seria|quedaria)(?: el (?:viaje|"
    r"plan))?"
    r"(?=\W*$)|a quoi (?:ca|cela) ressemblerait|(?:ca|cela) donnerait quoi|wie (?:wurde|sahe) (?:das|es|"
    r"der plan|die "
    r"reise)(?: denn)? aus(?:sehen)?|como ficaria(?=\W*$)|как (?:это|бы это) (?:будет|могло бы) выглядеть|"
    r"كيف (?:ستكون|سيكون|سيبدو|ستبدو)|(?:plan|trip) kaisa (?:rahega|hoga)(?=\W*$)|(?:योजना|यात्रा|"
    r"प्लान) कैस[ाी] "
    r"(?:रहेग|होग)[ाी](?=\W*$))(?!\w)"
)


_WHY = regex(
    r"^\W*(?:(?:but|and|so|ok|hey|hi|pero|mais|aber|mas|но|lekin)\W+)?(?:why(?! not| don't| wouldn't)|"
    r"how come|"
    r"por que(?! no)|pourquoi(?! pas)|warum(?! nicht)|wieso(?! nicht)|weshalb|почему(?! бы)|отчего|"
    r"لماذا(?! لا)|ليش|"
    r"kyun|kyon|क्यों|(?:itna|itni|इतना|इतनी) (?:\S+ ){0,3}(?:kyun|kyon|क्यों))(?!\w)"
)


def asks_why(plain: str) -> bool:
    """Whether a message asks for a reason: "why is it so expensive?". "Why not Bali?" proposes."""
    return _WHY.search(plain) is not None


def asks_something(plain: str, heard: dict[IntentName, float], slots: Mapping[SlotName, Slot]) -> None:
    """Add to `heard` whether a message asks something that wants an answer."""
    plain = _PLEASANTRY.sub(" ", plain).strip()
    if "opt_out" in heard or re.fullmatch(r"\W*may ?be\W*", plain):
        return
    if _SHOW_ME.search(plain) and plain.count("?") <= 1:
        heard["enquiry"] = max(heard.get("enquiry", 0.0), 0.7)
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
