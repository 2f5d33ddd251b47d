"""Yes, in all its forms: what takes up an offer, what is firm, what is soft, and a "no" that is a yes."""

import re

from agents.regexes import regex
from agents.understanding import phrases, trade_phrases
from agents.understanding.as_it_stands import keeps_as_it_is
from agents.understanding.hedges import hedges
from agents.understanding.left_alone import is_left_alone
from agents.understanding.reading import Reading, read

ACCEPT = regex(phrases.ACCEPT)
_AFFIRM, _DENY = regex(phrases.AFFIRM), regex(phrases.DENY)
_APPROVE = regex(trade_phrases.APPROVE)
SOFT = regex(
    r"good|great|perfect|fine|works|ok|amazing|wonderful|parfait|bien|passt|gut|so|устраивает|तमाम|happy|"
    r"right|"
    r"suits|estupendo|convient|plait|otimo|bom|assim|подходит|нравится|отлично|مناسب|ممتاز|يناسب|बढ|अच्छा|"
    r"badhiya|ac+h+a|theek"
)
FIRM = regex(
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
_DO_IT = regex(DO_IT)


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
_NO_MORE = regex(
    r"^\W*(?:(?:no+|nope|non|nein|nao|нет|لا|nahi\w*|नहीं)\s*[,.!:;–-]+\s*)?"
    r"(?P<nothing>(?:no|nothing(?: else)? to|nada que|nada a|rien a|nichts(?: mehr)? zu|keine|ничего не|"
    r"ничего|без|لا|koi|kuch)\s+(?:need to |надо |нужно |bhi )?(?:changes?|cambi\w+|mudar|mudancas?|changer|"
    r"changements?|andern|anderungen|меня\w+|изменени\w+|تغيير\w*|badal\w*)(?: (?:nahi\w*|needed|required|"
    r"for us|не (?:надо|нужно)))?(?!\w)\W*)?"
)


def wants_no_change(text: str) -> bool:
    """Say whether a "no" to changes goes with content, or with nothing else, or what was shown is to stay
    as it is: a yes to it."""
    if keeps_as_it_is(text):
        return True
    plain = read(text).plain.strip()
    if _leaves_it_and_takes_it(plain):
        return True
    match = _NO_MORE.match(plain)
    if match is None or not match.end():
        return False
    rest = plain[match.end() :]
    if match["nothing"] is not None and not re.search(r"\w", rest):
        return True
    said = _APPROVE.search(rest) or ACCEPT.search(rest) or _AFFIRM.match(rest)
    return said is not None and not hedges(rest)


# "Don't change anything, we'll take it": what forbids a change, and the word by which it is taken.
_TAKES_IT = regex(
    r"(?:(?:we|i)(?:'ll| will)? (?:take|accept|book) (?:it|this|that)|that's it|"
    r"(?:on|nous|je) (?:le |la |les )?(?:prend|prends|prenons|valide|validons|reserve|reservons)|"
    r"(?:wir|ich) (?:nehmen|nehme|buchen|buche) (?:es|ihn|sie|das|die|den)(?: so)?|"
    r"(?:nos )?l[oa] (?:tomamos|tomo|quedamos|cogemos|reservamos|aceptamos|compramos)|"
    r"nos quedamos con (?:el|eso|esto)|"
    r"(?:a gente |nos |eu )?(?:fecha|fechamos|fecho)(?: assim)?|(?:vamos )?fica(?:r|mos) com (?:ele|ela|"
    r"esse|isso)|"
    r"(?:мы |я )?(?:это )?(?:берем|беру|бронируем|согласны)|"
    r"(?:hum |ham )?(?:ise |yeh |yahi )?(?:le rahe hain?|le lenge|lenge|book kar(?:o|enge|te hain))|"
    r"(?:हम )?(?:इसे |यही )?(?:ले रहे हैं|ले लेंगे|लेंगे|बुक कर(?:ो|ेंगे|ते हैं))|"
    r"س?ن?[انح]?(?:اخذها|اخذه|احجزها|احجز)|موافقون|موافق)"
    r"(?:[\s,]+(?:please|now|then|thanks|thank you|por favor|bitte|s'il vous plait|svp|пожалуйста|asi|so|"
    r"comme ca|как есть))*[\s.!]*"
)
_BETWEEN = regex(
    r"\s{0,40}[,.;:!-]+\s*(?:(?:and|y|et|und|e|и|aur|और|و) )?|\s(?:and|y|et|und|e|и|aur|और)\s|\s(?=و)"
)


def _leaves_it_and_takes_it(plain: str) -> bool:
    """Whether one part forbids a change, and the other takes what was shown."""
    if len(plain) > _BOTH_AT_MOST:
        return False
    for seam in _BETWEEN.finditer(plain):
        one, other = plain[: seam.start()], plain[seam.end() :]
        for left, taken in ((one, other), (other, one)):
            is_taken = _TAKES_IT.fullmatch(taken.strip()) or orders_it(taken)
            if is_taken and (is_left_alone(left) or keeps_as_it_is(left)):
                return True
    return False


_BOTH_AT_MOST = 120  # characters; who writes more says more


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
