"""Yes, in all its forms: what takes up an offer, what is firm, what is soft, and a "no" that is a yes."""

import re

from agents.understanding import phrases, trade_phrases
from agents.understanding.hedges import hedges
from agents.understanding.reading import Reading, read

ACCEPT = re.compile(phrases.ACCEPT)
_AFFIRM, _DENY = re.compile(phrases.AFFIRM), re.compile(phrases.DENY)
_APPROVE = re.compile(trade_phrases.APPROVE)
SOFT = re.compile(
    r"good|great|perfect|fine|works|ok|amazing|wonderful|parfait|bien|passt|gut|so|устраивает|तमाम|happy|"
    r"right|"
    r"suits|estupendo|convient|plait|otimo|bom|assim|подходит|нравится|отлично|مناسب|ممتاز|يناسب|बढ|अच्छा|"
    r"badhiya|ac+h+a|theek"
)
FIRM = re.compile(
    r"book|approve|confirm|go ahead|accept|proceed|deal|reserv|buch|valid|aprob|aprov|fech|брон|"
    r"согла|подтвер|одобр|"
    r"احجز|موافق|बुक|पक्का|मंजूर|let's do|take it"
)

# An order that says yes; beside a question mark, or with more words, it is none.
DO_IT = (
    r"^\W*(?:(?:super|prima|toll|perfekt|genial|parfait|top|perfecto|estupendo|otimo|perfeito|отлично|супер|"
    r"ممتاز|badhiya|ok(?:ay)?|yes|yeah|sure|great|perfect|fine|good|please|then|just|vale|si|oui|d'accord|ja|"
    r"sim|да|хорошо|ठीक है|हाँ|theek hai|haan|نعم|حسنا)[\s,.!]+)*"
    r"(?:(?:let's |you can |please )?do (?:it|that|so)|"
    r"let's (?:finali[sz]e|lock) (?:this|it)(?: in)?|lock it in|(?:we're|count us) in|we(?:'ll|"
    r" will) take it|"
    r"(?:so )?machen wir(?:'s| es| das)?(?: so)?|(?:das|den|die) nehmen wir|einverstanden|"
    r"on (?:fait comme ca|y va|le prend|la prend)|c'est parti|va pour(?: ca)?|"
    r"(?:lo hacemos|hagamoslo)(?: asi)?|nos l[oa] quedamos|vamos con (?:eso|esto|el plan)|"
    r"vamos fazer assim|fechado|bora|давайте так|так и (?:сделаем|поступим)|берем|"
    r"(?:yahi|yehi|aise hi) kar(?:te hain|enge|o)|(?:यही|ऐसे ही) कर(?:ते हैं|ेंगे|ो)|pakka|पक्का|اتفقنا|"
    r"go for it|go ahead|hazlo|hagalo|haganlo|adelante|allez-y|vas-y|faites-le|(?:machen sie|mach(?:t)?)"
    r" (?:das|es)(?: so)?|faca isso|faz isso|pode fazer|(?:с?делайте|действуйте)(?: так| это)?|"
    r"kar (?:do|dijiye|dein)|कर (?:दो|दीजिए|दें)|(?:افعل\w*|نفذ\w*)(?: ذلك)?|تفضل\w*)"
    r"(?:[\s,]+(?:please|now|then|thanks|thank you|por favor|bitte|s'il vous plait|пожалуйста|for us))*"
    r"[\s.!]*$"
)
_DO_IT = re.compile(DO_IT)


def orders_it(plain: str) -> bool:
    """Whether words say no more than "do it", which asks nothing."""
    return bool(_DO_IT.match(plain))


def accepts(reading: Reading) -> bool:
    """Whether the message takes up what was just offered."""
    plain = reading.plain.strip()
    if is_negated(plain) or (
        _DENY.search(plain) and not re.search(r"(?:but|actually) (?:i|that|this)", plain)
    ):
        return False
    return bool(orders_it(plain) or _AFFIRM.search(plain) or ACCEPT.search(plain) or _APPROVE.search(plain))


# "Would you like to change anything?" – "No, it's perfect."
_NO_MORE = re.compile(
    r"^\W*(?:(?:no+|nope|non|nein|nao|нет|لا|nahi\w*|नहीं)\s*[,.!:;–-]+\s*)?"
    r"(?P<nothing>(?:no|nothing(?: else)? to|nada que|nada a|rien a|nichts(?: mehr)? zu|keine|ничего не|"
    r"ничего|без|لا|koi|kuch)\s+(?:need to |надо |нужно |bhi )?(?:changes?|cambi\w+|mudar|mudancas?|changer|"
    r"changements?|andern|anderungen|меня\w+|изменени\w+|تغيير\w*|badal\w*)(?: (?:nahi\w*|needed|required|"
    r"for us|не (?:надо|нужно)))?(?!\w)\W*)?"
)


def wants_no_change(text: str) -> bool:
    """Say whether a "no" to changes goes with content, or with nothing else: a yes to what was shown."""
    plain = read(text).plain.strip()
    match = _NO_MORE.match(plain)
    if match is None or not match.end():
        return False
    rest = plain[match.end() :]
    if match["nothing"] is not None and not re.search(r"\w", rest):
        return True
    said = _APPROVE.search(rest) or ACCEPT.search(rest) or _AFFIRM.match(rest)
    return said is not None and not hedges(rest)


_AS_BEFORE = re.compile(
    r"[\W_]*(?:(?:no|nope|ok(?:ay)?|well|actually|hmm|please|sorry|finally|non|finalement|bon|alors|d'accord|"
    r"plutot|nein|doch|"
    r"ach|bitte|dann|also|nao|entao|melhor|bueno|mejor|entonces|al final|нет|ладно|тогда|хорошо|пусть|"
    r"давайте|лучше|"
    r"nahi\w*|accha|theek hai|chalo|नहीं|अच्छा|ठीक है|لا|حسنا|طيب)[\W_]+){0,3}"
    r"(?:(?:let's |let us |just )?(?:leave|keep) (?:it|everything|all|that|the plan|things) (?:(?:just |"
    r"exactly )?(?:as|like|the way) "
    r"(?:it|they|that) (?:is|was|were|are)|unchanged|as before|as is)|(?:back )?to (?:how|what) it was|"
    r"as it was(?: before)?|"
    r"(?:dej[ae]\w*|dejemos\w*|qued\w+) (?:todo )?(?:como|igual que) (?:estaba|esta|antes)|como (?:estaba|"
    r"antes)|"
    r"(?:on )?laiss\w+(?:[- ](?:le|la|tout|ca))? (?:comme|tel quel)(?: (?:c'etait|c'est|avant|"
    r"cela))?(?: avant)?|comme avant|"
    r"(?:lass\w*|belass\w*)(?: (?:sie|es|wir|uns|alles|das|doch|mal|bitte)){0,4} (?:so )?(?:wie (?:es (?:ist|"
    r"war)|vorher|zuvor|"
    r"bisher|gehabt)|so)|(?:es )?(?:bleibt|bleiben wir) (?:dabei|wie (?:es war|vorher))|"
    r"(?:deix\w*|mant\w+)(?: tudo)? como (?:estava|esta|antes|era)|(?:оставь\w*|остав\w+)(?: (?:все|всё|это|"
    r"так))? "
    r"(?:как (?:было|есть|раньше|прежде)|без изменений)|как было|(?:jaisa|jaise) (?:tha|the|hai) (?:waisa|"
    r"vaisa|waise)"
    r"(?: hi)? (?:rehne|rakh\w*|rahne)(?: (?:do|den|dijiye))?|(?:rehne|rahne) (?:do|den|"
    r"dijiye)[\W_]+(?:pehle|pahle) (?:jaisa|jaise)"
    r"(?: hi)?|(?:pehle|pahle) (?:jaisa|jaise)(?: hi)? (?:rehne|rakh\w*)(?: (?:do|den))?|"
    r"जैसा था वैसा(?: ही)? (?:रहने|रख\S*)"
    r"(?: दो| दें| दीजिए)?|पहले जैसा(?: ही)?(?: रहने दो)?|"
    r"(?:اترك\w*|ابق\w*|خلي\w*|دع\w*)(?: الخطه)? كما (?:كان\w*|هي|هو)|زي ما (?:كان\w*|هي))"
    r"(?:[\W_]+(?:please|then|for now|thanks?|thank you|por favor|gracias|merci|svp|bitte|danke|obrigad[oa]|"
    r"пожалуйста|спасибо|شكرا))*[\W_]*"
)


def keeps_as_it_was(text: str) -> bool:
    """Say whether a message asks to leave the plan as it is, or was, and asks nothing else."""
    return len(text) < 120 and _AS_BEFORE.fullmatch(read(text).plain) is not None


def is_negated(plain: str) -> bool:
    """Say whether words of assent stand behind a word that denies them or waits for something."""
    return bool(
        re.search(
            (
                r"(?<!\w)(?:not|don'?t|doesn'?t|isn'?t|won'?t|can'?t|before|if|when|until|once|no|nicht|pas|"
                r"nao|не|لا|नहीं|nahi|غير|ليس|لست|لسنا|لن|لم|nie|kaum|kein\w*|nothing|never|nunca|jamais) "
                r"[\w' ]{0,18}(?:book|confirm|like|want|good|go ahead|great|work|right|"
                r"correct|perfect|approve|reserv|buch|бронир|согла|подтвер|[انم]وافق)"
            ),
            plain,
        )
    )
