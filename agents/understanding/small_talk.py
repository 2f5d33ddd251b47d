"""Words that keep a talk friendly and ask for nothing: laughter, a nice day, an excuse for a late answer.

All of a message has to be such words. Where one more word stands beside them it may be a wish, and is none
of this room's.
"""

import re
from typing import Literal

from agents.regexes import regex
from agents.understanding.reading import LONGEST, read

SmallTalk = Literal["wishes_well", "news", "talk"]

_FARTHEST = 160  # letters: who writes more says more
_BEFORE, _BEHIND = r"(?<![\w\u0900-\u097f])", r"(?![\w\u0900-\u097f])"

# A nice day is wished, or the same in return.
_WELL = regex(
    rf"{_BEFORE}(?:"
    r"(?:have|enjoy) (?:an?|your) (?:very |really )?(?:nice|good|great|lovely|wonderful|pleasant|blessed) "
    r"(?:day|evening|night|weekend|week|one|sunday)(?: ahead)?|"
    r"enjoy your (?:day|evening|weekend)|(?:the )?same to you|(?:and )?(?:to )?you too|"
    r"likewise|take care|"
    r"(?:que (?:tengas?|tengan|pases?|pasen) )?(?:una? )?(?:muy )?(?:buen|feliz|lindo|bonito|excelente)a? "
    r"(?:dia|tarde|noche|fin de semana|semana)|igualmente|"
    r"(?:(?:je )?(?:vous|te) souhaite )?(?:une? )?(?:tres )?(?:bonne|belle|bon) (?:journee|soiree|nuit|"
    r"semaine|week-?end|fin de semaine)|(?:a|et) vous aussi|de meme|pareillement|"
    r"(?:ich wunsche )?(?:ihnen )?(?:noch )?(?:einen? )?(?:schonen?|schones|guten?) (?:tag|abend|feierabend|"
    r"woche|wochenende|nacht|sonntag)|gleichfalls|ebenso|ebenfalls|"
    r"(?:tenha )?(?:uma? )?(?:bom|boa|otimo|otima) (?:dia|tarde|noite|semana|fim de semana)|"
    r"(?:хорошего|доброго|приятного|удачного|чудесного) (?:вам |тебе )?(?:дня|вечера|выходных|воскресенья)|"
    r"хороших (?:вам )?выходных|и вам(?: того же| тоже)?|взаимно|всего (?:доброго|хорошего)|"
    r"(?:اتمني ل(?:كم|ك) )?(?:يوما?|نهارا?|مساء) (?:سعيدا?|جميلا?|طيبا?)(?: ل(?:كم|ك))?|طاب (?:يومكم|مساوكم)|"
    r"ولكم (?:ايضا|بالمثل)|"
    r"(?:aap ?ka )?din (?:shubh|accha|achha) (?:ho|rahe)|shubh din|aap ?ko bhi|"
    r"(?:आपका )?दिन (?:शुभ|अच्छा) (?:हो|रहे)|शुभ दिन|आपको भी"
    rf"){_BEHIND}"
)
# How things are with them, or how those at home like the plan: no yes yet, and no wish.
_PARTNER = r"(?:wife|husband|partner|family|kids|children|parents|mother|mom|father|dad|friends?)"
_NEWS = regex(
    rf"{_BEFORE}(?:"
    r"(?:i|we)(?: was| were|'ve been| have been| got)(?: a bit| a little| very| so| really| quite| too)? "
    r"(?:busy|tied up|occupied)(?: (?:with|at) (?:my |the )?(?:work|office|kids|job|family))?|"
    rf"(?:my|our) {_PARTNER} (?:really |also )?(?:liked?|likes|loved?|loves) (?:it|this|the plan|your plan)"
    r"(?: very much| a lot| so much| too)?|"
    r"(?:estaba|estuve|he estado|estabamos|hemos estado) (?:muy |un poco )?(?:ocupad|liad)[oa]s?"
    r"(?: (?:con el|en el) trabajo)?|"
    r"a mi (?:mujer|esposa|marido|esposo|familia|pareja) le (?:gusto|gusta|encanto|encanta)(?: mucho)?"
    r"(?: el plan)?|"
    r"(?:j'etais|j'ai ete|nous etions) (?:tres |un peu )?(?:occupee?s?|prise?s?)(?: (?:par le|au|avec le) "
    r"travail)?|(?:ma (?:femme|famille|compagne)|mon mari) (?:a (?:beaucoup |bien )?(?:aime|adore)|"
    r"aime (?:beaucoup|bien))(?: le programme)?|"
    r"(?:ich war|wir waren) (?:sehr |etwas )?beschaftigt|(?:ich )?hatte viel (?:zu tun|arbeit)|"
    r"(?:meiner (?:frau|familie)|meinem mann) (?:gefallt (?:es|das|der plan)(?: sehr)?(?: gut)?|"
    r"hat (?:es|das|der plan)(?: sehr)?(?: gut)? gefallen)|"
    r"(?:estava|estive|estavamos) (?:muito |um pouco )?ocupad[oa]s?(?: (?:com o|no) trabalho)?|"
    r"(?:a )?(?:minha (?:esposa|mulher|familia)|(?:o )?meu marido) (?:gostou|adorou|amou)(?: muito)?"
    r"(?: do plano)?|"
    r"(?:я |мы )?был[аи]? (?:очень |немного )?занят[аы]?(?: (?:на работе|работой))?|"
    r"(?:моей |моему )?(?:жене|мужу|семье) (?:очень )?(?:понравилось|понравился план|нравится план)|"
    r"كن(?:ت|ا) مشغول(?:ا|ه|ين)?(?: (?:في|ب)(?: )?العمل)?|"
    r"(?:زوجتي|زوجي|عاءلتي|عايلتي) (?:اعجب(?:تها|ته|ها|ه)|احب(?:ت|تها)?)(?: الخطه)?(?: كثيرا| جدا)?|"
    r"(?:(?:main|mai|hum) )?(?:kaam (?:mein|me) )?(?:busy|vyast) (?:tha|thi|the)|"
    r"(?:meri (?:wife|patni)|mere (?:husband|pati)|family) ko (?:bahut )?(?:pasand|accha) (?:aaya|aayi|laga)|"
    r"(?:मैं |हम )?(?:काम में )?व्यस्त (?:था|थी|थे)|"
    r"(?:मेरी पत्नी|मेरे पति|परिवार) को (?:बहुत )?(?:पसंद|अच्छा) (?:आया|आई|लगा)"
    rf"){_BEHIND}"
)
_LATE_EN = (
    r"(?:(?:very |so )?(?:late|delayed|slow) (?:reply|response|answer)|delay(?: in (?:replying|reply))?)"
)
# Laughter, a thought aloud, and an excuse for a late answer.
_TALK = regex(
    rf"{_BEFORE}(?:"
    r"l+o+l+|rofl|lmao|(?:a?h[ae]){2,}h?|(?:j[aei]){2,}j?|k{3,}|(?:rs){2,}|mdr|ptdr|xd+|(?:а?х[аеи]-?){2,}х?|"
    r"ه{3,}|(?:ها){2,}|(?:हा ?){2,}|"
    r"(?:(?:that|this|it)(?: is|'s| was) )?(?:so |very |really |too )?(?:funny|hilarious)|good one|"
    r"(?:es )?muy (?:bueno|gracioso|divertido)|que (?:gracioso|risa|divertido)|"
    r"(?:c'est )?(?:tres|trop) drole|c'est drole|(?:das ist )?(?:sehr |echt )?(?:lustig|witzig)|"
    r"(?:muito|que) engracado|(?:очень |как )?(?:смешно|забавно)|مضحك(?: جدا)?|"
    r"let(?: us|'s|s| me) see|we(?:'ll| will| shall) see|a ver|(?:ya )?veremos|on verra(?: bien)?|"
    r"voyons(?: voir)?|mal (?:sehen|schauen)|schauen wir mal|vamos ver|посмотрим|поглядим|(?:ل|س)نري|"
    r"dekhte hain|dekhenge|देखते हैं|देखेंगे|"
    rf"(?:sorry|apologies|my apologies|apologi[sz]e|excuse me)(?: for)?(?: the| my| our)? {_LATE_EN}|"
    r"(?:perdon[ae]?|disculp[ae]n?|disculpas|lo siento)(?: por)? (?:la (?:demora|tardanza)|el retraso|"
    r"(?:responder|contestar) (?:tan )?tarde)|"
    r"(?:desolee?|pardon|excusez-moi|mes excuses)(?: pour| de)? (?:le retard|(?:la|ma|cette) reponse tardive|"
    r"(?:vous )?repondre (?:si )?tard)|"
    r"(?:entschuldigung|entschuldigen sie|sorry|verzeihung|tut mir leid)(?: fur)? (?:die|meine) "
    r"(?:spate|verspatete) (?:antwort|ruckmeldung)|"
    r"desculp[ae]m?(?: pel[ao]| a| o)? (?:demora|atraso)|"
    r"(?:извините|простите|прошу прощения) за (?:(?:такой )?(?:поздний|долгий) ответ|"
    r"задержку(?: с ответом)?)|"
    r"(?:اسفه?|نعتذر|اعتذر|عذرا|المعذره) (?:علي|عن|ل) ?(?:التاخير|التاخر|الرد المتاخر)(?: في الرد)?|"
    r"(?:sorry|maaf (?:kijiye|karna|karo)) (?:der se|late) (?:reply|jawab)(?: (?:ke|dene ke) liye)?|"
    r"देर से जवाब (?:देने )?के लिए (?:माफी|माफ करें|क्षमा(?: करें)?|खेद है)"
    rf"){_BEHIND}"
)
# What may stand beside all of these and says nothing by itself; a mere sigh may be discontent.
_BESIDE = regex(
    rf"{_BEFORE}(?:h+m+|m{{2,}}|э+м+|х+м+|ok|okay|oh|ah|well|so|and|but|hi|hello|hey|thanks?|thank you|"
    r"dear|sir|madam|ma'am|too|also|today|all|y|pero|bueno|gracias|a usted(?:es)?|para usted(?:es)?|"
    r"a todos|tambien|et|mais|merci|a vous|a tous|aussi|egalement|und|aber|danke|ihnen|dir|euch|noch|"
    r"auch|mas|obrigad[oa]|"
    r"para (?:voces?|o senhor|a senhora)|tambem|и|а|но|вам|тоже|спасибо|شكرا|و|ايضا|aur|lekin|bhi|"
    rf"dhanyavaad|और|भी|धन्यवाद){_BEHIND}"
)


_KINDS: tuple[tuple[SmallTalk, re.Pattern[str]], ...] = (
    ("news", _NEWS),
    ("wishes_well", _WELL),
    ("talk", _TALK),
)


def small_talk(text: str) -> SmallTalk | None:
    """What kind of small talk a whole message is; None where it says or asks anything else."""
    if len(text) > _FARTHEST or "?" in text or "؟" in text:
        return None
    left, found = read(text[:LONGEST]).plain, None
    for kind, pattern in _KINDS:
        without = pattern.sub(" ", left)
        found = found or (kind if without != left else None)
        left = without
    rest = _BESIDE.sub(" ", left) if found else left
    return found if not any(sign.isalnum() for sign in rest) else None
