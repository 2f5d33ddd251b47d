"""Two, three or four who go together, counted without a noun: "à nous deux", "wir beide", "нас двое"."""

import re
from collections.abc import Iterator

from agents.regexes import regex

_FEW = {
    2: r"2|two|both|dos|deux|zwei|beiden?|dois|duas|due|двое|двоих|दो|दोनो|दोनों|do|dono|dono log|donon|"
    r"اثنان|اثنين|اتنين|الاثنان|الاثنين|الاتنين",
    3: r"3|three|tres|trois|drei|tre|трое|троих|तीन|तीनो|तीनों|teeno|تلاته|ثلاثه|الثلاثه",
    4: r"4|four|cuatro|quatre|vier|quatro|quattro|четверо|четверых|चार|चारो|चारों|chaaro|اربعه|الاربعه",
    5: r"5|five|cinco|cinq|funf|cinque|пятеро|пятерых|पांच|पांचो|पांचों|خمسه|الخمسه",
}
_N = "|".join(f"(?:{words})" for words in _FEW.values())
# What follows where the number counts nothing else.
_ALONE = (
    r"(?=\s*(?:$|[,.!?;:)\n\x1f+&-]|و(?=\w)|(?:plus|mas|mais|плюс|to|for|in|from|with|and|on|are|want|would|will|a|al|en|por|con|y|de|del|"
    r"desde|para|juntos|juntas|nada mas|queremos|au|aux|pour|dans|du|des|le|la|les|et|avec|depuis|max|on|"
    r"seulement|nach|auf|ab|von|am|im|und|fur|mit|wollen|mochten|fliegen|fahren|reisen|ao|aos|da|do|das|dos|"
    r"na|no|e|em|com|saindo|juntos|на|в|во|из|с|по|и|хотим|едем|летим|का|की|के|को|में|से|और|जा|जाना|बाली|"
    r"ka|ki|ke|ko|me|mein|se|aur|ja|jaana|jana|chahte|jayenge|الي|في|من|مع|نريد|نود|فقط|بس)(?!\w)))"
)
_TOGETHER = regex(
    rf"(?<!\w)(?:"
    rf"(?:we|us) (?P<en>two|both|three|four|2|3|4){_ALONE}|(?:for )?(?P<both>both) of us(?!\w)|"
    rf"(?:a|pour|entre) nous (?P<fr1>{_N})(?!\w)(?! (?:chambres?|nuits?|jours?|semaines?|hotels?))|"
    rf"nous (?P<fr2>{_N}){_ALONE}|tou(?:te)?s les (?P<fr3>{_N})(?! \w*(?:jours?|ans|mois|semaines?|heures?|h|"
    rf"hotels?|chambres?|nuits?)(?!\w)){_ALONE}|"
    rf"(?:(?:on|nous|je|tu|vous|y) \w+|partir|voyager|voyage|sejour|vacances|escapade|week-?end|lune de miel)"
    rf"(?: tous| juste| seulement| en fait)? a (?P<fr4>2|3|4|5|deux|trois|quatre|cinq){_ALONE}|"
    rf"a (?P<fr5>deux|trois|quatre|cinq|dois){_ALONE}|"
    rf"(?:nosotr[oa]s|vamos|viajamos|iremos|iriamos|viajaremos|viajariamos|para|solo|somos|seremos|entre) "
    rf"(?:solo )?l[oa]s (?P<es1>{_N}){_ALONE}|(?:nosotr[oa]s|viajamos|viajaremos|"
    rf"iremos) (?P<es2>{_N}){_ALONE}|"
    rf"(?:^|[.!?;,\n] ?)l[oa]s (?P<es3>dos|tres|cuatro) (?=con (?:nuestr|mi)|y nuestr|junt|sol[oa]s)|"
    rf"(?P<pair>en pareja|en couple|als paar|em casal|como casal|как пара|парой|coppia|"
    rf"as a couple)(?!\w)|"
    rf"(?:vamos|iremos|viajamos|viajaremos|para|somos|so|"
    rf"seremos) (?:so )?(?:nos )?[oa]s (?P<pt1>{_N}){_ALONE}|"
    rf"nos (?P<pt2>dois|duas|tres|quatro){_ALONE}|"
    rf"(?:siamo|saremo|andiamo|partiamo|viaggiamo)(?: in)? (?P<it1>{_N}){_ALONE}|in (?P<it2>due|tre) (?=a |"
    rf"per )|"
    rf"(?:wir|uns) (?P<de>zwei|beiden?|drei|vier)(?! (?:wochen?|tage?n?|nachte?n?|zimmer|hotels?)){_ALONE}|"
    rf"(?:на|для) (?P<ru>двоих|троих|четверых|пятерых)(?!\w)|"
    rf"(?:hum|ham|हम) (?P<hi>dono|donon|दोनो|दोनों|teeno|तीनो|तीनों|chaaro|चारो|चारों)"
    rf"(?! (?:hotels?|होटल|din|दिन|raat|रात))(?![\w\u0900-\u0963])|"
    rf"(?:نحن|احنا|نحنا|حنا) (?P<ar>{_N}){_ALONE}"
    rf")"
)
_OF_US = regex(
    rf"(?<!\w)(?:(?:the |all )?(?P<of>2|two|3|three|4|four) of us|"
    rf"(?:we are|we're|somos|seremos|nous sommes|on est|on sera|wir sind|мы|нас) (?P<are>{_N}))(?!\w)"
)
# A table, a room or a treatment for two is no party of two; "à deux pas" is left to the words behind it.
_FOR_TWO = regex(
    r"(?<!\w)(?:diner|dejeuner|repas|table|chambres?|massage|soin|soiree|cena|comida|masaje|jantar|almoco|"
    r"mesa|"
    r"massagem|essen|dinner|abendessen|ужин|столик|номер|عشاء)(?: \w+){0,2} $"
)


def together(plain: str) -> tuple[int, tuple[int, int]] | None:
    """How many travel together, and where that is said; None where nobody says so."""
    return next(_all_together(_TOGETHER, plain), None)


def few_of(plain: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """All of "we two", "the two of us" and "we are two": how many, and where."""
    for pattern in (_TOGETHER, _OF_US):
        yield from _all_together(pattern, plain)


def _all_together(pattern: re.Pattern[str], plain: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for match in pattern.finditer(plain):
        if _FOR_TWO.search(plain[max(0, match.start() - 40) : match.start()]):
            continue
        said = next(value for value in match.groupdict().values() if value)
        yield next((n for n, words in _FEW.items() if re.fullmatch(words, said)), 2), match.span()
