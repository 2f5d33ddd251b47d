"""Heads that are a part of the party: "two of us want to dive" is no party of two."""

import re

from agents.regexes import regex
from agents.understanding.reading import read

_OF_US = regex(
    r"(?<!\w)(?:of (?:us|them)|both|(?:we|us) (?:two|three|four|\d)|(?:wir|uns) (?:zwei|beiden?|drei|vier)|"
    r"nous (?:deux|trois|quatre|\d)|(?:nosotr[oa]s|l[oa]s|[oa]s|nos) (?:dos|tres|cuatro|dois|duas|quatro|\d)|"
    r"(?:hum|ham|हम) (?:dono|donon|दोनो|दोनों|teeno|तीनो|तीनों|chaaro|चारो|चारों))(?!\w)"
)
_PEOPLE = regex(
    r"(?<!\w)(?:people|persons?|personas?|personnes?|personen|leute|pessoas?|log|logon|लोग|человека?|"
    r"اشخاص|شخص\w*)(?!\w)"
)
_BY_THE_WAY = (
    r"(?:now|after all|only|instead|in total|in all|altogether|this time|then|finally|left|any ?more|please|"
    r"travelling|traveling|going|coming|jetzt|nur|doch|noch|ahora|al final|solo|ही|hi|maintenant|finalement|"
    r"seulement|agora|so|ab|अब|only|теперь|только|الان|فقط|hain|hai|हैं|है|honge|होंगे|jayenge|jaenge|जाएंगे|"
    r"ja rahe|जा रहे)"
)
_GO = (
    r"(?:(?:will|are|is|would|'ll|can|werden|vamos a|allons|vamos) )?(?:be )?(?:only |just |now )?"
    r"(?:going|go|travel(?:l?ing)?|coming|come|fly(?:ing)?|fahren|fliegen|reisen|kommen|viajamos|viajaremos|"
    r"vamos|iremos|viajar|partons|partirons|irons|едем|поедем|летим|полетим)"
    r"(?: (?:to|nach|a|para|в|на) (?!dive|swim|surf|hike|climb|eat|see|visit|do|have|get|skip|miss|need|"
    r"want|the|be|stay|share|shop|relax|work|join)\w+)?"
)
_ONLY = regex(
    r"(?<!\w)(?:only|just|now|so|then|finally|nur|jetzt|solo|ahora|seulement|maintenant|finalement|so|agora|"
    r"ab|sirf|अब|सिर्फ|только|теперь|فقط|الان)(?!\w)"
)
_SAYS_ALL = regex(
    rf"(?:\s*{_BY_THE_WAY}(?!\w))*(?P<go>\s+{_GO}(?!\w))?(?:\s*{_BY_THE_WAY}(?!\w))*"
    r"\s*(?:$|[.,;:!?)\n]|(?:and|so|but|because|since|from|in|on|und|y|et|e|и|aur|और)(?!\w))"
)
# "A massage for two of us" is no trip for two.
_DONE_FOR = regex(
    r"(?<!\w)(?:for|with|by|to|between|among|fur|mit|pour|avec|para|con|com|для)(?: (?:only|just|the|all|"
    r"nur|solo))* $"
)
_TRIP_FOR = regex(
    r"(?<!\w)(?:trip|plan|package|quote|price|it|that|this|holiday|tour|booking|cost|offer|much|reise|voyage|"
    r"viaje|"
    r"viagem|поездк\w+)(?: \w+){0,2} (?:for|fur|pour|para|для)(?: (?:only|just|the|all|nur|solo))* $"
)
_AMONG = regex(r"(?<!\w)(?:hum|ham|हम|hamare)? ?(?:me|mein|में) (?:se|से) $")
# A verb of wish, taste or need tells of some people, a verb of travel of all of them.
_WISH = regex(
    r"\s+(?:(?:who )?(?:want|wants|would|like|likes|love|prefer|need|are|is|have|can|can't|cannot|don't|eat|"
    r"share|snore|dive|will (?:share|need|want|eat|sleep))|wollen|mochten|sind|essen|quieren|son|comen|"
    r"necesitan|veulent|sont|mangent|querem|sao|comem|хотят|вегетариан\w+|vegetarian|veg|shakahari|शाकाहारी|"
    r"\w+ (?:karna )?(?:chahte|चाहते))(?!\w)"
)


# "Both of us and our son 4 want to swim": those who want it with them are no party either.
_BESIDE_THEM = regex(
    r",? (?:and|with|plus|&|y|con|et|avec|und|mit|e|com|и|с|aur|और) (?:(?:my|our|the|nuestr\w+|mi|notre|nos|"
    r"mon|ma|unser\w*|"
    r"mein\w*|noss\w+|meu|minha|наш\w*|мо[йия]\w*|hamar\w*|mer[aei]|हमार\S*|मेर\S*) )(?:\w+ )?(?:son|"
    r"daughter|kids?|child|children|"
    r"boys?|girls?|hij[oa]s?|fils|filles?|enfants?|sohn|tochter|kind(?:er)?|filh[oa]s?|сын\w*|доч\w+|дет\w+|"
    r"ребен\w+|bet[aei]|"
    r"bachch\w+|बेट\S*|बच्च\S*)(?:,? \(?(?:aged? )?\d{1,2}\)?)?(?: (?:years? old|yrs?|anos|ans|jahre|лет|"
    r"года))?"
)


def tells_of_a_part(text: str, heads: tuple[int, int]) -> bool:
    """Whether the words for heads, at this range of `text`, count some of the party and not all of it."""
    reading = read(text)
    begin, end = reading.range_of(*heads)
    begin += len(lead.group()) if (lead := re.match(r"for ", reading.plain[begin:end])) else 0
    words, before, after = reading.plain[begin:end], reading.plain[:begin], reading.plain[end:]
    if beside := _BESIDE_THEM.match(after):
        after = after[beside.end() :]
    if _AMONG.search(before):
        return True
    if _OF_US.search(words):
        if _DONE_FOR.search(before) and not _TRIP_FOR.search(before):
            return True
        return not _is_all(before, after)
    return bool(_PEOPLE.search(words) and _WISH.match(after) and not _SAYS_ALL.match(after))


def _is_all(before: str, after: str) -> bool:
    said = _SAYS_ALL.match(after)
    if said is None or not said["go"]:
        return said is not None
    return bool(_ONLY.search(re.split(r"[.!?\n]", before)[-1]) or _ONLY.search(said.group()))
