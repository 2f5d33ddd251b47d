"""The words by which a customer says in eight languages which of several enquiries goes first."""

import re

from agents.regexes import regex
from agents.understanding.reading import words

# Words that put one thing before another or come back to it, in the clause that names the place.
GOES_FIRST = regex(
    r"(?<!\w)(?:first(?! (?:day|night|week|time|class|floor|of|part|thing|two|three|name|half))|"
    r"(?:start|begin|go on|go ahead|continue|carry on|proceed) with|(?:back|return|switch|over) to|focus on|"
    r"now (?:about|for|to|on to|the|let ?'?s)|now(?= [\w' -]+,? (?:please|pls|plz)\W*$)|"
    r"now(?=(?:,? (?:please|pls|plz))?\W*$)|"
    r"(?:ahora|maintenant|jetzt|nun|agora|теперь)(?= [\w' -]+,? (?:por favor|s.il vous pla[iî]t|bitte|"
    r"пожалуйста)\W*$)|"
    r"(?:talk|speak) about|(?:what|how) about the|"
    r"primero|empe[cz]\w+ (?:con|por)|comen[cz]\w+ (?:con|por)|(?:volv\w+|vuelve) a|"
    r"(?:sigamos|seguimos|seguir) con|hablemos (?:de|sobre)|ahora (?:con|sobre|de|el|lo|a|para|hablemos)|"
    r"d['’]abord|en premier|premi[eè]rement|commen[cç]\w+ (?:par|avec)|rev[ie]\w+ (?:[aà]|au|aux|sur)|"
    r"(?:parlons|parler) d[eu]|continu\w+ avec|maintenant (?:pour|le|la|les|[aà]|au|parlons|sur)|"
    r"zuerst|als erstes|zun[aä]chst|(?:fangen|beginnen|starten|machen) wir mit|weiter mit|"
    r"zur[uü]ck (?:zu|nach)|(?:jetzt|nun) (?:zu|zur|zum|nach|[uü]ber|f[uü]r|die|das)|erst(?: mal| einmal)|"
    r"primeiro|come[cç]\w+ (?:com|por|pel[oa])|volt\w+ (?:a|ao|à|para)|falemos (?:de|sobre)|"
    r"continu\w+ com|falar (?:de|sobre|d[ao])|agora (?:sobre|a|o|para|com|vamos|falemos)|"
    r"сначала|сперва|в первую очередь|нач(?:нем|нём|ать|ните) с|верн(?:емся|ёмся|ись|уться) к|"
    r"(?:теперь|сейчас) (?:о|об|про|по|к|давайте)|давайте (?:о|про|по)|продолж\w+ с|"
    r"(?:pehle|pahle)(?! din)|(?<!से )पहले(?! दिन)|ke baare me(?:in)? baat|के बारे में बात|"
    r"أولا[ًَ]?|أولًا|اولا|(?:لنبدأ|نبدأ|ابدأ|ابدؤوا) ب\w*|(?:نعود|لنعد|نرجع|العودة) (?:إلى|الى|ل)|"
    r"الآن (?:عن|إلى|الى|بخصوص|رحلة)|لنتحدث عن)(?!\w)|^\W*(?:ok(?:ay)?\W+)?(?:ab|अब)(?!\w)",
    re.IGNORECASE,
)


# What may stand beside those words and the place. Any other word ("thought of", "the weather in",
# "by train") makes it a sentence about the place, and such a sentence puts nothing first.
BESIDE = words(
    """
    the a an one ones trip trips tour holiday vacation plan enquiry inquiry booking package please pls
    plz ok okay so then now and but well yes sure let let's lets us we i can could may shall should
    would like want wanna need do take talk discuss speak with for our my your this that it again just
    only thanks thank you me right away after afterwards later next parents parents' their
    el la lo los las un una de del al viaje por favor mejor quiero queremos vamos hagamos hacer con y
    entonces bueno vale luego después para mis padres podemos sí
    le les l l' une du des au aux voyage s'il vous te plait plaît on va je veux nous voulons faire avec
    et alors puis bon celui celle pour mes oui
    das die der den dem ein eine reise bitte wir ich wollen möchten möchte lass lasst uns mit und dann
    also zur zum nach ja gut machen
    o os as do da um uma viagem pela pelo quero e então depois bom fazer sim
    поездка поездку поездке поездки пожалуйста давайте мы я хотим хочу с про о об и потом а ну хорошо в
    по
    wala wali wale ka ki ke ko karte karein karen karna kar hain hai hum chalo ji phir aur baat karo se
    वाला वाली वाले का की के को करते करें करना हैं है हम चलो जी फिर और बात करो से कृपया यात्रा ट्रिप
    رحلة الرحلة من فضلك لو سمحت ثم و نريد أريد إلى مع
    """
)
