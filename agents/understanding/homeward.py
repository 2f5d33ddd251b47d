"""Days of the way home, which end a trip: "our return flight is booked for 17 Feb"."""

import re

# "Return tickets" also go there and back; these say nothing but the way home.
_HOME = re.compile(
    r"(?<!\w)(?:(?:flights?|plane|tickets?) (?:back(?! and forth)|home)|homebound flights?|"
    r"(?:fly|flying) (?:back(?! and forth)|home)|vuelo de (?:vuelta|regreso)|volamos de (?:vuelta|regreso)|"
    r"ruckfl[uü]ge?s?|voo de (?:volta|regresso)|passagem de volta|"
    r"(?:repart\w+|rentr\w+) (?:chez nous|a la maison)|"
    r"обратн\w+ (?:рейс\w*|самолет\w*|вылет\w*)|улета\w+ (?:обратно|домой)|"
    r"(?:رحله|طياره|طائره|تذكره) العوده|(?:wapsi|wapasi|return) (?:ki|ka|wali) (?:flight|ticket)|"
    r"वापसी (?:की|का) (?:उड़ान|उडान|फ्लाइट|टिकट))(?![\w\u0900-\u0963])"
)
# These do where they are somebody's own, booked, or told beside the day of the way there.
_BACK = re.compile(
    r"(?<!\w)(?P<ours>(?:(?:my|our|the|mein|unser)\w*|le|mon|mes|notre|nos|наш\w*|мо[йи]\w*) )?"
    r"(?:return (?:flights?|tickets?)|ruckflug-?tickets?|(?:vols?|billets?) (?:de )?retour|"
    r"обратн\w+ билет\w*|"
    r"(?P<away>repart(?:ons|ir|irons|ez|ent)?|улета(?:ем|ю|ть|ете)))(?!\w)"
)
_BOOKED = re.compile(
    r"(?<!\w)(?:booked|reserved|confirmed|gebucht|reserviert|reservee?s?|pris|achetes?|confirmes?|"
    r"забронирован\w*|куплен\w*|купили|взяли)(?!\w)"
)
# Between the words and the day stands no way there.
_THERE = re.compile(
    r"(?<!\w)(?:from|outbound|arriv\w*|llega\w*|hinflug|ida|aller|туда|back and forth|"
    r"(?!(?:is|are|was|going|goes|back|home|flights?|tickets?|return|booked) )[^\W\d]+ to (?!the |my |"
    r"our )[^\W\d]\w+)(?!\w)"
)
_TO_A_PLACE = re.compile(
    r"(?<!\w)(?:to|nach|a|на|в) (?!the |my |our |den |das |le |la |las |casa|hause)[^\W\d]"
)
_FOR_A_PLACE = re.compile(r" (?:to|for|para|pour|nach|a|на|в) (?!the |our |my |home|back|las |le )[^\W\d]")
_REACH = 46  # characters between the way home and its day


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


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The last match within reach of the end."""
    found = [m for m in pattern.finditer(before) if len(before) - m.end() <= _REACH]
    return found[-1] if found else None
