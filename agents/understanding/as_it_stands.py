"""Words that leave a plan alone: as it stands now, or as it was before."""

from agents.regexes import regex
from agents.understanding.reading import read

# What may stand before and behind words that leave a plan alone.
_WELL_THEN = (
    r"[\W_]*(?:(?:no|nope|ok(?:ay)?|well|actually|hmm|please|sorry|finally|then|non|finalement|bon|alors|"
    r"d'accord|plutot|nein|doch|ach|bitte|dann|also|nao|entao|melhor|bueno|mejor|entonces|al final|vale|нет|"
    r"ладно|тогда|хорошо|пусть|давайте|лучше|"
    r"nahi\w*|accha|theek hai|chalo|नहीं|अच्छा|ठीक है|لا|حسنا|طيب)[\W_]+){0,3}"
)
_KINDLY = (
    r"(?:[\W_]+(?:please|then|thanks?|thank you|por favor|gracias|merci|svp|s'il vous plait|bitte|"
    r"danke|obrigad[oa]|пожалуйста|спасибо|شكرا|من فضلك|धन्यवाद))*[\W_]*"
)
_LEAVE = (
    r"(?:let's |let us |just )?(?:leave|keep) (?:it|everything|all|that|this|the plan|things)(?: all)? "
    r"(?:just |exactly )?"
)
_DEJE = r"(?:(?:lo |la )?(?:dej[ae]\w*|dejemos\w*|qued\w+|mant\w+)(?: (?:todo|el plan))? )"
_LAISSE = r"(?:(?:on |je )?(?:laiss|gard)\w+(?:[- ](?:le|la|les|tout|ca|le plan))? )"
_LASS = (
    r"(?:(?:lass\w*|belass\w*)(?: (?:sie|es|wir|uns|alles|das|den plan|doch|mal|bitte)){0,4} |"
    r"(?:es |alles |wir )?(?:bleibt|bleiben(?: wir)?)(?: es)?[\W_]+)(?:so[\W_]+)?"
)
_DEIXE = r"(?:(?:deix\w*|mant\w+|fica\w*)(?: (?:tudo|o plano|isso))? )"
_OSTAVIT = r"(?:(?:остав\w+|пусть остан\w+)(?: (?:все|это|план|так))? )"
_UTRUK = r"(?:(?:اترك\w*|ابق\w*|خلي\w*|خل\w*|دع\w*)(?: (?:الخطه|كل شيء))? )"
_RAKHO = r"(?:rehne|rakh\w*|rahne)(?: (?:do|den|dein|dijiye))?"

_AS_IT_IS = regex(
    _WELL_THEN + rf"(?:{_LEAVE}(?:(?:as|like|the way) (?:it|they|that|things) (?:is|are)(?: now)?|"
    r"unchanged|as is|like (?:this|that))|"
    rf"{_DEJE}(?:como|igual que) (?:esta|estan)|(?:que )?{_DEJE}asi|{_LAISSE}(?:comme (?:c'est|ca|cela)|"
    r"tel quel|ainsi)|"
    rf"{_LASS}(?:wie es (?:jetzt )?ist|dabei)|"
    rf"(?:lass\w*|belass\w*)(?: (?:sie|es|wir|alles|das|doch|mal|bitte)){{0,4}} so|"
    rf"(?:es|alles) (?:bleibt|kann|soll) so(?: bleiben)?|{_DEIXE}(?:como esta|assim)(?: mesmo)?|"
    rf"{_OSTAVIT}(?:как есть|без изменений)|остав\w+ (?:(?:все|это) )?(?:так|как есть)|"
    rf"(?:jaisa|jaise) hai(?:,)? (?:waisa|vaisa|waise)(?: hi)? {_RAKHO}|(?:aisa|aise) hi {_RAKHO}|"
    r"(?:जैसा है वैसा|ऐसा|ऐसे)(?: ही)? (?:रहने|रख\S*)(?: दो| दें| दीजिए)?|"
    rf"{_UTRUK}(?:كما|زي ما) (?:هي|هو)|زي ما (?:هي|هو))" + _KINDLY
)
_AS_IT_WAS = regex(
    _WELL_THEN
    + rf"(?:{_LEAVE}(?:(?:as|like|the way) (?:it|they|that|things) (?:was|were)(?: before)?|as before)|"
    r"(?:back )?to (?:how|what) it was|as it was(?: before)?|"
    rf"{_DEJE}(?:como|igual que) (?:estaba\w*|antes)|como (?:estaba|antes)|"
    rf"{_LAISSE}comme (?:c'etait(?: avant)?|avant)|comme (?:c'etait )?avant|"
    rf"{_LASS}(?:wie (?:es (?:vorher |zuvor )?war|vorher|zuvor|bisher|gehabt))|"
    r"(?:so )?wie (?:gehabt|vorher|zuvor)|"
    rf"{_DEIXE}como (?:estava|antes|era)|{_OSTAVIT}как (?:было|раньше|прежде)|как было|"
    rf"(?:jaisa|jaise) (?:tha|the)(?:,)? (?:waisa|vaisa|waise)(?: hi)? {_RAKHO}|"
    r"(?:rehne|rahne) (?:do|den|dijiye)[\W_]+(?:pehle|pahle) (?:jaisa|jaise)(?: hi)?|"
    rf"(?:pehle|pahle) (?:jaisa|jaise)(?: hi)? {_RAKHO}|"
    r"जैसा था वैसा(?: ही)? (?:रहने|रख\S*)(?: दो| दें| दीजिए)?|पहले जैसा(?: ही)?(?: रहने दो)?|"
    rf"{_UTRUK}(?:كما|زي ما) كان\w*|زي ما كان\w*)" + _KINDLY
)


# Who leaves it only for now has not taken it.
_FOR_NOW = regex(
    r"(?<![\w\u0900-\u0963])(?:(?:for|right|just) now|for (?:the|this) (?:moment|time being)|"
    r"at (?:the|this) moment|"
    r"(?:por|de) (?:ahora|momento)|por el momento|pour (?:l'instant|le moment)|erst ?(?:ein)?mal|vorerst|"
    r"furs erste|im moment|vorlaufig|por (?:enquanto|agora)|пока(?: что)?|abhi(?: ke liye| filhal)?|filhal|"
    r"अभी(?: के लिए)?|फिलहाल|حاليا|الان|في الوقت الحالي|موقتا|مؤقتا)(?![\w\u0900-\u0963])"
)


def keeps_for_now(text: str) -> bool:
    """Say whether a message leaves the plan as it stands for the time being, which takes it not yet."""
    plain, found = _FOR_NOW.subn(" ", read(text).plain)
    told = " ".join(plain.split()).strip(" ,")
    return found > 0 and len(text) < 120 and _AS_IT_IS.fullmatch(told) is not None


def keeps_as_it_is(text: str) -> bool:
    """Say whether a message leaves the plan as it stands now, and asks nothing else."""
    return len(text) < 120 and _AS_IT_IS.fullmatch(read(text).plain) is not None


def keeps_as_it_was(text: str) -> bool:
    """Say whether a message asks for the plan as it was before, and asks nothing else."""
    return len(text) < 120 and _AS_IT_WAS.fullmatch(read(text).plain) is not None
