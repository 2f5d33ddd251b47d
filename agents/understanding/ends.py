"""Where in the land the trip begins and ends: "can we start in Phuket?", "… and end in Bangkok"."""

import re

from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.reading import Reading

_TRIP = (
    r"(?: (?:off|out|up|the (?:trip|tour|holiday|journey)|our (?:trip|tour|holiday|journey)|it|el viaje|"
    r"nuestro viaje|le voyage|notre voyage|die reise|unsere reise|a viagem|поездку|путешествие|رحلتنا|"
    r"الرحله))?"
)
_BEFORE: tuple[tuple[SlotName, re.Pattern[str]], ...] = (
    (
        "gateway_in",
        re.compile(
            rf"(?<!\w)(?:(?:start|starting|begin|beginning){_TRIP} (?:in|at|with)|(?:the |our )?first stop "
            rf"(?:in|is|should be|to be|at)|(?:empe[cz]\w*|comen[cz]\w*|inici\w+){_TRIP} (?:en|por)|"
            rf"(?:commen\w+|debut\w+){_TRIP} (?:a|au|aux|par)|(?:beginn\w*|start\w*|anfang\w*){_TRIP} in|"
            rf"(?:come[cz]\w*|inici\w+){_TRIP} (?:em|no|na|por)|(?:нача\w+|начн\w+|начин\w+|старт\w*){_TRIP} "
            rf"(?:в|во|на|с|со)|(?:نبدا|ابدا|البدايه|البدء){_TRIP} (?:في|من))\s+(?:the |la |el |le |o )?$"
        ),
    ),
    (
        "gateway_out",
        re.compile(
            rf"(?<!\w)(?:(?:end|ending|finish|finishing|conclude|wrap){_TRIP} (?:in|at|with)|"
            rf"(?:the |our )?last stop (?:in|is|should be|to be|at)|"
            rf"(?:termin\w+|acab\w+|finali[sz]\w+){_TRIP} (?:en|em|no|na)|"
            rf"(?:termin\w+|fini\w+){_TRIP} (?:a|au|aux|par)|(?:enden|aufhoren|ende|schluss){_TRIP} in|"
            rf"(?:законч\w+|заканч\w+|заверш\w+){_TRIP} (?:в|во|на)|(?:ننتهي|ننهي|نختم|النهايه){_TRIP} "
            rf"(?:في|ب))\s+(?:the |la |el |le |o )?$"
        ),
    ),
)
_BEHIND: tuple[tuple[SlotName, re.Pattern[str]], ...] = (
    (
        "gateway_in",
        re.compile(
            r"\s*(?:(?:beginnen|starten|anfangen|losgehen)|(?:se|से) (?:shuru\w*|start|शुरू\w*)|"
            r"as (?:the |our )?first stop)(?!\w)"
        ),
    ),
    (
        "gateway_out",
        re.compile(
            r"\s*(?:(?:enden|aufhoren|abschliessen|abschliesen)|(?:me|mein|main|par|में|पर) "
            r"(?:khatam|khatm|end|खत्म|समाप्त)|as (?:the |our )?last stop)(?!\w)"
        ),
    ),
)


def ends(reading: Reading, places: Gazetteer, *, is_settled: bool) -> tuple[dict[SlotName, Slot], Reading]:
    """`gateway_in` and `gateway_out` with a night there at least, and the message without those names.

    Only areas that the agency sells are meant so: "starting in Madrid" tells where somebody lives. Where
    nothing else says where the trip goes, it goes to these.
    """
    mentions = places.mentions(reading.plain)
    found: dict[SlotName, Mention] = {}
    for mention in mentions:
        name = _end_of(reading, mention) if mention.place.kind == "area" and mention.place.is_sold else None
        if name is not None:
            found.setdefault(name, mention)
    if not found:
        return {}, reading
    slots = {name: _slot(reading, one.place.name, one) for name, one in found.items()}
    named = [one for one in mentions if one in found.values()]
    slots["stop_nights"] = _slot(reading, [{"place": one.place.name, "min": 1} for one in named], *named)
    if not is_settled and len(named) == len(mentions):
        slots["destinations"] = _slot(reading, list(dict.fromkeys(one.place.name for one in named)), *named)
    return slots, reading.without(*((one.begin, one.end) for one in named))


def _slot(reading: Reading, value: object, *mentions: Mention) -> Slot:
    return Slot(value, reading.span(mentions[0].begin, mentions[-1].end), confidence=0.85)


def _end_of(reading: Reading, mention: Mention) -> SlotName | None:
    before = reading.plain[max(0, mention.begin - 60) : mention.begin]
    for name, cue in _BEFORE:
        if cue.search(before):
            return name
    return next((name for name, cue in _BEHIND if cue.match(reading.plain, mention.end)), None)
