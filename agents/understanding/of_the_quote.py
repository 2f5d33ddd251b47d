"""What customers ask about the quote in hand: what it holds, until when, how it is paid, and it once more.

Each part of a message is read by itself, so that a change beside a question is still heard. A part counts
only where it asks; who wishes for something to be included asks for a change.
"""

from dataclasses import dataclass
from typing import Literal

from agents.regexes import regex
from agents.understanding.assent import FIRM, is_negated
from agents.understanding.beside_asking import FEW_WORDS, has_only_looked
from agents.understanding.contract import Understanding
from agents.understanding.hedges import hedges
from agents.understanding.of_the_quote_paid import (
    AGAIN,
    BANK,
    DUES,
    LINK,
    LOST,
    NOT_AGAIN,
    NOT_BANK,
    NOT_DUES,
    OTHERWISE,
    OWN_ACCOUNT,
    PAPER,
    SENT_AGAIN,
)
from agents.understanding.of_the_quote_words import (
    ALL_OF_IT,
    HOLDS,
    INCLUDES,
    THINGS,
    UNTIL,
    WHAT_WE_GET,
    WISHES,
)
from agents.understanding.reading import read
from agents.understanding.stay_words import CLASS
from agents.understanding.taken import BARE, TAKEN
from agents.wording.folding import folded

Asked = Literal["included", "until", "dues", "bank", "again"]


@dataclass(frozen=True)
class AskedOfQuote:
    """What is asked, each once. `things` are keys of `THINGS` that the price may hold, none for all of it;
    `parts` are the words that ask what it holds, for a name of the plan among them.

    `beside` is what the message says in other parts, `asks_more` whether one of them is a question, and
    `assents` whether one may take the plan ("book it, how do I pay?"), and `takes` whether one says nothing
    but that.
    `spans` are where the asking parts stand; what they mention is no wish. `of_class` is the class of hotels
    that they name, which may be another than the plan's. `asking` is where other questions stand.
    """

    of: tuple[Asked, ...]
    things: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    wants_paper: bool = False
    beside: str = ""
    asks_more: bool = False
    assents: bool = False
    takes: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    of_class: str | None = None
    asking: tuple[tuple[int, int], ...] = ()

    def wishes_by_asking(self, heard: Understanding) -> bool:
        """Whether the other questions hold something that was heard: "can we add one night?" is a wish."""
        heard_at = [slot.span for slot in heard.slots.values() if not slot.message]
        return bool(self.asking) and all(
            any(begin <= one[0] and one[1] <= end for one in heard_at) for begin, end in self.asking
        )


_LONG = 240  # letters: a longer part tells more than it asks
_PART = regex(r"[^?!.;\n؟।؛]+[?!.;\n؟।؛]*")
# Where one part ends within a sentence: what follows is an asking or a wish of its own.
_AND = r"(?:and|but|also|plus|y|pero|et|mais|und|aber|e|mas|и|но|а|aur|और|و|then|so)\s"
_JOINT = regex(
    rf"(?:,\s?(?:{_AND})?|(?<=\s){_AND})"
    r"(?=(?:can|could|please|pls|add|make|change|remove|drop|skip|how|what|when|which|is|are|do|does|"
    r"will|would|send|i|we|"
    r"puede|podemos|anad\w+|agreg\w+|cuando|como|peut|pouvez|ajout\w+|quand|comment|kann|konnen|fug\w+|"
    r"wann|wie|m[aá]nda\w*|env[ií]\w*|(?:r)?envo[iy]\w*|schick\w*|пришл\w*|отправ\w*|ارسل\w*|أرسل\w*|bhej\w*|भेज\S*|"
    r"pode|adicion\w+|quando|можно|добав\w+|когда|как|هل|اضف|كيف|kya|क्या|add|jod\w*|जोड\S*)(?!\w))",
)
_ASKS = regex(
    r"(?:(?:and|so|also|but|ok|okay|hi|hello|hey|well|quick question|just|please|pls|by the way|btw|"
    r"(?:can|could) you (?:please )?(?:tell|confirm)(?: me| us)?|tell me|tell us|may i know|i want to know|"
    r"let me know|y|hola|et|und|e|a|и|و|और|aur|pero|mais|aber|mas|но|if|whether)(?!\w) ?)*"
    r"(?:is|are|does|do|did|will|would|what|whats|which|how|que|cual\w*|esta|estan|incluye\w*|hay|es|"
    r"quoi|quel\w*|est ce|qu est|sont|est|le prix|was|ist|sind|o que|inclui|что|входит|входят|"
    r"включ\w+|هل|ما|ماذا|क्या|kya)(?!\w)|.*(?<!\w)(?:kya|क्या)(?!\w)|"
    r".*(?<!\w)(?:included|include|shaa?mil|शामिल) (?:hai|hain|है|हैं)$"
)


def asked_of_quote(text: str) -> AskedOfQuote | None:
    """What a message asks of the quote in hand; None where it asks no such thing."""
    of: list[Asked] = []
    things: list[str] = []
    parts: list[str] = []
    beside: list[str] = []
    spans: list[tuple[int, int]] = []
    asking: list[tuple[int, int]] = []
    of_class: str | None = None
    has_paper = is_general = assents = takes = False
    for begin, end in _parts(text):
        said = text[begin:end]
        plain = folded(said)
        asked = _asked(said, plain) if plain and len(plain) <= _LONG else None
        if asked is None:
            assents = assents or _takes_it(said)
            takes = takes or _is_yes(said)
            if len(plain.split()) > FEW_WORDS and not has_only_looked(plain):
                beside.append(said.strip())
                if said.rstrip().endswith(("?", "؟")):
                    asking.append((begin, end))
            continue
        of.append(asked)
        takes = takes or _opens_with_yes(said)
        if asked != "again":  # a wish among those words is for another plan, not asked about
            spans.append((begin, end))
        if asked == "included":
            of_class = of_class or _class_in(said)
            found = [name for name, words in THINGS.items() if words.search(plain)]
            things += _own(found)
            is_general = is_general or not (found or not _is_general(plain))
            parts.append(plain)
        elif asked == "again":
            has_paper = has_paper or bool(PAPER.search(plain)) or not LINK.search(plain)
    if not of:
        return None
    kinds = tuple(dict.fromkeys(of))
    if "again" in kinds:
        beside = [said for said in beside if not SENT_AGAIN.search(folded(said))]
    held = () if is_general else tuple(dict.fromkeys(things))
    told = () if is_general else tuple(parts)
    return AskedOfQuote(
        kinds,
        held,
        told,
        has_paper,
        " ".join(beside),
        bool(asking),
        assents=(assents or takes) and not asking,
        takes=takes and not asking,
        spans=tuple(spans),
        of_class=of_class,
        asking=tuple(asking),
    )


def _class_in(said: str) -> str | None:
    """The class of hotels that words name."""
    plain = read(said).plain
    return next((name for name, words in CLASS if words.search(plain)), None)


def _parts(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for sentence in _PART.finditer(text):
        begin = sentence.start()
        for joint in _JOINT.finditer(sentence.group().lower()):
            at = sentence.start() + joint.end()
            found.append((begin, at))
            begin = at
        found.append((begin, sentence.end()))
    return found


def _asked(said: str, plain: str) -> Asked | None:
    if BANK.search(plain) and not (OWN_ACCOUNT.search(plain) or NOT_BANK.search(plain)):
        return "bank"
    if (AGAIN.search(plain) or LOST.search(plain)) and not NOT_AGAIN.search(plain):
        return None if OTHERWISE.search(plain) else "again"
    if WISHES.search(plain):
        return None
    if UNTIL.search(plain):
        return "until"
    if DUES.search(plain) and not NOT_DUES.search(plain):
        return "dues"
    asks = said.rstrip().endswith(("?", "؟")) or _ASKS.match(plain) is not None
    if WHAT_WE_GET.search(plain) or (asks and INCLUDES.search(plain)):
        return "included"
    return "included" if _asks_whether_there_is(plain) else None


def _asks_whether_there_is(plain: str) -> bool:
    """Whether a thing is asked for right behind "is there a": a beach near the hotel asks for no hotel."""
    asked = HOLDS.search(plain)
    if asked is None:
        return False
    first = " ".join(plain[asked.end() :].split()[: 5 if asked.group().endswith(" us") else 3])
    return any(words.search(first) for name, words in THINGS.items() if name != "hotels")


def _takes_it(said: str) -> bool:
    plain = read(said).plain
    return bool(FIRM.search(plain)) and not is_negated(plain) and not hedges(plain) and "?" not in plain


def _is_yes(said: str) -> bool:
    """Whether a part is a yes to the plan and nothing else. "Yes, send it again" may only be polite."""
    if len(said) > _LONG:
        return False
    plain = read(said).plain.strip()
    return bool(TAKEN.fullmatch(plain)) and not (said.rstrip().endswith(",") and BARE.fullmatch(plain))


def _opens_with_yes(said: str) -> bool:
    """Whether a question stands behind a yes and a comma: "book it, is lunch included?"."""
    head, comma, _ = said.partition(",")
    return bool(comma) and _is_yes(head + comma)


def _is_general(plain: str) -> bool:
    return bool(ALL_OF_IT.search(plain) or WHAT_WE_GET.search(plain))


def _own(found: list[str]) -> list[str]:
    """An airport pickup is no other transfer, and what is eaten at the hotel is not the hotel."""
    return [
        name
        for name in found
        if not (name == "transfers" and "airport" in found) and not (name == "hotels" and len(found) > 1)
    ]
