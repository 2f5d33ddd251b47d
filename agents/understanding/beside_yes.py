"""A yes with a wish beside it: "yes, but can you add a dinner?" agrees to another plan than the one shown."""

import re

from agents.understanding.assent import FIRM
from agents.understanding.reading import read

# Words that take something away from what was shown, or put something to it.
_DIFFERENTLY = re.compile(
    r"(?<![\w\u0900-\u097f])(?:"
    r"but(?! first)|except|without|instead|rather|prefer\w*|avoid|add(?:ed|ing)?|includ(?:e|ing)|remove|"
    r"swap|replace|upgrade|as well(?! as)|one (?:more|last|small|other) (?:thing|request|change|wish)|"
    r"(?:and|but|please|pls|with|,) no (?!problem|worries|change|further|more|need|doubt|hurry|rush)\w+|"
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
# Words that ask for something more, unless what they ask for is the booking itself.
_MORE = re.compile(
    r"(?<![\w\u0900-\u097f])(?:"
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
_ONLY_THANKS = re.compile(
    r"(?:but|pero|mais|aber|mas|но|لكن|lekin|लेकिन)\W+(?:thank\w*|thx|gracias|merci|danke|obrigad\w+|"
    r"спасибо|شكرا|shukriya|धन्यवाद)"
)


def wishes_more(text: str) -> bool:
    """Say whether words of assent stand beside a wish for something that is not in what was shown."""
    plain = _ONLY_THANKS.sub(" ", read(text).plain)
    if _DIFFERENTLY.search(plain):
        return True
    return _MORE.search(plain) is not None and not FIRM.search(plain)
