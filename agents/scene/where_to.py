"""How customers ask where to go, or for other places than those shown."""

import re
from typing import Any

from agents.regexes import regex
from agents.scene.listed_places import places_shown, refuses_all
from agents.wording.folding import folded

_LIKE_THAT = (
    "with|warm|hot|cold|cool|snowy|sunny|near|quiet|calm|peaceful|romantic|by|nice|green|tropical|exotic|"
    "relaxing|adventurous|affordable|cheap|safe"
)
_WHERE_TO = regex(
    r"(?<!\w)(?:where (?:should|could|can|would|do|shall|to|might)(?: (?:we|i|you|one|us))?(?: (?:suggest|"
    r"recommend|advise|say))?(?: (?:we|i|that we|that i))?(?: (?:should|could))? ?(?:go|travel|fly|visit)|"
    r"(?:which|what) (?:places?|destinations?|country|countries) (?:should|would|could|"
    r"do you (?:suggest|recommend))|"
    r"any (?:suggestions?|ideas|recommendations?)|"
    r"(?:honeymoon|holiday|trip|travel|vacation|getaway|destination) (?:ideas|suggestions)|"
    rf"(?:looking for|want|need|go|travel|take me|thinking(?: of| about)?) somewhere(?: \w+){{0,2}} "
    rf"(?:{_LIKE_THAT}|new|different)|^(?:\w+ ){{0,3}}(?:somewhere|anywhere) (?:{_LIKE_THAT})|"
    r"(?:any|some|which|what|a|good|nice) (?:places?|destinations?|countr(?:y|ies)|islands?|spots?) "
    r"(?:(?:\w+ )?(?:with|for|known for|famous for)|where (?:we|i|you|one) can)|"
    r"(?:algun|un) (?:lugar|sitio|destino) (?:con|calido|tranquilo|para|donde)|"
    r"(?:un|quelque) (?:endroit|lieu|part)(?: \w+)? (?:avec|au|ou (?:l on|on|il))|une destination (?:avec|"
    r"au)|"
    r"irgendwo(?:hin)? (?:mit|am|wo)|(?:einen|ein) (?:ort|reiseziel|ziel) (?:mit|am|wo)|"
    r"(?:algum|um) (?:lugar|destino) (?:com|quente|tranquilo|para|onde)|"
    r"(?:куда нибудь|куда то|какое нибудь место|место) (?:с|со|где|на море|в горы)|"
    r"(?:مكان|وجهه) (?:فيه|فيها|به|بها|مع)|(?:koi|aisi|aisa) (?:jagah|jagha) (?:jahan|jaha|batao)|"
    r"(?:कोई|ऐसी) जगह (?:जहाँ|जहां|बताइए|बताओ)|"
    r"(?:suggest|recommend|show)(?: me| us)? (?:something|somewhere|some place|anything|others?|"
    r"another)(?: else)?|"
    r"where (?:can|could|do) (?:we|i|you|one) (?:see|find|do|try|experience|watch|enjoy)|"
    r"(?:ideas|sugerencias) (?:para|de) (?:\w+ ){0,2}(?:viaje|luna de miel|vacaciones)|"
    r"idees? (?:de|pour) (?:\w+ ){0,2}(?:voyage|lune de miel|vacances)|ideen fur (?:\w+ ){0,2}(?:reise|"
    r"urlaub|"
    r"flitterwochen)|ideias (?:para|de) (?:\w+ ){0,2}(?:viagem|lua de mel|ferias)|"
    r"идеи для (?:\w+ ){0,2}(?:путешеств\w+|"
    r"отпуска|медового месяца|поездки)|"
    r"(?:suggest|recommend) (?:me |us )?(?:a |some |any |good |nice )*(?:place|destination|countr)\w*|"
    r"(?:no idea|not sure|don t know|dont know|haven t decided|undecided|can t decide) (?:yet )?"
    r"(?:about )?where|surprise (?:me|us)|"
    r"(?:a donde|adonde|donde) (?:\w+ ){0,2}(?:ir|vamos|viajar)|que (?:destino|lugar|sitio)s? (?:\w+ )?"
    r"(?:recomiend|sugier|aconsej)\w*|(?:no se|no sabemos) (?:a )?(?:donde|adonde)|"
    r"ou (?:\w+ ){0,2}(?:aller|partir|voyager)|quelles? destinations?|"
    r"wohin (?:\w+ ){0,5}(?:reisen|fahren|fliegen|gehen|empfehlen)|welches (?:reise)?ziel|"
    r"(?:para |pra )?onde (?:\w+ ){0,2}(?:ir|viajar|vamos)|(?:que|qual) (?:destino|lugar)|"
    r"куда (?:\w+ ){0,5}(?:поехать|полететь|посоветуете|ехать|съездить|отправиться)|какое направление|"
    r"(?:kahan|kaha|kidhar) (?:jaye\w*|jaaye\w*|jaun|jana chahiye|jaana chahiye|ja sakte)|"
    r"(?:कहाँ|कहां) (?:जाएँ|जाएं|जाये\S*|जाना चाहिए|जा सकते|घूमने)|कौन सी जगह|"
    r"(?:اين|أين|الى اين|إلى أين) (?:نذهب|نسافر|تنصح\S*|تقترح\S*)|(?:بماذا|ماذا) (?:تنصح|تقترح)\S*)(?!\w)",
    re.IGNORECASE,
)


def asks_where_to(text: str) -> bool:
    """Whether a message asks which place to travel to."""
    return bool(_WHERE_TO.search(folded(text)) or _WHERE_TO.search(text))


def asks_for_others(text: str, listed: Any) -> bool:
    """Whether somebody wants other places than those `listed`."""
    return bool(places_shown(listed)) and refuses_all(text)
