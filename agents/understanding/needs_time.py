"""Words that put a decision off: "let me think about it", "I need to ask my wife first"."""

from agents.regexes import regex
from agents.understanding.reading import LONGEST, read

_KIN = (
    r"(?:wife|husband|hubby|spouse|partner|fiancee?|boyfriend|girlfriend|family|friends?|group|others|"
    r"parents|"
    r"mother|father|mom|mum|dad|brothers?|sisters?|kids|children|in-?laws|everyone|everybody|folks)"
)
# "The team" and "your manager" are ours: who wants to speak to them wants a human.
_THEIRS = rf"(?:(?:my|our) (?:\w+ )?(?:{_KIN}|boss|office|team|company)|the (?:\w+ )?{_KIN})"
_I_WILL = r"(?:(?:i|we)(?:'ll| will| shall)|(?<!you )(?<!they )(?:will|shall)|let (?:me|us))"
_I_MUST = (
    r"(?:(?:i|we)(?:'ll| will| shall|'d like to| would like to| want to| need to| have to| must| should|"
    r"'ve got to| gotta|'d rather| still need to| first need to)|(?:need|have|want|got) to|gotta|"
    r"let (?:me|us)|let's|lemme)(?: just| first| quickly| still)?"
)
# What only says until when: a day that stands here is none of the trip's.
_UNTIL = (
    r"(?: (?:until|till|by|before|on|over|after|in|within)(?: (?:the|this|next|an?|few|couple|of|end|"
    r"\d{1,2})){0,4} "
    r"(?:tomorrow|tonight|today|evening|morning|afternoon|night|noon|weekend|week|days?|hours?|minutes?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day))?"
    r"(?: (?:(?:this|next) )?(?:first|later|again|then|soon|tomorrow|tonight|today|now|please|pls|evening|"
    r"weekend|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|to (?:think|decide|discuss|check|ask)))*"
    r"(?: (?:and|to) (?:get|come|be) back(?: to you)?)?"
)
_ENGLISH = (
    rf"(?:{_I_MUST} (?:think(?: (?:it|this|that))?(?: (?:over|through|about (?:it|this|that)|on it|a bit|"
    rf"first))?(?=\W|$)(?! (?:about|of|that|we|i|it|the))|sleep on (?:it|this)|mull it over|"
    rf"(?:ask|consult|check with|discuss (?:it |this |that )?with|talk (?:it over |this over |it |"
    rf"this )?(?:to|with)|"
    rf"(?:check|discuss|confirm|see|decide) (?:(?:the|our|my|this|that|these) (?:\w+ ){{1,2}})with|"
    rf"speak (?:to|with)|run (?:it|this) (?:by|past)|show (?:it|this) to) {_THEIRS}|"
    rf"discuss(?: (?:it|this|that))?(?=\W*$| first| with (?:my|our|each)| at home| among| and)(?: (?:first|"
    rf"at home|"
    rf"among ourselves))?|"
    rf"(?:decide|confirm|check) (?:later|tomorrow|tonight|first))|"
    rf"{_I_WILL} (?:get back(?: to you| on this)?|come back to you|let you know|revert(?: back)?(?: to you)?|"
    rf"tell you (?:later|tomorrow|soon|tonight)|(?:write|message|reply|text|"
    rf"answer)(?: you)?(?: back)? (?:later|"
    rf"tomorrow|soon|tonight))(?! (?:our|the|about|my|which|when|what|that))|"
    rf"(?:please )?give (?:me|us) (?:(?:some|a little|a bit of|more) time|until|till|a (?:day|bit|"
    rf"moment|minute|"
    rf"second|sec|while|few (?:days|hours|minutes))|(?:one|two|three|\d) (?:hours?|days? (?=to (?:think|"
    rf"decide|discuss|check|ask)))|a day or two|"
    rf"a couple of (?:days|hours))(?! (?:in|at|on|for|off|more|with|between|trip|tour|plan|free))|"
    rf"(?:i |we )?need (?:some |a little |a bit (?:of |more )?|a bit more |more )?time(?: to (?:think|"
    rf"decide|discuss|"
    rf"consider))?(?! (?:\w+ )?(?:in|at|on|for|there|with|between|to|after|before))|"
    rf"(?:i am|i'm|we are|we're) (?:still )?(?:thinking (?:about it|it over)|considering it|discussing it)|"
    rf"(?:have|has)(?: not|n't) (?:fully )?decided yet(?! (?:where|when|which|on|about|how|if|what))|"
    rf"^\W*(?:maybe later|not now|later please|(?:talk|chat|speak|write)(?: to you)? (?:later|soon|tomorrow)|"
    rf"ttyl)\W*$)"
)
_SPANISH = (
    r"(?:(?:lo|me lo) (?:pienso|pensare|pensaremos|consulto|consultare)|dejame (?:que lo )?(?:pensar\w*|"
    r"piense|"
    r"consultar\w*)|(?:tengo|tenemos) que (?:pensar(?:lo|melo|noslo)|consultarlo|hablarlo|discutirlo|"
    r"(?:preguntar|consultar|hablar)(?:lo|le)?(?: con| a) (?:mi|mis|nuestra|nuestro) \w+)|"
    r"(?:lo )?(?:voy|vamos) a (?:pensarlo|hablarlo|consultarlo|pensarmelo)|(?:necesito|necesitamos|dame|"
    r"danos|deme|"
    r"denos) (?:un poco de |algo de |mas |un )?(?:tiempo|rato|dia)(?! (?:en|mas|con|"
    r"libre))(?: para (?:pensar|"
    r"decidir)\w*)?|(?:te|le|les|os) (?:aviso|avisare|avisamos|confirmo luego|digo algo|dire algo))"
)
_FRENCH = (
    r"(?:(?:je vais|on va|nous allons|je dois|on doit|nous devons|il faut que je|laissez[- ]moi|"
    r"laisse[- ]moi) "
    r"(?:(?:y |d'abord )?(?:reflechir|reflechisse)|en (?:parler|discuter)(?: (?:a|avec) (?:ma|mon|mes|"
    r"notre|nos) \w+)?|"
    r"(?:parler|discuter|demander)(?: de ca)? (?:a|avec) (?:ma|mon|mes|notre|nos) \w+)|(?:je|on|"
    r"nous) (?:vous|te) "
    r"(?:redis|tiens au courant|recontacte|tenons au courant)|je reviens vers (?:vous|toi)|(?:besoin|"
    r"donnez[- ](?:moi|"
    r"nous)|laissez[- ](?:moi|nous)) (?:d'|de |un |encore )?(?:un |peu )?(?:peu )?(?:de )?temps(?! (?:a|au|"
    r"en|libre))"
    r"(?: (?:pour|de) (?:y )?(?:reflechir|decider))?)"
)
_GERMAN = (
    r"(?:(?:(?:ich|wir) )?(?:muss|mussen|mochte|mochten|will|wollen)(?: (?:ich|wir|noch|erst|das|es|mal|"
    r"mir|uns|"
    r"kurz|daruber|zuerst))*(?: mit (?:mein|unser)\w* \w+| (?:mein|unser)\w* \w+)? (?:uberlegen|besprechen|"
    r"nachdenken|abklaren|fragen|sprechen|reden)|(?:ich uberlege|wir uberlegen)(?: (?:es|mir|uns|"
    r"noch|das|mal))+|"
    r"lass(?:en sie)? (?:mich|uns)(?: (?:das|es|kurz|noch|erst|mal|daruber))* (?:uberlegen|besprechen|"
    r"nachdenken)|"
    r"(?:ich|wir) meld(?:e|en) (?:mich|uns)(?: (?:wieder|morgen|spater|dann|noch))*|"
    r"(?:brauche|brauchen|geben sie|gib)(?: (?:ich|wir|mir|uns))?(?: (?:noch|etwas|ein wenig|bisschen|ein|"
    r"mehr))* "
    r"(?:bedenkzeit|zeit(?! (?:in|am|an|auf|fur|mit)))(?: zum (?:uberlegen|nachdenken))?)"
)
_PORTUGUESE = (
    r"(?:(?:vou|vamos|preciso|precisamos|tenho que|temos que|deixa eu|deixe[- ]me|deixa[- ]me) (?:pensar"
    r"(?: (?:melhor|nisso|um pouco))?(?! em)|discutir|(?:falar|conversar|ver|"
    r"consultar)(?: isso)? com (?:a minha|"
    r"o meu|minha|meu|os meus|as minhas|meus) \w+)|(?:te|lhe|vos) (?:aviso|avisamos|retorno|confirmo depois)|"
    r"(?:preciso de|precisamos de|me da|me de|da[- ]me|de[- ]me) (?:um pouco de |um |mais |algum )?tempo"
    r"(?! (?:em|na|no|com|livre))(?: para (?:pensar|decidir))?)"
)
_RUSSIAN = (
    r"(?:(?:(?:мне|нам) )?(?:надо|нужно|дайте|дай|хочу|хотим|хотел\w* бы)(?: (?:мне|нам|это|еще|ещё|"
    r"сначала|все))* "
    r"(?:подумать|обдумать|обсудить|посоветоваться)(?: (?:с|со) "
    r"(?:муж\w*|жен\w*|семь\w*|родител\w*|друз\w*|подруг\w*|парн\w*|девушк\w*|мам\w*|пап\w*|детьми))?"
    r"(?! (?:с|со) )|(?:надо|нужно)(?: \w+)? "
    r"(?:спросить|поговорить)(?: у| с| со)? (?:муж\w*|жен\w*|семь\w*|родител\w*|друз\w*)|"
    r"(?:^|(?<=\W))(?:я |мы )?(?:подумаю|подумаем|обдумаю|обсудим|посоветуюсь|посоветуемся)|"
    r"(?:дайте|нужно|надо)(?: (?:мне|нам|немного|еще|ещё))* (?:время|времени)(?! (?:в|на|для))|"
    r"(?:я |мы )?(?:вам )?(?:напишу|напишем|сообщу|сообщим|отвечу|ответим)(?: вам)? (?:позже|завтра|потом|"
    r"вечером))"
)
_ARABIC = (
    r"(?:(?:دعني|دعنا|خليني|خلينا|اتركني) (?:افكر|نفكر|اسال|استشير|نتشاور)\S*|(?:سافكر|سنفكر|"
    r"بفكر)(?: (?:في|بالموضوع|"
    r"بالامر)\S*)?|(?:احتاج|نحتاج|اعطني|اعطنا|امهلني)(?: الي)?(?: بعض| المزيد من| قليل من)? ?(?:ال)?(?:وقت|"
    r"مهله)\S*"
    r"|(?:يجب|لازم|علي)(?: ان)? (?:اسال|استشير|اناقش|اتحدث مع|اشاور) (?:زوج|عائل|اهل|صديق|اصدقا)\S*|"
    r"(?:ساخبرك|سنخبرك|سارد عليك|ساعود اليك)\S*)"
)
_HINDI = (
    r"(?:soch(?:ne|na)? (?:do|dijiye|ka time|padega)|soch (?:ke|kar) (?:bata\w*|btata|btati)|sochta hu\w*|"
    r"sochti hu\w*|"
    r"baad me(?:in|n)? (?:bata\w*|baat kar\w*)|kal (?:bata(?:ta|ti|unga|ungi|te)\w*)(?: hu\w*)?|"
    r"(?:wife|husband|pati|patni|biwi|ghar(?: ?walon)?|family|papa|mummy|doston) (?:se|me|mein) "
    r"(?:puch|pooch|baat|salah|discuss)\w*(?: (?:kar|ke|lu|loon|leta|leti|na|hoga|hai|hu)\w*)*|"
    r"thoda (?:time|waqt|samay) (?:do|chahiye|dijiye|lagega)|"
    r"सोच(?:ने|ना)? (?:दो|दीजिए|पड़ेगा)|सोच ?(?:कर|के) (?:बता|बताऊ)\S*|बाद में (?:बता|बात)\S*|"
    r"(?:पत्नी|पति|परिवार|घरवालों|घर|पापा|मम्मी) (?:से|में) (?:पूछ|बात|सलाह)\S*|थोड़ा (?:समय|वक्त|"
    r"टाइम) (?:दो|दीजिए|"
    r"चाहिए))"
)
_NEEDS_TIME = regex(
    rf"(?<![\w'])(?:{_ENGLISH}|{_SPANISH}|{_FRENCH}|{_GERMAN}|{_PORTUGUESE}|{_RUSSIAN}|{_ARABIC}|{_HINDI})"
    rf"(?![\w']){_UNTIL}"
)


def of_needing_time(plain: str) -> list[tuple[int, int]]:
    """Where a message puts its decision off, with the words that say until when. `plain` is as it is read."""
    return [match.span() for match in _NEEDS_TIME.finditer(plain)]


_YES_FIRST = regex(
    r"\W*(?:yes|yeah|yep|yup|sure|si|oui|ja|sim|да|haan|han|ha|हाँ|हां|نعم|ايوه|great|perfect|book)(?:\W|$)"
)
# Who comes back with something has decided; who thinks, or asks somebody, has not.
_THINKS = regex(
    r"think|ask|check|discuss|consult|talk|speak|sleep|mull|decid|time|run |show|pens|habl|pregunt|tiempo|"
    r"reflech|parl|"
    r"demand|temps|uberleg|besprech|nachdenk|frag|sprech|zeit|convers|falar|подум|обдум|обсуд|посовет|"
    r"спрос|врем|"
    r"فكر|اسال|استشير|وقت|soch|puch|pooch|सोच|पूछ|समय|वक्त|टाइम"
)


def needs_time(text: str) -> bool:
    """Whether a message puts a decision off and asks nothing beside it.

    "Yes, I will get back to you with the passports" puts off nothing but the passports.
    """
    reading = read(text[:LONGEST])
    spans = of_needing_time(reading.plain)
    if not spans or "?" in reading.without(*spans).plain.strip(" ?"):
        return False
    thinks = any(_THINKS.search(reading.plain[begin:end]) for begin, end in spans)
    return thinks or not _YES_FIRST.match(reading.plain)
