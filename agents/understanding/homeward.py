"""Days of the way home, which end a trip: "our return flight is booked for 17 Feb"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Mention
from agents.understanding.reading import Reading

# "Return tickets" also go there and back; these say nothing but the way home.
_HOME = regex(
    r"(?<!\w)(?:(?:flights?|plane|tickets?) (?:back(?! and forth)|home)|homebound flights?|"
    r"(?:fly|flying) (?:back(?! and forth)|home)|vuelo de (?:vuelta|regreso)|volamos de (?:vuelta|regreso)|"
    r"ruckfl[uü]ge?s?|voo de (?:volta|regresso)|passagem de volta|"
    r"(?:repart\w+|rentr\w+) (?:chez nous|a la maison)|"
    r"обратн\w+ (?:рейс\w*|самолет\w*|вылет\w*)|улета\w+ (?:обратно|домой)|"
    r"(?:رحله|طياره|طائره|تذكره) العوده|(?:wapsi|wapasi|return) (?:ki|ka|wali) (?:flight|ticket)|"
    r"वापसी (?:की|का) (?:उड़ान|उडान|फ्लाइट|टिकट))(?![\w\u0900-\u0963])"
)
# These do where they are somebody's own, booked, or told beside the day of the way there.
_BACK = regex(
    r"(?<!\w)(?P<ours>(?:(?:my|our|the|mein|unser)\w*|le|mon|mes|notre|nos|наш\w*|мо[йи]\w*) )?"
    r"(?:return (?:flights?|tickets?)|ruckflug-?tickets?|(?:vols?|billets?) (?:de )?retour|"
    r"обратн\w+ билет\w*|"
    r"(?P<away>repart(?:ons|ir|irons|ez|ent)?|улета(?:ем|ю|ть|ете)))(?!\w)"
)
_BOOKED = regex(
    r"(?<!\w)(?:booked|reserved|confirmed|gebucht|reserviert|reservee?s?|pris|achetes?|confirmes?|"
    r"забронирован\w*|куплен\w*|купили|взяли)(?!\w)"
)
# Between the words and the day stands no way there.
_THERE = regex(
    r"(?<!\w)(?:from|outbound|arriv\w*|llega\w*|hinflug|ida|aller|туда|back and forth|"
    r"(?!(?:is|are|was|going|goes|back|home|flights?|tickets?|return|booked) )[^\W\d]+ to (?!the |my |"
    r"our )[^\W\d]\w+)(?!\w)"
)
_TO_A_PLACE = regex(r"(?<!\w)(?:to|nach|a|на|в) (?!the |my |our |den |das |le |la |las |casa|hause)[^\W\d]")
_FOR_A_PLACE = regex(r" (?:to|for|para|pour|nach|a|на|в) (?!the |our |my |home|back|las |le )[^\W\d]")
_ONE_WAY_BACK = regex(r"(?<!\w)(?:return|inbound) (?:flights?|tickets?)|(?<!\w)vols? (?:de )?retour(?!\w)")
_ONE_WAY_THERE = regex(
    r"(?<!\w)(?:(?:outbound|onward|outward) (?:flights?|tickets?)|hinfl[uü]ge?|vuelo de ida(?! y)|"
    r"vols? aller(?![ -](?:et|retour))|voo de ida(?! e)|рейс\w* туда(?! и)|رحله الذهاب(?! و)|"
    r"जाने (?:की|का) (?:उड़ान|उडान|फ्लाइट|टिकट))(?![\w\u0900-\u0963])"
)
# Both in one noun, or in two with one verb: "our outbound and return flights were cancelled".
_WITH_THERE = regex(
    r"(?<!\w)(?:(?:outbound|onward|outward)(?P<own> flights?)?|hin-) ?(?:and|&|und)(?: the| our| my)? ?$"
)
_OF_SEVERAL = regex(r"(?<!\w)(?:were|are|have|both)(?!\w)")
_BOTH_WAYS = regex(r"(?<!\w)(?:both|all)(?: the| our| my)? (?:legs|ways|directions|segments)(?!\w)")
_INBOUND_TO = regex(r"(?<!\w)inbound (?:flights?|tickets?) (?:in)?to [^\W\d]")
_REACH = 46  # characters between the way home and its day


def ends_flown(whole: str, where: tuple[int, int], *, names_goal: bool) -> tuple[SlotName, ...]:
    """Which ends of the trip some words about a flight are about: the way home, the way there, or both.

    The words stand at `where` in the whole plain message. `names_goal` tells that they name a
    place where trips go: an inbound flight to it is the way there.
    """
    plain = whole[slice(*where)]
    beside = _WITH_THERE.search(whole[max(0, where[0] - 30) : where[0]])
    is_two = beside is not None and (not beside["own"] or _OF_SEVERAL.search(whole, where[0], where[1] + 12))
    if is_two or _BOTH_WAYS.search(plain):
        return ("arrives_at", "departs_at")
    if names_goal and _INBOUND_TO.search(plain):
        return ("arrives_at",)
    is_back = bool(_HOME.search(plain) or _ONE_WAY_BACK.search(plain))
    is_there = bool(_ONE_WAY_THERE.search(plain))
    if is_back is is_there:
        return ("arrives_at", "departs_at")
    return ("departs_at",) if is_back else ("arrives_at",)


def is_homeward(plain: str, before: str, end: int, *, has_start: bool) -> bool:
    """Whether a day of a plain text is when the party goes home.

    `before` is what stands before the day in its clause, `end` where the day ends, and `has_start` tells
    that the trip's beginning was named before it.
    """
    if home := _last(_HOME, before):
        return not _THERE.search(before, home.end()) and ("," not in before[home.end() :])
    back = _last(_BACK, before)
    if back is None or _THERE.search(before, back.end()):
        return False
    if has_start and not _FOR_A_PLACE.match(plain, end):
        return True
    if back["away"]:
        return False
    if back["ours"]:
        return not _FOR_A_PLACE.match(plain, end)
    is_booked = _BOOKED.search(before, back.end()) or _BOOKED.search(plain, end, end + 24)
    return bool(is_booked) and not _TO_A_PLACE.search(before, back.end())


# A flight home and the towns right behind it; "there and back" goes both ways.
_FLOWN = regex(
    r"(?<!\w)(?<!aller )(?<!aller-)(?<!hin- und )(?<!ida y )(?<!ida e )(?:"
    r"(?:(?:my|our|the|le|mon|mes|notre|nos|il) )(?:return flights?|vols? (?:de )?retour)|"
    r"(?:flights?|plane) (?:back|home)|vuelo de (?:vuelta|regreso)|ruckfl[uü]ge?s?|voo de (?:volta|regresso)|"
    r"обратн\w+ (?:рейс\w*|вылет\w*)|(?:wapsi|wapasi) (?:ki|ka) flight|"
    r"वापसी (?:की|का) (?:उड़ान|उडान|फ्लाइट)|رحله العوده)"
    r"(?: (?:is|est|ist|es|e|hai|है))?[:,]? (?P<of>(?:from|de|desde|von|ab|du|из|من) )?$"
)
# A flight that is still to be had goes there and back.
_TO_BE_HAD = regex(
    r"(?<!\w)(?:book|needs?|want|would like|looking for|include|arrange|find|get us|quote|reservar|"
    r"reserv[ae]|"
    r"necesit\w+|quer\w+|quier\w+|incluy\w+|besoin|voul\w+|voudr\w+|reserver|reservez|cherch\w+|brauch\w+|"
    r"buchen?|bucht|mocht\w+|such\w+|precis\w+|incluam?|нуж\w+|заброниру\w+|хот\w+|ищ\w+|"
    r"نحتاج|نريد|احجز\w*|chahiye|चाहिए)(?![\w\u0900-\u0963])"
)
_CLAUSE_ENDS = regex(r"[.!?;,\n]")
_ONWARD = regex(r" ?(?:-|>|->|/| to | nach | a | para | pour | vers | в | الي | )? ?")


def flown_home(
    reading: Reading, mentions: Sequence[Mention], *, is_settled: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """The message without the two towns of a flight home, which name no trip of their own.

    Where nothing is settled and the first alone is sold, the trip goes there and begins at the other; of two
    that are sold either may be home. A flight from a town that is not sold, or one that is still to be
    booked, goes there and back.
    """
    for one, other in pairwise(mentions):
        is_pair = _ONWARD.fullmatch(reading.plain, one.end, other.begin) is not None
        flown = _FLOWN.search(reading.plain, 0, one.begin) if is_pair else None
        if flown is None or _is_to_be_had(reading.plain, flown.start(), other.end):
            continue
        slots: dict[SlotName, Slot] = {}
        goes_home = one.place.is_sold and not other.place.is_sold
        if not is_settled and not one.place.is_sold:
            continue
        if not is_settled and goes_home:
            slots["destinations"] = _named(reading, one, [one.place.name])
            slots["origin"] = _named(reading, other, other.place.name)
        if (
            flown["of"] and one.place.is_sold and one.place.kind == "area"
        ):  # where the trip ends is told as well
            slots["gateway_out"] = _named(reading, one, one.place.name)
        begin = flown.start("of") if flown["of"] else one.begin
        return slots, reading.without((begin, other.end))
    return {}, reading


def _is_to_be_had(plain: str, begin: int, end: int) -> bool:
    """Whether the clause around asks for the flight."""
    first = max((m.end() for m in _CLAUSE_ENDS.finditer(plain, 0, begin)), default=0)
    return bool(_TO_BE_HAD.search(plain, first, begin) or _TO_BE_HAD.match(plain, end + 1))


def _named(reading: Reading, mention: Mention, value: object) -> Slot:
    return Slot(value, reading.span(mention.begin, mention.end), confidence=0.7)


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The last match within reach of the end."""
    found = [m for m in pattern.finditer(before) if len(before) - m.end() <= _REACH]
    return found[-1] if found else None
