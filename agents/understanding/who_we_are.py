"""Whether somebody asks whom they are writing with: "are you a bot?", "who is this?"."""

from agents.regexes import regex
from agents.understanding.reading import LONGEST, read

_BOT = (
    r"(?:(?:real|actual|live|human|ai|automated|virtual|computer|chat|digital) )*"
    r"(?:(?:chat)?bot|robot|machine|ai|a\.i\.|chatgpt|human(?: being)?|person|computer|program|real|"
    r"automated|"
    r"automatic)(?=\s*(?:[?.!,;\n]|$)| (?:or|and|here|reply|message|chat|answer|response|that|who|i)(?!\w))"
)
_ASKED = regex(
    r"(?<![\w'])(?:"
    rf"(?:are|r) (?:you|u) (?:really |actually |just |even )?(?:an? |the )?{_BOT}(?: or (?:an? )?{_BOT})?|"
    rf"am i (?:really |actually )?(?:speaking|talking|chatting|texting|writing) (?:to|with) (?:an? |"
    rf"the )?{_BOT}"
    rf"(?: or (?:an? )?{_BOT})?|is (?:this|it|that) (?:an? )?{_BOT}(?: (?:reply|message|chat|answer|"
    rf"response))?|"
    r"who (?:are|r) (?:you|u)(?: (?:guys|people))?(?=\W|$)(?! (?:going|flying|travelling|booking|working|"
    r"using|"
    r"partner))|(?:who is this(?=\W*$)|who am i (?:speaking to|talking to|chatting with|speaking with|"
    r"talking with))|"
    r"what are you(?=\W*$)|what(?:'s| is) your name|"
    r"(?:eres|es usted|hablo con|es esto|estoy hablando con) (?:una? )?(?:bot|robot|persona(?: real)?|"
    r"humano|maquina|"
    r"ia|programa)|quien (?:eres|es usted)|con quien (?:hablo|estoy hablando)|como (?:te llamas|"
    r"se llama usted)|"
    r"(?:es-tu|etes-vous|tu es|vous etes|c'est|je parle a|est-ce que (?:je parle a|c'est|vous etes|"
    r"tu es)) (?:une? )?"
    r"(?:bot|robot|vraie personne|personne|humain|machine|ia)|qui (?:etes-vous|es-tu)|"
    r"a qui (?:ai-je affaire|je "
    r"parle|est-ce que je parle)|(?:bist du|sind sie|ist das|spreche ich mit|schreibe ich mit|"
    r"rede ich mit) (?:hier )?"
    r"(?:eine?[mnr]? )?(?:echte[nmr]? )?(?:bot|roboter|mensch\w*|maschine|ki|person|computer|programm)|"
    r"wer (?:bist du|"
    r"sind sie)|mit wem (?:spreche|schreibe|rede) ich|wie hei(?:sst|ssen) (?:du|sie)|"
    r"(?:voce e|tu es|es|estou falando com|e) (?:uma? )?(?:bot|robo|pessoa(?: real| de verdade)?|humano|"
    r"maquina|ia)"
    r"(?=\W*$|\W+\w)|quem (?:e voce|es tu|e)(?=\W*$)|com quem (?:falo|estou falando)|"
    r"qual (?:e )?(?:o )?seu nome|"
    r"(?:вы|ты|это|я говорю с|я пишу|я общаюсь с) (?:что )?(?:бот\w*|робот\w*|человек\w*|живой человек|"
    r"программ\w*|"
    r"ии|нейросет\w*)|кто (?:вы|ты|это)(?=\W*$)|с кем я (?:говорю|общаюсь|разговариваю)|как вас зовут|"
    r"(?:هل )?(?:انت|انتم|هذا|اتحدث مع|اكلم) (?:ال)?(?:روبوت|بوت|انسان|شخص حقيقي|اله|برنامج|ذكاء اصطناعي|"
    r"بشر)|"
    r"من (?:انت|انتم|معي)(?=\W*$)|مع من اتحدث|ما اسمك|"
    r"(?:kya )?(?:aap|tum|ye|yeh) (?:koi |ek )?(?:bot|robot|insaan|insan|machine|computer|ai|asli) ?(?:hai|"
    r"hain|ho)?|"
    r"(?:aap|tum) kaun (?:hai|hain|ho)|kaun (?:bol|baat kar) rah\w*|aap ?ka naam (?:kya|kyaa)|"
    r"(?:क्या )?(?:आप|तुम|यह|ये) (?:कोई |एक )?(?:बॉट|रोबोट|इंसान|मशीन|कंप्यूटर|असली) ?(?:है|हैं|हो)?|"
    r"(?:आप|तुम) कौन (?:है|हैं|हो)|आपका नाम क्या)(?![\w'])(?:\s*\?)?"
)


def of_who_we_are(plain: str) -> list[tuple[int, int]]:
    """Where a message asks whom it is written to, with its question mark. `plain` is as it is read."""
    return [match.span() for match in _ASKED.finditer(plain)]


def asks_who_we_are(text: str) -> bool:
    """Whether a message asks whom it is written to: a person, a program, somebody by name."""
    return bool(of_who_we_are(read(text[:LONGEST]).plain))
