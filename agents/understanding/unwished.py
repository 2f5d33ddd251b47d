"""Words for rooms that are no wish: what is denied, left open, asked about, or said of a restaurant."""

from typing import Literal

from agents.regexes import regex

Heard = Literal["wished", "denied", "open"]

_CLAUSE_ENDS = regex(
    r"[.!?;:\n,]|(?<!\w)(?:but|though|instead we|rather we|pero|sino|aber|sondern|porem|mas sim|но|зато|"
    r"lekin|magar|लेकिन|मगर|لكن|بل|(?:and|then|y|et|und|e|и|aur|और) (?=(?:we|i|please|would|want|need|give|"
    r"get|book|queremos|quiero|nous|je|on|wir|ich|queremos|мы|я|нужен|нужна|hum|हम)(?!\w)))(?!\w)"
)
_SENTENCE_ENDS = regex(r"[.!?;\n]")
# "No, we want …", "can't we have …?", "not only …" deny nothing; nor does Portuguese "no" (in the).
_NOT = regex(
    r"(?<!\w)(?:no(?! (?:we|i|problem|hotel|quarto|andar|resort|matter)(?!\w))|not(?! only)|"
    r"(?<!why )(?:don'?t|do not|doesn'?t|won'?t|wouldn'?t|isn'?t|aren'?t|needn'?t|mustn'?t|shouldn'?t)|"
    r"without|never|neither|nor|cannot stand|hate|dislike|avoid|skip|instead of|rather than|anything but|"
    r"sin|tampoco|nunca|en (?:vez|lugar) de|pas|sans|ni|jamais|aucune?|au lieu d[e']|"
    r"kein\w*|nicht|ohne|niemals|weder|statt|anstatt|nao|nem|sem|em vez de|nenhuma?|"
    r"не|без|нет|ни|вместо|nahi\w*|mat|bina|नहीं|बिना|मत|لا|بدون|بلا|ليس|لسنا|لن|غير|من دون)(?!\w)"
)
_ASKED_KINDLY = regex(r"(?<!\w)(?:can|could|would|may|might)(?:n't|not)?(?: not)? (?:we|i|you)(?! not)(?!\w)")
_NOT_AFTER = regex(
    r"^\W*(?:\w+ ){0,3}?(?:(?:is|are|would be) ?(?:not|n't)|isn't|aren't|not|nicht|no|non|pas|nao|не|"
    r"नहीं|nahi\w*|n'est pas|ne sont pas|غير|ليس\w*|لا) "
    r"(?:\w+ )?(?:needed|necessary|required|important|wanted|wish\w*|notig|noetig|wichtig|erforderlich|"
    r"gewunscht|es necesari[oa]|hace falta|importa|necessaires?|importante?s?|obligatoire|e necessari[oa]|"
    r"precisa|нуж\w+|надо|важ\w+|требу\w+|обязател\w+|chahiye|zaroor\w*|चाहिए|ज़?रूर\w*|ضروري\w*|مهم\w*)"
    r"|^\W*(?:[\w']+ ){0,4}?(?:(?:brauch\w*|mocht\w*|woll\w*|will) (?:wir |ich )?(?:nicht|keine\w*)|"
    r"(?:we|i) (?:do not|don't) (?:need|want)|не нуж\w+|не надо|не требу\w+|nahi\w* chahiye|"
    r"(?:नहीं|मत) चाहिए|no (?:es )?necesari[oa]|nao (?:e )?necessari[oa]|no need)(?!\w)"
)
_ALL_THE_SAME = regex(
    r"(?<!\w)(?:(?:does|do|is|are|would) ?(?:not|n't) (?:really )?(?:matter|important|care|mind)|"
    r"doesn't (?:really )?matter|don't (?:really )?(?:care|mind)|no matter|no preference|"
    r"(?:either|whichever|both|any)(?: of them| one)? (?:is |are |will be )?(?:fine|ok|okay|good)|"
    r"all the same|no importa|da (?:igual|lo mismo)|peu importe|(?:ca )?m'est egal|egal|"
    r"spielt keine rolle|"
    r"tanto faz|nao importa|не ?важно|все равно|без разницы|koi fark nahi|फर्क नहीं|لا يهم)(?!\w)"
)
_VENUE = (
    r"(?:restaurants?|bars?|cafes?|lounges?|terraces?|pools?|spas?|gyms?|dinners?|lunch(?:es)?|"
    r"restaurantes?|piscinas?|piscines?|schwimmbad|ресторан\w*|бар\w*|бассейн\w*|مطعم|المطعم|रेस्टोरेंट)"
)
_OF_A_VENUE = regex(rf"^[ -]{_VENUE}(?!\w)")
_AT_A_VENUE = regex(
    rf"(?<!\w){_VENUE} (?:(?:is|are|be|ist|est|esta) )?(?:on|at|with|in|en|au|auf|im|mit|con|com|no|на|с|в)"
    r" (?:(?:the|a|an|el|la|le|der|dem|einer?m?|uma?|un|une|una) )?$"
)
_ASKS = regex(
    r"^\W*(?:(?:and|y|et|und|e|и|а|ok(?:ay)?|also|so|please|hi|hello) )?(?:is|are|do|does|did|has|have|"
    r"how much|what|which|where|when|why|cuanto|hay|tiene[ns]?|es|son|cuesta|esta|combien|est-ce|y a-t-il|"
    r"quel\w*|gibt|hat|haben|ist|sind|kostet|was|wie ?viel|tem|ha|quanto|custa|есть|сколько|какой|какая|"
    r"kya|kitna|क्या|कितना|هل|كم)(?!\w)"
)
# A question in which something is wished all the same: "is a sea view possible?".
_WISHES = regex(
    r"(?<!\w)(?:(?:can|could|may|might|shall|should|will)(?:n't)? (?:we|i|you|us|they)|would (?:like|love)|"
    r"want|need|wish|prefer|please|possible|get us|give us|request|available|"
    r"posible|queremos|quiero|podemos|puede[ns]?|podria\w*|por favor|pouv\w+|peut|possible|svp|s'il|"
    r"voudri\w+|moglich|konn\w+|kann|mocht\w*|hatten|bitte|possivel|pode\w*|gostar\w+|можно|могли|хот\w+|"
    r"пожалуйста|нуж\w+|chahiye|mil sakt\w+|milega|चाहिए|मिल सकत\w*|मिलेगा|ممكن|يمكن\w*|نريد|اريد)(?!\w)"
)


def how_heard(plain: str, begin: int, end: int) -> Heard:
    """Say how the words of a room at `begin`..`end` are meant: "open" is neither wished nor refused."""
    first = max((m.end() for m in _CLAUSE_ENDS.finditer(plain, 0, begin)), default=0)
    clause = plain[first:begin]
    stop = _CLAUSE_ENDS.search(plain, end)
    after = plain[end : stop.start() if stop else len(plain)]
    if _OF_A_VENUE.match(after) or _AT_A_VENUE.search(clause):
        return "open"
    if _ALL_THE_SAME.search(after):
        return "open"
    is_refused = any(m.end() <= begin for m in _NOT.finditer(plain, first, end))
    if (is_refused and not _ASKED_KINDLY.search(clause)) or _NOT_AFTER.match(after):
        return "denied"
    return "open" if _merely_asked(plain, begin, end) else "wished"


def _merely_asked(plain: str, begin: int, end: int) -> bool:
    first = max((m.end() for m in _SENTENCE_ENDS.finditer(plain[:begin])), default=0)
    stop = _SENTENCE_ENDS.search(plain, end)
    if stop is None or stop.group() != "?":
        return False
    # "We are two, is late check-out free?" asks in its last clause.
    asking = plain[max(first, plain.rfind(",", first, begin) + 1) : stop.start()]
    return bool(_ASKS.match(asking)) and not _WISHES.search(plain[first : stop.start()])
