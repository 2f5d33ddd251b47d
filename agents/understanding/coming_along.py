"""Whether a sentence about somebody who comes ends with the trip: "joins us for the weekend" does not."""

import re

from agents.regexes import regex

_WITH_US = (
    r"with (?:us|me)|con nosotr[oa]s|conmigo|avec (?:nous|moi)|mit uns|mit mir|conosco|comigo|com a gente|"
    r"с нами|со мной|(?:hamare|humare|mere) saath|(?:हमारे|मेरे) साथ|saath|साथ|معنا|معي"
)
_TRIP = (
    r"(?:trip|tour|group|party|holidays?|journey|vacation|travels?|"
    r"whole (?:week|trip|time|holiday|tour|stay))"
)
# Words that say no more than that somebody comes.
_FILLS = regex(
    rf"\s*(?:{_WITH_US}|(?:(?:on|for|in) )?(?:the|this|our) (?:entire |whole )?{_TRIP}|"
    r"also|too|as well|along|us|me|both|all|now|then|this time|please|pls|definitely|surely|if possible|"
    r"again|after all|later|there|hopefully|ok(?:ay)?|together|"
    r"tambien|ahora|juntos|por favor|nous|aussi|egalement|maintenant|s'il vous plait|auch|gerne? mit|mit|"
    r"noch|ja|dann|bitte|jetzt|mitkommen|mitfahren|mitreisen|mitfliegen|kommen|dabei|tambem|juntos?|agora|тоже|"
    r"также|теперь|пожалуйста|вместе|bhi|hai|hain|rah[ie]|jaye?g[ie]|jayenge|kya|na|aa|ja|chal|aay?eg[ie]|aayenge|"
    r"chalegi|chalenge|aana|chahte|chahti|आ|जा|चल|आएगी|आएंगे|आएंगी|चलेंगे|चलेंगी|भी|है|हैं|रही|रहे|क्या|"
    r"सकती|सकते|सकता|sakt[ie]|sakte|ايضا|كذلك|الان)(?![\w\u0900-\u0963])"
)
_NO_PLACE = (
    r"(?!(?:the|my|our|your|an?|one|may|june|july|january|february|march|april|august|september|october|"
    r"november|december|see|eat|help|visit|meet|say|talk|work|office|town|person|time|dem|der|den|die|das|"
    r"hause|mir|uns|ihm|\d+)(?!\w))"
)
_CLOSES = regex(
    rf"\s*(?:$|(?:and|so|but|because|since|as|that makes|which|or|if|y|asi que|pero|porque|et|donc|mais|und|"
    rf"also|aber|weil|e|entao|mas|и|но|так что|aur|और|lekin|و\w+|with (?:her|his|their|my|our|an?))(?!\w)|"
    rf"(?:to|in|nach) {_NO_PLACE}\S+(?: {_NO_PLACE}\S+)?\s*$|on (?:the )?\d)"
)
# Whoever comes "with us" may do so on holiday, or to a place whose word is another one in other tongues.
_CLOSES_WITH_US = regex(
    r"\s*(?:(?:on|en|de|in den|in die|в|на) (?:holidays?|vacation|vacances|vacaciones|ferias|urlaub|ferien|"
    r"отпуск|каникулы)|(?:a|en|para|em|в|на|до|الي) (?!la |el |l'|o )\S+)\s*$"
)
# "From Goa", "often", "rad fahren": what stands before the verb and makes it tell of something else.
_ELSEWHERE = regex(
    r"(?<!\w)(?:se|से|from|aus|von|из|often|always|usually|sometimes|only|every|oft|gerne?|immer|manchmal|"
    r"souvent|toujours|siempre|mucho|a menudo|muito|sempre|часто|всегда|aksar|hamesha|अक्सर|हमेशा)(?!\w)|"
    r"(?<!\w)auch (?!mit(?!\w)|noch(?!\w)|nach )\S+\s*$"
)


def ends_with_the_trip(between: str, rest: str, clause: str) -> bool:
    """Whether nothing but the trip follows: `between` stands before the verb of coming, `rest` after it, both
    in `clause`."""
    if _ELSEWHERE.search(between):
        return False
    at = 0
    while match := _FILLS.match(rest, at):
        at = match.end()
    left = rest[at:]
    if _CLOSES.match(left):
        return True
    return bool(re.search(rf"(?<!\w)(?:{_WITH_US})(?!\w)", clause) and _CLOSES_WITH_US.match(left))
