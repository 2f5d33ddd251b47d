"""Whether words name parts of a trip and nothing else: its places, months, nights and heads.

A sum that stands behind such words is for the trip; behind any other words it may be a price that is told of.
"""

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.numbers import LANGUAGE_WORDS
from agents.understanding.reading import TAKEN

_NUMBERS = "|".join(LANGUAGE_WORDS.values())
_LENGTHS = (
    r"nights?|days?|weeks?|noches?|dias?|semanas?|nuits?|jours?|semaines?|nachte?n?|tage?n?|wochen?|noites?|"
    r"ноч\w*|д(?:ень|ня|ней)|недел\w*|сут\w+|ليال[ي]?|ليله|ايام|يوما?|اسبوع\w*|रात\w*|दिन\w*|raat\w*|din|hafte"
)
_HEADS = (
    r"adults?|people|persons?|pax|couples?|kids?|child(?:ren)?|family|friends|adultos?|personas?|parejas?|"
    r"ninos?|familia|adultes?|personnes?|couple|enfants?|famille|erwachsenen?|personen|paare?|kinder|familie|"
    r"pessoas?|casa(?:l|is)|criancas?|взросл\w*|человека?|людей|дет(?:и|ей)|ребен\w+|пар[аы]?|семь\w+|"
    r"بالغ\w*|اشخاص|شخص\w*|اطفال|वयस्क\w*|लोग\w*|बच्च\w*|log"
)
_TRIP = (
    r"trip|we'd|we're|i'd|i'm|are|am|will|be|my|me|wife|husband|parents|somos|sommes|sind|mi|esposa|ma|femme|"
    r"meine|frau|mann|minha|жен\w+|муж\w+|holidays?|vacation|honeymoon|viaje|vacaciones|voyage|vacances|reise|urlaub|viagem|ferias|поездк\w+|"
    r"отпуск|رحله|यात्रा|we|i|us|our|want|would|like|to|go|going|travel|plan|planning|please|hi|hello|"
    r"queremos|quiero|ir|viajar|nous|on|voulons|veut|aller|partir|wir|ich|wollen|mochten|fahren|hola|"
    r"quero|мы|хотим|хочу|поехать|نريد|السفر"
)
_LINKS = (
    r"in|for|of|from|on|the|a|an|and|with|about|around|at|early|mid|late|next|this|end|start|approx\w*|max\w*|"
    r"en|a|al|el|la|los|las|para|de|del|desde|con|y|unos|cerca|le|les|pour|du|des|au|aux|avec|et|environ|im|"
    r"nach|auf|fur|von|vom|bis|zum|mit|und|etwa|ca|em|no|na|ao|com|e|в|на|с|из|по|и|для|около|до|"
    r"في|الي|من|و|لحد|में|के|की|का|लिए|और|से|mein|me|ke|ki|liye|aur|se|st|nd|rd|th"
)
_PART = regex(rf"(?<![\w'])(?:\d+|{_NUMBERS}|{either(MONTHS)}|{_LENGTHS}|{_HEADS}|{_TRIP}|{_LINKS})(?![\w'])")
_OTHER = regex(r"[^\W_]")


def is_trip_alone(words: str, known: Gazetteer) -> bool:
    """Whether plain words say where, when, how long or for whom and no more; so do no words at all.

    "Bali in March, 2 adults" does; "the boat to Gili" and "my friends paid less" do not.
    """
    rest = words
    for place in known.mentions(words):
        rest = rest[: place.begin] + TAKEN * (place.end - place.begin) + rest[place.end :]
    return not _OTHER.search(_PART.sub(" ", rest))
