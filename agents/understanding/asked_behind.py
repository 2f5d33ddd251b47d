"""A question at the end of what is told, written without its mark: "bali 2 adults, are pets allowed".

Only words that begin no statement are taken for one: "…, are flexible" tells something.
"""

from collections.abc import Mapping

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading

_VERB = r"(?:is|are|do|does|did|can|could|will|would|should|shall|may|was|were)"
_SAID_OF_IT = (
    r"(?:included|ok|okay|allowed|needed|required|free|enough|possible|available|safe|fine|valid|open|closed|"
    r"refundable|far|near)"
)
_ASKED_BEHIND = regex(
    r"[,.;:\n]\s{0,40}(?:and |also |y |et |und |e |и )?"
    # Who or what stands behind the verb; "is my dream" and "has the best beaches" tell.
    r"(?:(?:(?:is|are) (?:there|it|this|that|they|any)|(?:has|have) (?:i|we|you|they|it)|"
    r"(?:do|does|can|could|will|should|may|is|are|has) (?:i|we|you|they|pets?|dogs?|cats?|kids|children|"
    r"babies|meals|breakfast|visas?|flights?|taxes|transfers|tips)|"
    r"(?:does|can|could|will|should|may) (?:it|the|my|our|any|this|that)|"
    rf"(?:is|are) (?:the|my|our)(?=[^,.;!?\n]* {_SAID_OF_IT}\s*$)|"
    # "Where we got married", "which we love" and "which includes breakfast" tell as well.
    rf"(?:when|where|why|what) (?:{_VERB}|to|about|if)|"
    r"what (?:time|kind|sort|type)|"
    rf"how (?:{_VERB}|to|much|many|far|long|often|old|big|hot|cold|safe|early|late)|"
    rf"which (?!kids|children|people|we|i|you|they|he|she|it|my|our|everyone|all)[^\s,.;!?]+ {_VERB})(?!\w)|"
    r"(?:hay(?! que )|hace falta|necesitamos|se (?:puede|admiten|permiten)|est-ce|faut-il|peut-on|y a-t-il|"
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
