"""Whether words that look like a food not eaten are one: what stands around them decides.

In doubt nothing is heard: a diet that nobody has is a promise, one that is not heard is told again.
"""

import re

from agents.regexes import regex
from agents.understanding.food_words import FOODS

_ANY = "|".join(f"(?:{words})" for words in FOODS.values())
_OTHER_THAN_MEAT = "|".join(FOODS[one] for one in ("fish", "seafood", "eggs", "pork", "beef"))
_DISH = (
    r"(?:food|foods|dish(?:es)?|meals?|products?|items?|stuff|khana|khane|bhojan|खाना|खाने|भोजन|comida|essen|"
    r"еды|еда|пищи|طعام|اكل)"
)
_SMALL = (
    rf"{_DISH}|please|pls|plz|thanks|thank|at all|either|too|also|only|any ?more|ever|and|or|nor|but|because|"
    r"as|since|due|so|we|i|he|she|they|my|our|here|at home|en casa|entre nosotros|chez nous|bei uns|em casa|"
    r"for (?:me|us|him|her|them|the|my|our|any|religious|health)|"
    r"in (?:the |our |my |any |his |her |their )?(?:food|meals?|dish(?:es)?|breakfast|lunch|dinner|menu|it)|"
    r"(?:on|during|for) (?:the|this|our) (?:whole |entire )?(?:trip|tour|holidays?|journey|stay)|n|"
    r"por favor|y|o|ni|pero|porque|gracias|tampoco|para|en la comida|en absoluto|"
    r"s'il|svp|merci|et|ou|mais|car|parce|pour|non plus|du tout|dans les plats|"
    r"bitte|danke|und|oder|aber|weil|da|auch|fur|im essen|trinken|haben|mogen|mehr|"
    r"e|ou|nem|mas|pois|obrigad[oa]|tambem|na comida|"
    r"пожалуйста|спасибо|и|или|ни|но|потому|так|для|тоже|вообще|совсем|в еде|"
    r"من فضلك|لو سمحت|رجاء|شكرا|و\w*|او|لكن|لان\w*|ايضا|نهائيا|ابدا|في (?:ال)?(?:طعام|اكل)|"
    r"aur|ya|lekin|par|magar|kyunki|kripya|bilkul|(?:ka|ke|ki|wala|wali) (?:khana|khane|bhojan|food)|"
    r"h[au]i?n?|hoon|h|hum|main|mein|है|हैं|हूँ|हूं|हु|और|या|लेकिन|पर|कृपया|क्योंकि|हम|मैं|"
    r"(?:का|के|की|वाला) (?:खाना|खाने|भोजन)|"
    rf"(?:no|not|without|sin|sans|pas de|kein\w*|ohne|sem|без|بدون|bina|बिना) (?=(?:{_ANY})(?!\w))"
)
# After the food the thought ends, or goes on with a small word: not "no fish tank", "no fish is fine".
_ENDS = regex(rf"[ \t]*(?:$|[^\w\s'-]|-(?!\w)|[\n\x1f])|[ \t]+(?:{_SMALL})(?:(?<= )|(?!\w))")
_LACKS = regex(r"(?:without|sin|sans|ohne|sem|без|بدون|بلا|من غير|bina|बिना)(?!\w)")
_NOT_BEFORE = regex(
    r"(?:n't|cant|(?<!\w)(?:not|never|cannot|no|nunca|jamais|pas|nicht|nie|nao|не|никогда|لا|لن|ما|nahi|"
    r"nahin|"
    r"नहीं))(?: \w+){0,3} $"
)
_ASKING = regex(r"\W*(?:do|does|did|is|are|was|don't|doesn't|isn't|aren't|why|what about) ")
_WITH = regex(r"(?<!\w)with $")
_KYA = regex(r"[^.!?\n]{0,30}(?<!\w)(?:kya|क्या)(?!\w)")
_FREE_OF = regex(r"[ -]free$")
_WISHED = regex(
    r"(?<!\w)(?:need|needs|want|wants|prefer|prefers|like|eat|eats|require|requires|only|"
    r"strictly) (?:\w+ ){0,2}$"
)
_SERVED_FREE = regex(rf"\s+(?:{_DISH}|diet|menu|options?|kitchen|please|pls)(?!\w)")
_KEPT = regex(
    r"[ \t]*(?:[,;(-][ \t]*)?(?:but |and |we |eat )*"
    r"(?:only|just|except(?: for)?|apart from|other than|but(?: eat| we eat)?|solo|solamente|excepto|"
    r"salvo|menos|"
    r"pero si|sauf|seulement|nur|ausser|auser|aber|so|somente|apenas|exceto|только|кроме|но|فقط|الا|"
    r"ما عدا|sirf|"
    r"सिर्फ)[ \t]+(?:the |some |el |la |le |du |de la |los |las |um |eat )?"
    rf"(?:chicken|poultry|mutton|lamb|pollo|poulet|huhn|hahnchen|geflugel|frango|куриц\w+|دجاج|(?:ال)?دجاج|"
    rf"murg[ih]?|चिकन|मुर्ग\w*|{_OTHER_THAN_MEAT})(?!\w)"
)
_NOBODY = regex(
    r"(?<!\w)(?:nobody|no[ -]?one|none|neither|nadie|ningun[oa]?|personne|aucune?|niemand|keiner|ninguem|"
    r"nenhum|"
    r"никто|никого|لا احد)(?:[ '](?:of|us|them|in|the|our|my|family|group|party|here|is|"
    r"has|"
    r"have|got|any|a|de|nosotros|nous|n|n'est|n'a|est|es|tiene|von|uns|ist|hat|tem|nos|из|нас|у|не|имеет|منا|"
    r"hum|me|mein|se|ko|bhi|hai|हम|में|से|को|भी))*[ ]?$"
)
_HAS_NONE = regex(r"(?:n't|(?<!\w)not|havent|hasnt|dont)(?: have| got| has)?(?: any| a| known)? ?$")


def is_refused(plain: str, begin: int, end: int) -> bool:
    """Whether the refusal in `plain[begin:end]` is about what somebody eats."""
    before, said, after = plain[max(0, begin - 60) : begin], plain[begin:end], plain[end : end + 60]
    if said.endswith("-free"):
        return True
    if _FREE_OF.search(said):
        return bool(_SERVED_FREE.match(after) or _WISHED.search(before))
    if _KEPT.match(after):
        return True
    if not _ENDS.match(after) or _KYA.match(after):
        return False
    if _LACKS.match(said):
        return not _NOT_BEFORE.search(before)
    return _WITH.search(before) is not None or not _is_asked(plain, begin, end)


def _is_asked(plain: str, begin: int, end: int) -> bool:
    """Whether it is asked what others do: "do they not eat meat there?"."""
    first = max(plain.rfind(mark, 0, begin) for mark in ".!?\n") + 1
    mark = re.search(r"[.!?\n]", plain[end : end + 200])
    return bool(mark and mark.group() == "?" and _ASKING.match(plain[first : first + 30]))


def kept_meat(plain: str, end: int) -> int | None:
    """Where the words end that make an exception to "no meat": ", only fish"; None where there are none."""
    match = _KEPT.match(plain, end)
    return match.end() if match else None


def is_nobodys(plain: str, begin: int) -> bool:
    """Whether an allergy that is named at `begin` is said to be nobody's."""
    before = plain[max(0, begin - 60) : begin]
    return bool(_NOBODY.search(before) or _HAS_NONE.search(before))
