"""A question at the end of what is told, written without its mark: "bali 2 adults, are pets allowed".

Only words that begin no statement are taken for one: "…, are flexible" tells something.
"""

from collections.abc import Mapping

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading

_ASKED_BEHIND = regex(
    r"[,.;:\n]\s*(?:and |also |y |et |und |e |и )?"
    r"(?:(?:is|are|do|does|can|could|will|should|may|has|have) (?:there|we|i|you|they|it|the|my|our|any|this|"
    r"that|pets?|dogs?|cats?|kids|children|babies|meals|breakfast|visas?|flights?|taxes|transfers|tips)(?!\w)|"
    r"(?:when|where|why|how|which|what(?! (?:we|i)(?!\w)))(?!\w)|"
    r"(?:hay|hace falta|necesitamos|se (?:puede|admiten|permiten)|est-ce|faut-il|peut-on|y a-t-il|"
    r"gibt es|brauchen wir|precisamos de|pode levar|e permitido|sao permitidos|нужн[аоы]? ли|можно ли|"
    r"разрешен\w*|هل|क्या|kya)(?![\w\u0900-\u0963])|"
    r"(?:sind|ist|darf|durfen)(?= [^,.;!?\n]+ (?:erlaubt|moglich|notig|inklusive|mitnehmen|mitbringen)\s*$))"
    r"(?=(?: [^\s,.;!?\n]+)+\s*$)[^,.;!?\n]*$"
)


def asks_behind(reading: Reading, slots: Mapping[SlotName, Slot]) -> bool:
    """Whether the last clause asks something, and tells nothing of the trip itself."""
    asked = _ASKED_BEHIND.search(reading.plain.rstrip())
    if asked is None or not reading.plain[: asked.start()].strip():
        return False
    first, last = reading.span(*asked.span())
    return not any(
        slot.span[0] < last and first < slot.span[1] for slot in slots.values() if not slot.message
    )
