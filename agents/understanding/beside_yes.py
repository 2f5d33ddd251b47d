"""A yes with a wish beside it: "yes, but can you add a dinner?" agrees to another plan than the one shown."""

import re

from agents.regexes import regex
from agents.understanding.assent import FIRM
from agents.understanding.hedges import hedges
from agents.understanding.reading import read

# Words that take something away from what was shown, or put something to it.
_DIFFERENTLY = regex(
    r"(?<![\w\u0900-\u097f])(?:"
    r"but(?! first)|except|without|instead|rather|prefer\w*|avoid|add(?:ed|ing)?|includ(?:e|ing)|remove|"
    r"swap|replace|upgrade|as well(?! as)|one (?:more|last|small|other) (?:thing|request|change|wish)|"
    r"(?:and|but|please|pls|with) no (?!further|more|need)\w+|"
    r"make sure|if possible|"
    r"pero|sin|ademas|anad\w+|agreg\w+|inclu(?:ir|ya\w*|yendo)|quit(?:ar|e\w*)|evit\w+|"
    r"mais|sans|ajout\w+|enlev\w+|retir\w+|en plus|plutot|"
    r"aber|ohne|hinzu\w*|streich\w*|lieber|statt|stattdessen|kein\w*|"
    r"mas|sem|adicion\w+|acrescent\w+|tir(?:ar|e\w*)|"
    r"но|без|добав\w+|убер\w+|лучше|вместо|"
    r"لكن|ولكن|بدون|اضف\w*|اضيفوا|اضافه|بدل\w*|"
    r"lekin|magar|bina|jod\w+|hata\w*|लेकिन|मगर|बिना|जोड़\S*|हटा\S*"
    r")(?![\w\u0900-\u097f])"
)
_BUT_NO = regex(r",\s*no (?!further|more|need)\w+")  # "yes, no kids this time"
# Words that ask for something more, unless what they ask for is the booking itself.
_MORE = regex(
    r"(?<![\w\u0900-\u097f])(?:"
    r"(?:send|show|share|give) (?:me|us|him|her|them) (?:something|anything|some|more|photos|pictures)|"
    r"also|(?:can|could|would|will) (?:you|u|we|i|they)|"
    r"(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like|love|wish) (?:to (?!go|proceed)|a |an |some |more )|"
    r"tambien|podri\w+|puede[ns]?|podeis|podemos|quisier\w+|nos gustaria|prefer\w+|"
    r"aussi|pouvez|pourriez|peut-on|voudri\w+|aimeri\w+|"
    r"auch|noch|konnt\w+|konnen|mochten|wunsch\w*|dazu|"
    r"tambem|poderi\w+|podem|gostari\w+|"
    r"еще|также|можете|можно|хотел\w+|хотим|"
    r"ايضا|هل يمكن\w*|ممكن|نريد|نفضل|"
    r"bhi|chahiye|भी|चाहिए"
    r")(?![\w\u0900-\u097f])"
)
_NOTHING = (
    r"(?:problem\w*|worries|doubts?|hurry|rush|changes?|questions?|issues?|hesitation|delay|"
    r"problemas?|dudas?|duvidas?|prisas?|pressa|cambios?|mudancas?|alterac\w+|falta|"
    r"problemes?|doute|souci\w*|changements?|hesit\w+|"
    r"problem\w*|zweifel\w*|eile|anderung\w*|frage\w*|"
    r"проблем\w*|сомнен\w*|изменени\w*|вопрос\w*|"
    r"مشاكل|مشكله|تغيير\w*|شك|تردد|dikkat|dikat|badlav|दिक्कत|बदलाव|शक)"
)
# Nothing is wished for by thanks, "no problem", "without changes", "more or less", or when one will pay.
_NO_WISH = regex(
    r"(?:but|pero|mais|aber|mas|но|لكن|lekin|magar|लेकिन|मगर)\W+(?:thank\w*|thx|gracias|merci|danke|"
    r"obrigad\w+|спасибо|شكرا|shukriya|धन्यवाद)|"
    rf"(?:no|without(?: a| any)?|sin(?: ningun\w*)?|ningun\w*|sans(?: aucun)?|pas de|aucun\w*|ohne|"
    rf"kein\w*|sem|nenhum\w*|"
    rf"без(?: всяких)?|никаких|بدون(?: اي)?|لا|koi|bina(?: kisi)?|बिना(?: किसी)?|कोई) {_NOTHING}(?!\w)|"
    r"(?:more or less|mas o menos|mais ou menos|plus ou moins)|"
    r"(?:but|pero|mais|aber|mas|но|لكن|lekin|magar|लेकिन|मगर)\W+(?:[^.!?\n]{0,30}\W)?(?:pay\w*|payment|"
    r"pag\w+|pai(?:e|er\w*|ement)|"
    r"zahl\w*|опла[тч]\w*|заплачу|плач\w*|ادفع|سادفع|الدفع|paise|भुगतान|पैसे)(?![\w\u0900-\u097f])[^.!?\n]*|"
    r"make sure (?:to |that |you )*(?:book|confirm|reserv)\w*|"
    r"prefer (?:this|that|the (?:first|second|third|last))(?: one| option)?|(?:yeh|ye|wo|woh|यह|"
    r"ये) (?:bhi )?(?:chalega|theek)"
)

# "Visit http://… and confirm" orders the desk about: it is no yes to the plan, wherever the link leads.
_SENDS_US = regex(
    r"(?<![\w\u0900-\u0963])(?:visit|open|click|go to|follow|check(?: out)?|see|log ?in|"
    r"visit[ae]\w*|abr[ae]\w*|haz clic|haga clic|entr[ae]\w*|clique\w*|acess\w+|ouvr\w+|cliqu\w+|allez|"
    r"besuch\w*|offne\w*|klick\w*|geh\w*|ruf\w*|откро\w+|посет\w+|перейд\w+|зайд\w+|нажм\w+|"
    r"زر|زوروا|افتح\w*|اضغط\w*|ادخل\w*|بزياره|kholo|kholiye|dekho|jao|खोल\S*|देख\S*|जाओ|जाएं)(?!\w)"
    r"[^.!?\n]{0,40}?(?:https?://|www\.)|"
    r"(?:https?://|www\.)\S+ (?:par |pe |पर |को |ko )?"
    r"(?:jao|jaiye|kholo|kholiye|dekho|जाओ|जाएं|जाइए|खोल\S*|देखो|besuchen|offnen|aufrufen)(?!\w)"
)
# A clause that orders the booking; "to book" or "if you book" only tells what the link is for.
_ORDERS = regex(
    r"\W*(?:(?:yes|yeah|yep|ok(?:ay)?|sure|great|perfect|please|si|vale|perfecto|"
    r"oui|d'accord|parfait|ja|gerne|"
    r"bitte|prima|sim|perfeito|да|хорошо|пожалуйста|haan|ji|theek hai|हाँ|हां|जी|ठीक है|نعم|حسنا|"
    r"(?:we|let's|please|bitte|por favor) )[\s,!]*){0,3}"
    r"(?:book|confirm|reserv|approve|go ahead|proceed|we(?:'ll)? (?:take|accept)|"
    r"buch|wir (?:buch|nehm)|"
    r"on (?:reserv|prend|valid)|valid|confirm|aprob|aprov|pode\w* (?:reserv|fech)|"
    r"pued\w* reserv|брон|подтвер|"
    r"book kar|pakka|बुक|पक्का|احجز|موافق)[^,.;:!?\n]{0,40}"
)
_CLAUSE = regex(r"[.!;\n]+|,(?!\s*(?:please|bitte|book|buch|reserv|брон|confirm))|\s[-–]\s")


def _sends_us(plain: str) -> bool:
    """Whether a link is what the yes hangs on: one told behind a firm yes, with no order after it, is not."""
    sent = _SENDS_US.search(plain)
    if sent is None:
        return False
    *told, _ = _CLAUSE.split(plain[: sent.start()])
    is_firm = any(_ORDERS.fullmatch(clause) and not hedges(clause) for clause in told)
    return not is_firm or FIRM.search(re.sub(r"^\S*", "", plain[sent.end() :])) is not None


def wishes_more(text: str) -> bool:
    """Say whether words of assent stand beside a wish for something that is not in what was shown."""
    plain = _NO_WISH.sub(" ", read(text).plain)
    if _sends_us(plain):
        return True
    if _DIFFERENTLY.search(plain) or _BUT_NO.search(plain):
        return True
    return _MORE.search(plain) is not None and not FIRM.search(plain)
