"""What a question about the plan in hand only mentions: how far the beach is asks for no beach."""

from dataclasses import replace

from agents.regexes import regex
from agents.understanding.contract import Intent, Slot, SlotName, Understanding
from agents.understanding.merely_asked import MERELY_MENTIONED
from agents.understanding.reading import read
from agents.understanding.wish_words import ANY_INTEREST, interest_of
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
# A comma behind which somebody says what they want begins a clause of its own.
_WANTS = regex(
    r"(?i)[,،]\s{0,3}(?=(?:(?:and|but|so|y|pero|et|mais|und|aber|e|mas|и|а|но|aur|lekin|और) )?"
    r"(?:we|i|please|queremos|quiero|preferimos|prefiero|nos gustaría|nous|on|je|wir|ich|preferimos|prefiro|"
    r"quero|мы|я|хотим|хочу|нам|мне|نريد|أريد|نفضل|hum|ham|hume|humein|mujhe|हम|हमें|मुझे)(?!\w))"
)
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
    spans = [span for span in _clauses(text) if _only_asks(text[slice(*span)])]
    if not spans:
        return heard
    slots: dict[SlotName, Slot] = {}
    for name, slot in heard.slots.items():
        is_asked = any(begin <= slot.span[0] and slot.span[1] <= end for begin, end in spans)
        if name not in _TELLS_OF or slot.message or not is_asked:
            slots[name] = slot
        elif (again := _said_beside(name, slot, text, spans)) is not None:
            slots[name] = again
    return as_question(replace(heard, slots=slots))


def _clauses(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, those parted in which a wish follows behind a comma."""
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        begin, end = sentence.span()
        for comma in _WANTS.finditer(text, begin, end):
            found.append((begin, comma.end()))
            begin = comma.end()
        found.append((begin, end))
    return found


def _said_beside(name: SlotName, slot: Slot, text: str, asked: list[tuple[int, int]]) -> Slot | None:
    """What is wished beside the question, in the same words or in others for the same thing; None where the
    question alone speaks of it. A slot stands at its first mention, which the question may be."""
    beside = [text[slice(*span)] for span in _clauses(text) if span not in asked]
    if name == "interests" and isinstance(slot.value, list):
        plain = [read(clause).plain for clause in beside]
        named = {interest_of(found) for clause in plain for found in ANY_INTEREST.finditer(clause)}
        liked = [value for value in slot.value if value in named]
        return replace(slot, value=liked) if liked else None
    words = folded(text[slice(*slot.span)])
    is_again = bool(words) and any(f" {words} " in f" {folded(clause)} " for clause in beside)
    return slot if is_again else None


def told_beside_asking(text: str) -> list[tuple[int, int]]:
    """Where a text asks how far something is and says more beside it; nothing where it only asks."""
    clauses = _clauses(text)
    asked = [span for span in clauses if _only_asks(text[slice(*span)])]
    return asked if len(asked) < len(clauses) else []


# What is to be done hangs on the answer, which the desk gives without knowing what would please.
_IF_NOT = regex(
    r"^\s*(?:and |then )?(?:if (?:not|no|it is not|it isn t|it is far|it is too far|so)|otherwise|"
    r"si no|de lo contrario|sinon|si (?:non|ce n est pas le cas)|wenn nicht|falls nicht|sonst|se nao|"
    r"caso contrario|senao|если (?:нет|не|далеко)|иначе|والا|اذا (?:لا|لم|لم يكن|كان بعيدا)|"
    r"(?:agar )?nahi(?:n)? to|warna|"
    r"(?:अगर )?नह[ीि]ं? तो|वरना)(?!\w) *\S"
)


def wish_if_not(text: str) -> str:
    """What is wished for in case the answer how far something is does not please; "" where nothing is."""
    if not (asked := told_beside_asking(text)):
        return ""
    beside = [text[slice(*span)].strip() for span in _clauses(text) if span not in asked]
    return next((clause for clause in beside if _IF_NOT.match(folded(clause))), "")


def as_question(heard: Understanding) -> Understanding:
    """The same, heard as asking, also where no question mark stands behind it."""
    return heard if heard.has("question") else replace(heard, intents=(*heard.intents, ASKED))


def _only_asks(sentence: str) -> bool:
    plain = folded(sentence)
    return len(plain) <= _LONG and bool(FAR.search(plain) or _MADE_SO.search(plain))
