"""Kin of whom only their papers are told: "mi esposo tiene pasaporte ruso, ¿necesita visa?" counts nobody."""

import re

from agents.understanding.spoken_of import SENTENCE_END

# A verb right behind them makes them the subject: not "my wife and I need a visa".
_HAS_OR_IS = re.compile(
    r"(?:,? (?:who|que|qui|quien|der|die))? (?:has|holds|carries|travels on|is|needs|tiene|es|lleva|"
    r"viaja con|necesita|posee|hat|ist|besitzt|braucht|a(?= (?:un|une|le) )|est|possede|detient|tem|e|"
    r"possui|precisa|"
    r"имеет|гражданин|гражданка|с (?=\S+ паспорт))(?!\w)"
)
_PAPERS = re.compile(
    r"(?<!\w)(?:passports?|visas?|nationals?|nationality|citizens?|citizenship|pasaportes?|visados?|"
    r"nacionalidad|"
    r"ciudadan\w+|passeports?|nationalite|reisep\w+|pass|visum|staatsburger\w*|staatsangehorig\w*|"
    r"passaportes?|"
    r"vistos?|nacionalidade|cidada\w*|паспорт\w*|виз[аыу]|гражданств\w*)(?!\w)"
)


def is_told_of_papers(plain: str, end: int) -> bool:
    """Whether what is told of the kin named up to `end` is about their passport or their visa."""
    verb = _HAS_OR_IS.match(plain, end)
    if verb is None:
        return False
    stop = SENTENCE_END.search(plain, verb.end())
    # "¿necesita visa?" may be a sentence of its own behind it.
    last = min(stop.end() + 40 if stop else len(plain), verb.end() + 90)
    return _PAPERS.search(plain, verb.end(), last) is not None
