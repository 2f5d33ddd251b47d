"""An order not to do something: "don't add a night" leaves the plan as it is, in eight languages."""

import re

from agents.understanding.reading import read

_LONGEST = 90
_POLITE = (
    r"(?:(?:no|ok(?:ay)?|please|pls|and|but|so|well|oh|por favor|bueno|vale|et|svp|s'il (?:vous|te) plait|"
    r"non|bitte|nein|aber|nao|e|пожалуйста|нет|и|только|من فضلك|رجاء|nahi|kripya|bhai|नहीं|कृपया|"
    r"बस)[\s,.!]+){0,3}"
)
# The rest of one clause; a "but" or an "instead" would wish for something else.
_REST = (
    r"(?:(?!(?<![\w\u0900-\u0963])(?:but|instead|rather|only|until|before|unless|too|pero|sino|mejor|mais|plutot|"
    r"aber|sondern|lieber|zu|mas|но|а|лучше|لكن|بل|lekin|balki|magar|लेकिन|बल्कि)(?![\w\u0900-\u0963]))"
    r"[^,.;:!?\n]){0,50}"
)
_BEFORE = (  # the no and the verb stand before what is not to be touched
    r"(?:(?:do not|don't|dont|never|no need to|you (?:needn't|need not|don't (?:need|have) to)|"
    r"(?:i|we) (?:don't|do not) (?:want|wish|need)(?: you)? to) "
    r"(?:(?:please|just|yet) )?(?:add|change|extend|lengthen|alter|modify|touch|move|remove|swap|shorten)|"
    r"no (?:hace falta (?:que )?|es necesario )?(?:me |nos |le )?(?:agreg|anad|sum[ea]|pong|cambi|modifi|"
    r"toqu|alarg|extiend|extend)\w*|"
    r"(?:(?:il )?ne (?:faut|faudrait) (?:pas|rien) |pas besoin d[e'] ?|inutile d[e'] ?|(?:ne |n')(?:pas )?)"
    r"(?:r?ajout|chang|modifi|touch|prolong|rallong)\w*|"
    r"nao (?:precisa |e preciso )?(?:adicion|acrescent|mud|alter|coloqu|ponha|bot[ae]|estend|prolong|mex)\w*|"
    r"не (?:надо |нужно |стоит )?(?:добавл|добавь|добавит|меня|измен|продлева|продля|увелич|трога)\w*|"
    r"لا (?:داعي ل|حاجه ل|نريد |اريد )?(?:تضف|تضيف|اضاف|تغير|تغيير|تمدد|تمديد|تعدل|تعديل)\w*|"
    r"(?:fug|hang|verlanger|ander|pack|leg|nehm|mach|bau)\w* (?:sie |uns |mir |bitte |da |dort )*"
    r"(?:kein\w*|nicht|nichts))"
)
_BEHIND = (  # … or behind it
    r"(?:kein\w* [^,.;:!?\n]{0,40}(?:hinzuf\w+|dazu\w*|anhang\w+|zusatzlich|verlanger\w+|mehr)|"
    r"(?:nicht|nichts) (?:\w+ )?(?:verlanger\w+|hinzuf\w+|ander\w+)|"
    r"[^,.;:!?\n]{0,40}(?<![\w\u0900-\u0963])(?:(?:mat|na|nahi|nahin) (?:jod|badh|badal|add)\w*(?: kar\w*)?|"
    r"(?:jod|badh|badal)\w* (?:mat|nahi|nahin)(?: hai)?|add (?:mat|na|nahi) kar\w*|"
    r"(?:मत|न|नहीं) (?:जोड|बढ|बदल)\S*|(?:जोड|बढ|बदल)\S* (?:मत|नहीं)))"
)
_LEFT_ALONE = re.compile(rf"[\W_]*{_POLITE}(?:{_BEFORE}(?![\w\u0900-\u0963]){_REST}|{_BEHIND}{_REST})[\s.!]*")


def is_left_alone(text: str) -> bool:
    """Say whether a message does no more than forbid a change."""
    return len(text) <= _LONGEST and _LEFT_ALONE.fullmatch(read(text).plain) is not None
