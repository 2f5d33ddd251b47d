"""Whether somebody asks whom they are writing with: "are you a bot?", "who is this?".

Who says "you" may ask after a person. "This" and "c'est" are said of the plan and of travellers too, so of
those only a bot tells, or a human being, and only in a question: "c'est une personne de plus" counts heads.
"""

from agents.regexes import regex
from agents.understanding.reading import LONGEST, read

_KIND = r"(?:(?:real|actual|live|human|ai|automated|virtual|computer|chat|digital) )*"
_OR = r"or|and|here|reply|message|chat|answer|response|that|who|i|o|u|ou|oder|или|ام|او|ya|या"
_ENDS = rf"(?=\s*(?:[?.!,;:)\n]|$)| (?:{_OR})(?!\w))"
_REAL = r"(?:real|actual|live)"
_BEING = (
    rf"(?:{_KIND}(?:(?:chat)?bot|robot|machine|ai|a\.i\.|chatgpt|human(?: being)?|person|computer|program|"
    rf"real|automated|automatic){_ENDS})"
)
_BOT = (
    rf"(?:(?:(?:ai|automated|virtual|chat) )*(?:(?:chat)?bot|robot|machine|ai|a\.i\.|chatgpt|"
    rf"human(?: being)?){_ENDS}|{_REAL} (?:person|human(?: being)?){_ENDS}|"
    rf"(?:an? )?automated(?: (?:reply|message|chat|answer|response))?{_ENDS})"
)
_AN = r"(?:an? |the )?"
_ENGLISH = (
    rf"(?:are|r) (?:you|u) (?:really |actually |just |even )?{_AN}{_BEING}(?: or {_AN}{_BEING})?|"
    rf"am i (?:really |actually )?(?:speaking|talking|chatting|texting|writing) (?:to|with) {_AN}{_BEING}"
    rf"(?: or {_AN}{_BEING})?|"
    rf"is this {_AN}{_BOT}(?: or {_AN}{_BEING})?|is (?:it|that) {_AN}(?:(?:chat)?bot|robot|ai){_ENDS}|"
    r"who (?:are|r) (?:you|u)(?: (?:guys|people))?(?=\W|$)(?! (?:going|flying|travelling|booking|working|"
    r"using|partner))|who is this(?=\W*$)|"
    r"who am i (?:speaking to|talking to|chatting with|speaking with|talking with)|"
    r"what are you(?=\W*$)|what(?:'s| is) your name"
)
_OTHERS = (
    # Said to "you", or of whom one writes with.
    r"(?:eres|es usted|hablo con|estoy hablando con) (?:una? )?(?:bot|robot|persona(?: real)?|humano|maquina|"
    rf"ia|programa){_ENDS}|quien (?:eres|es usted)|con quien (?:hablo|estoy hablando)|"
    r"como (?:te llamas|se llama usted)|"
    r"(?:es-tu|etes-vous|tu es|vous etes|je parle a|est-ce que (?:je parle a|vous etes|tu es)) (?:une? )?"
    rf"(?:bot|robot|(?:vraie )?personne(?: reelle)?|humain|machine|ia){_ENDS}|qui (?:etes-vous|es-tu)|"
    r"a qui (?:ai-je affaire|je parle|est-ce que je parle)|"
    r"(?:bist du|sind sie|(?:spreche|schreibe|rede) ich mit) (?:hier )?(?:eine?[mnr]? )?(?:echte[nmr]? )?"
    rf"(?:bot|roboter|mensch(?:en)?|maschine|ki|person|computer|programm){_ENDS}|"
    r"wer (?:bist du|sind sie)|mit wem (?:spreche|schreibe|rede) ich|wie hei(?:sst|ssen) (?:du|sie)|"
    r"(?:voce e|tu es|estou falando com) (?:uma? )?(?:bot|robo|pessoa(?: real| de verdade)?|humano|maquina|"
    rf"ia){_ENDS}|quem (?:e voce|es tu|e)(?=\W*$)|com quem (?:falo|estou falando)|"
    r"qual (?:e )?(?:o )?seu nome|"
    rf"(?:вы|ты) (?:что )?(?:живой )?(?:бот|робот|человек|программа|ии|нейросеть){_ENDS}|"
    r"я (?:говорю|общаюсь|переписываюсь) с (?:живым )?(?:ботом|роботом|человеком|программой|нейросетью)"
    rf"{_ENDS}|я пишу (?:боту|роботу|человеку|программе){_ENDS}|"
    r"кто (?:вы|ты|это)(?=\W*$)|с кем я (?:говорю|общаюсь|разговариваю)|как вас зовут|"
    r"(?:هل )?(?:انت|انتم|اتحدث مع|اكلم) (?:ال)?(?:روبوت|بوت|انسان(?: حقيقي)?|شخص حقيقي|اله|برنامج|"
    rf"ذكاء اصطناعي|بشر){_ENDS}|من (?:انت|انتم|معي)(?=\W*$)|مع من اتحدث|ما اسمك|"
    r"(?:kya )?(?:aap|tum) (?:koi |ek )?(?:bot|robot|insaan|insan|machine|computer|ai|asli) ?(?:hai|hain|"
    r"ho)?|(?:aap|tum) kaun (?:hai|hain|ho)|kaun (?:bol|baat kar) rah\w*|aap ?ka naam (?:kya|kyaa)|"
    r"(?:क्या )?(?:आप|तुम) (?:कोई |एक )?(?:बॉट|रोबोट|इंसान|मशीन|कंप्यूटर|असली) ?(?:है|हैं|हो)?|"
    r"(?:आप|तुम) कौन (?:है|हैं|हो)|आपका नाम क्या|"
    # Said of "this", in words that only ask.
    rf"es esto (?:una? )?(?:bot|robot|humano|maquina|ia){_ENDS}|"
    rf"(?:est-ce que c'est|est-ce) (?:une? )?(?:bot|robot|humain|machine|ia|vraie personne){_ENDS}|"
    r"ist das (?:hier )?(?:eine? )?(?:bot|roboter|mensch|maschine|ki|echte[rn]? (?:mensch|person))"
    rf"{_ENDS}|"
    rf"هل هذا (?:ال)?(?:روبوت|بوت|انسان|شخص حقيقي|ذكاء اصطناعي){_ENDS}|"
    r"kya (?:ye|yeh) (?:koi |ek )?(?:bot|robot|insaan|insan|machine|ai)(?: hai)?|"
    r"क्या (?:यह|ये) (?:कोई |एक )?(?:बॉट|रोबोट|इंसान|मशीन)(?: है)?"
)
# Said of "this" as a statement would be: the question mark alone tells that it asks.
_MARKED = (
    r"(?:es|e|isso e|isto e) (?:una? |uma? )?(?:bot|robo|robot|ia|humano)|"
    r"c'est (?:une? )?(?:bot|robot|humain|machine|ia|vraie personne)|"
    r"это (?:что )?(?:бот|робот|ии|нейросеть|живой человек)|"
    r"هذا (?:روبوت|بوت|ذكاء اصطناعي)|(?:ye|yeh) (?:koi |ek )?(?:bot|robot|machine|ai) hai(?: kya)?|"
    r"(?:यह|ये) (?:कोई |एक )?(?:बॉट|रोबोट|मशीन) है(?: क्या)?"
)
_BESIDE = r"(?: (?:o|ou|или|ام|او|ya|या) (?:una? |une |uma? )?\w{1,12})?"
_ASKED = regex(rf"(?<![\w'])(?:(?:{_ENGLISH}|{_OTHERS})(?![\w'])(?:\s*\?)?|(?:{_MARKED}){_BESIDE}\s*\?)")


def of_who_we_are(plain: str) -> list[tuple[int, int]]:
    """Where a message asks whom it is written to, with its question mark. `plain` is as it is read."""
    return [match.span() for match in _ASKED.finditer(plain)]


def asks_who_we_are(text: str) -> bool:
    """Whether a message asks whom it is written to: a person, a program, somebody by name."""
    return bool(of_who_we_are(read(text[:LONGEST]).plain))
