"""What a question about the plan in hand only mentions: how far the beach is asks for no beach."""

from dataclasses import replace

from agents.regexes import regex
from agents.understanding.contract import Intent, SlotName, Understanding
from agents.understanding.merely_asked import MERELY_MENTIONED
from agents.wording.folding import folded

FAR = regex(
    r"(?<!\w)(?:how (?:far|close|near) (?:is|are|away|will|would|from|apart)|what (?:is|s) the distance|"
    r"whats the distance|distance (?:from|between)|"
    r"(?:is|are) (?:the|our|my|this|that) (?:hotels?|resorts?|stays?) (?:\w+ )?(?:near|close to|"
    r"far from|next to|on)|"
    r"a que distancia|que distancia|(?:que|cuan) lejos|(?:esta|queda) (?:muy )?(?:cerca|lejos)|"
    r"a quelle distance|quelle (?:est la )?distance|(?:est il|est elle|est ce) (?:pres|loin|proche)|"
    r"wie (?:weit|nah) (?:ist|sind|liegt|weg|von)|qual (?:e )?a distancia|que distancia|fica (?:perto|"
    r"longe)|"
    r"как далеко|какое расстояние|далеко ли|"
    r"كم (?:تبعد|يبعد|المساف[هة])|ما المساف[هة]|هل (?:\w+ ){1,3}(?:قريب|بعيد)|"
    r"kitn[ai] d[uo]+r|कितन[ीा] दूर|दूरी)(?!\w)"
)
_MADE_SO = regex(
    r"(?<!\w)(?:can|could|will|would|is|may) (?:the|our|that|this|it) (?:\w+ ){0,3}(?:be )?(?:a )?"
    r"(?:private|exclusive|just for us|only (?:for )?us|for us alone|shared|guided)(?!\w)"
)
_SENTENCE = regex(r"[^?!.;\n؟।؛]+[?!.;\n؟।؛]*")
_LONG = 160  # letters: a longer sentence tells more than it asks
_TELLS_OF: frozenset[SlotName] = MERELY_MENTIONED | {
    "must_see",
    "elsewhere",
    "gateway_in",
    "gateway_out",
    "avoid",
}
ASKED = Intent("question", 0.65)


def without_mentions(heard: Understanding, text: str) -> Understanding:
    """Leave out what stands in a question how far something is, or whether a part of the plan is private."""
    spans = [found.span() for found in _SENTENCE.finditer(text) if _only_asks(found.group())]
    if not spans:
        return heard
    slots = {
        name: slot
        for name, slot in heard.slots.items()
        if name not in _TELLS_OF
        or slot.message
        or not any(begin <= slot.span[0] and slot.span[1] <= end for begin, end in spans)
    }
    return as_question(replace(heard, slots=slots))


def as_question(heard: Understanding) -> Understanding:
    """The same, heard as asking, also where no question mark stands behind it."""
    return heard if heard.has("question") else replace(heard, intents=(*heard.intents, ASKED))


def _only_asks(sentence: str) -> bool:
    plain = folded(sentence)
    return len(plain) <= _LONG and bool(FAR.search(plain) or _MADE_SO.search(plain))
