"""What was booked and is not any more: "we cancelled that hotel", "the flight is no longer booked"."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from agents.regexes import regex
from agents.understanding import phrases
from agents.understanding.booking_nouns import STAY
from agents.understanding.listing import SEAM, parts_of
from agents.understanding.marks import end_before
from agents.understanding.reading import Reading, read

# What happened already: "can we cancel" asks, "please cancel" wants, and neither frees a day.
_GONE = regex(
    r"(?<!\w)(?:(?:we|i|they|hotel|we've|i've|it's|have|has|had|was|were|is|are|been|got|the airline) "
    r"(?:just |now |already |since |been |also )*cancell?ed|"
    # By the participle alone, right behind flights: "vol aller et retour annules".
    r"(?:(?<=flights )|(?<=flight )|(?<=ways )|(?<=there and back ))cancell?ed|"
    r"(?:(?<=vuelta )|(?<=vuelos )|(?<=vuelo ))cancelad[oa]s?|(?:(?<=retour )|(?<=vols )|(?<=vol ))annule\w*|"
    r"(?:(?<=volta )|(?<=voos )|(?<=voo ))cancelad[oa]s?|"
    r"(?:not|no longer|isn't|aren't) (?:booked|reserved)(?: any ?more| any longer)|"
    r"no longer (?:booked|reserved)|(?:booking|reservation) (?:fell through|is off|is gone)|"
    r"(?:hemos|he|han|fue|fueron|esta|estan|quedo|quedaron) cancelad[oa]s?|cancelamos|"
    r"ya no (?:esta|tenemos) reservad[oa]s?|"
    r"ya no tenemos (?:la )?reserva|(?:est|sont|ete|avons|ai|ont) annule\w*|n'est plus reserve\w*|"
    r"storniert|nicht mehr (?:gebucht|reserviert)|(?:foi|esta|foram) cancelad[oa]s?|"
    r"nao esta mais reservad[oa]|отменил\w*|отмен[её]н\w*|больше не забронирован\w*|"
    r"(?:cancel|radd) (?:kar di\w*|kar diya|ho ga\w+)|रद्द (?:कर दि\w*|हो ग\w*)|"
    r"الغينا|الغيت|تم الغاء|لم يعد محجوز\w*)(?!\w)"
)
# Messages without one of these say nothing of the kind, and need no closer look.
_KEYS = (
    "cancel",
    "book",
    "reserv",
    "annul",
    "storn",
    "gebucht",
    "отмен",
    "заброн",
    "radd ",
    "रद्द",
    "الغ",
    "محجوز",
)
_ASKED = regex(
    r"(?<!\w)(?:can|could|should|shall|would|will|may|might|please|want|podemos|podriamos|puede\w*|konn\w+|"
    r"kann|darf|durfen|werden|wird|peut|peuvent|peut-on|pouvons|pode|podem|можно|может|क्या|هل)(?!\w)"
)
_IF = regex(
    r"(?<!\w)(?:if|in case|unless|when|whenever|si(?!,)|en caso|wenn|falls|cuando|quand|au cas|quando|caso|"
    r"если|когда|अगर|agar|اذا)(?!\w)"
)
# "No" is Portuguese for "in the" as well, so it counts only before what was done.
_NEGATED = regex(
    r"(?<!\w)(?:not|never|nobody|none|neither|nor|\w+n't|nadie|nunca|nicht|kein\w*|nie|niemals|niemand|"
    r"nao|ninguem|jamais|personne|не|ни|никто|никогда|nahi|nahin|नहीं|नही|لم|لا|ما|ليس)(?!\w)|"
    r"(?<!\w)n'(?=\w)"
)
_NO = regex(r"(?<!\w)no(?!\w)")
# Told of somebody else's, or asked for its reason: no word about what this customer has booked.
_OF_OTHERS = regex(
    r"(?<!\w)(?:why|last (?:year|summer|winter)|years? ago|on (?:them|him|her)|friends?|neighbou?rs?|"
    r"colleagues?|amigos?|amis?|freunde\w*|друзья\w*|warum|por que|pourquoi|почему)(?!\w)"
)
_HEARSAY = regex(r"(?<!\w)(?:said|says|heard|rumou?rs?|dijo|dijeron|dit|disse|sagte\w*|сказал\w*)(?!\w)")
# What begins a sentence or says what happened, and is no name of a hotel.
_NO_NAME = regex(
    r"we|i|they|it|wir|ich|sie|nous|nosotros|nos|мы|я|the|that|this|our|my|nobody|el|la|los|las|le|les|"
    r"both|ambos|ambas|dos|dois|duas|deux|beide|beiden|оба|обе|dono|दोनों|"
    r"der|die|das|den|dem|o|a|os|as|unser\w*|mein\w*|nuestr\w+|notre|noss[oa]|наш\w*|sorry|unfortunately|"
    r"was|were|is|are|has|have|had|been|ne|ko|ka|wala|cancel\w*|annul\w*|storn\w*|отмен\w*|"
    r"book\w*|reserv\w*|buchung|брон\w*"
)
_CANCEL = regex(phrases.CANCEL)
_CANCEL_DENIED = regex(
    r"(?<!\w)(?:not|never|nobody|no one|\w+n't|nadie|niemand|nicht|pas|nao|не|нельзя)"
    r"(?: (?:to|been|be|foi|wurde|want to))?\s*$"
)


@dataclass(frozen=True)
class Act:
    """The words that say that something is off, at `begin` to `end` of the plain text. `parts` are the clause
    around them, and the others of its list where it ends or begins one: each tells of a thing that is off.
    It `counts` where it is neither denied, asked, supposed nor hearsay."""

    begin: int
    end: int
    parts: tuple[tuple[int, int], ...]
    counts: bool = True
    is_denied: bool = False  # nothing of the kind happened to what this customer has


_MOST_ACTS = 20  # things that are off, in one message; each looks through the list that it stands in


def acts(
    reading: Reading, told: Iterable[str] = (), towns: Callable[[], Sequence[tuple[int, int]]] = tuple
) -> Iterator[Act]:
    """Find where a message says that something is not booked any more, or seems to.

    `told` are the plain words in which bookings were told before, and `towns` gives where the names of places
    stand; neither is looked at without need.
    """
    plain = reading.plain
    if not any(key in plain for key in _KEYS) or not _GONE.search(plain):
        return
    before_it = "\n".join(told)
    for match in islice(_GONE.finditer(plain), _MOST_ACTS):
        first = end_before(SEAM, plain, match.start())
        after = SEAM.search(plain, match.end())
        parts = parts_of(reading, (first, after.start() if after else len(plain)), before_it, towns())
        first, last = parts[0][0], parts[-1][1]
        before, after_it = plain[first : match.start()], plain[match.end() : last]
        beside = f"{before} {after_it}"
        supposed = _IF.search(plain, _sentence(plain, match.start()), match.start())
        is_denied = bool(_NEGATED.search(beside) or _NO.search(before) or _OF_OTHERS.search(beside))
        is_asked = bool(_ASKED.search(beside)) or plain[last : last + 1] == "?"
        yield Act(
            *match.span(),
            parts,
            counts=not (is_denied or supposed or is_asked or _HEARSAY.search(beside)),
            is_denied=is_denied or bool(supposed),
        )


def _sentence(plain: str, before: int) -> int:
    return max((plain.rfind(stop, 0, before) + 1 for stop in ".!?;\n"), default=0)


def nothing_to_cancel(reading: Reading) -> bool:
    """Whether every word of cancelling is denied, or tells of what others did or what might come."""
    return _all_within(reading.plain, [act for act in acts(reading) if act.is_denied])


def tells_alone(reading: Reading) -> bool:
    """Whether every word of cancelling tells what is off already, and none of them asks for it."""
    return _all_within(reading.plain, [act for act in acts(reading) if act.counts])


def _all_within(plain: str, told: list[Act]) -> bool:
    for match in _CANCEL.finditer(plain):
        is_told = any(act.begin <= match.start() < act.end for act in told)
        if not is_told and not _CANCEL_DENIED.search(plain, max(match.start() - 24, 0), match.start()):
            return False
    return True


def named(words: str) -> str:
    """Give the name of a booking without the words around it that only begin a sentence."""
    kept = words.split()
    while kept and _is_no_name(kept[0]):
        kept.pop(0)
    while kept and _is_no_name(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _is_no_name(word: str) -> bool:
    plain = read(word).plain.removeprefix("l'")
    return bool(_NO_NAME.fullmatch(plain) or STAY.fullmatch(plain))


def gone(clause: str, engaged: str | None, name: str, *, is_ticket: bool) -> dict[str, Any] | None:
    """Give what is not booked any more, as an item of `booked` with "gone"; None where it names nothing.

    A stay or a visit without a name is the one that was told last.
    """
    if engaged:
        return {"kind": "engagement", "name": engaged, "gone": True}
    if is_ticket:
        return {"kind": "visit", "name": name, "gone": True}
    if name or STAY.search(clause):
        return {"kind": "stay", "name": name, "gone": True}
    return None
