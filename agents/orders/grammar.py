"""The grammar of orders about one lead. A clause is read whole or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from agents.orders.contract import BOTH, IT, THEM, Order
from agents.orders.naming import LEAD, LEADS, NUMBER, lead_of, leads_of, spoken_lead

STATUSES: Mapping[str, str] = {
    "new": "new", "qualifying": "qualifying", "qualified": "qualifying", "proposed": "proposed",
    "proposal sent": "proposed", "quoted": "proposed", "negotiating": "negotiating",
    "negotiation": "negotiating", "negotiations": "negotiating", "won": "won", "booked": "won",
    "closed won": "won", "sold": "won", "lost": "lost", "closed lost": "lost", "dead": "lost",
    "negociando": "negotiating", "ganado": "won", "ganada": "won", "perdido": "lost", "perdida": "lost",
}  # fmt: skip
_PHRASINGS = Path(__file__).with_name("phrasings.txt")
_PARTS: Mapping[str, str] = {
    "LEAD": LEAD,
    "LEADS": LEADS,
    "NUMBER": NUMBER,
    "STATUS": r"(?P<status>" + "|".join(sorted(STATUSES, key=len, reverse=True)) + ")",
    "WHY": r"(?: (?:because(?: of)?|since|as) | ?[:;,-] ?(?:because |since )?)(?P<text>.+)",
    "MOVE": r"(?:move|put|set|change|mark|shift|push|switch|update|make|turn|bring)",
    "GIVE": r"(?:give|assign|hand(?: over)?|pass|transfer)",
    "DROP": r"(?:cancel|drop|delete|remove|clear|forget)",
    "PAPER": r"(?:(?:trip |travel )?plan|proposal(?: pdf)?|quote|quotation|offer|pdf|itinerary)",
    "AGAIN": r"(?: (?:again|once more|one more time|another time|anew|once again))?",
    "SEND": r"(?:send|resend|re-send|forward|share)",
    "HIS": r"(?:the|his|her|their|its|a|an)(?: (?:newest|latest|new|same|last))?",
    "WHOLE": r"(?!(?:about|to|for|on|again|in|at|the|a|with|regarding|re|his|her|now|today|tomorrow|tonight|"
    r"next|by|before|after|when|if|once|and|as|asap|soon|later|back|first)\b)(?:\S+ ){2,}\S.*",
    "DO_IT": r"(?: (?:me|mein|mai|main|par|pe))?(?: (?:daal|dal|kar|kr|rakh|move kar|shift kar))?"
    r"(?: ?(?:do|dena|dijiye|karo|kardo|krdo|lo))?",
    "BHEJO": r"(?:bhej|send kar|send|share kar|forward kar) ?(?:do|dena|dijiye|diya jaye|o|iye|na)",
    "PHIR": r"(?:(?:phir|fir|ek baar phir|ek bar fir|dobara|wapas)(?: se)? )?",
    "WAITER": r"(?:who(?:'s| is| has been)?|anyone|anybody|which customers? (?:is|are)|is any(?:one|body))",
    "COLLEAGUES": r"(?:agents?|colleagues?|of us)",
    "LATE": r"(?:late|latest|slow|behind)(?: answering| with answers?| in answering)?",
    "SHOULD": r"(?:should|shall|do|can|could) (?:i|we)",
    "OFFER": r"(?:suggest|draft|write|propose|prepare|give|get)",
    "REPLY": r"(?:reply|answer|response|message|text)",
    "NOTE": r"(?:(?:add |write |make |put |leave )?(?:a |the )?note|write down|jot down|remember)",
    "ON": r"(?:on|for|to|about|in|at|with)",
    "MAIL": r"(?:e-?mail|mail)",
    "BY_MAIL": r"(?:by|via|per|over|through|in|as|on)(?: an?)? (?:e-?mail|mail)",
    "OPTIONS": r"(?:the )?(?:three |3 |some |a few |a couple of |two |other |more |different |trip |new )*"
    r"(?:options?|alternatives?|variants?|choices)",
    "TELL": r"(?:tell|inform|message|text|whatsapp|write to|reply to|answer|respond to)",
    "SAY": r"(?: ?(?:[:,-]|that|saying)+ ?| (?=[\"']))",
    "ASK": r"(?:(?:what's|what is|what are|give me|give|send me|show me|show|tell me|get me|get|find|share|"
    r"check|see|need|i need|do (?:we|you|i) have) )?",
    "CONTACT": r"(?:(?:phone|mobile|cell|contact|whatsapp|tel|telephone)(?: (?:number|no|details|info|id))?|"
    r"(?:ph )?number|e-?mail(?: address| id)?|mail id)",
    "TRIP": r"(?:'s)?(?: (?:trip|plan|lead|enquiry|case|file|booking|proposal|quote))?",
    "FOR_ME": r"(?: (?:for|with))?(?: (?:me|us|today|here|now|the leads|leads))*",
    "FOR_ME_TODAY": r"(?: for me)?(?: for)? today",
    "WORD": r"[^\W\d_][\w'-]*",
}

Kind = Literal["closed", "open"]  # open: ends in words of the person's own


@dataclass(frozen=True)
class Phrasing:
    """One way of putting an order."""

    do: str
    fixed: Mapping[str, str]
    kind: Kind
    pattern: re.Pattern[str]
    is_alone: bool = False  # no clause beside others

    def read(self, clause: str) -> tuple[Order, ...] | None:
        """Give an order for every lead that the clause names; None where it is put in another way."""
        match = self.pattern.fullmatch(clause)
        return self._orders(match.groupdict()) if match else None

    def _orders(self, said: Mapping[str, str | None]) -> tuple[Order, ...] | None:
        told: dict[str, Any] = dict(self.fixed)
        if status := said.get("status"):
            told["status"] = STATUSES[status]
        if who := said.get("who"):
            told["who"] = who.removesuffix("'s")
        if (text := said.get("text")) is not None:
            told["text"] = text.strip().strip("\"'")
            if not told["text"]:
                return None
        leads = _leads(said)
        return None if leads is None else tuple(Order(self.do, lead=lead, **told) for lead in leads)


def _leads(said: Mapping[str, str | None]) -> list[str] | None:
    if (together := spoken_lead(said.get("leads") or said.get("lead") or "")) in (THEM, BOTH):
        return [together]
    if said.get("leads"):
        several = leads_of(said["leads"] or "")
        return None if said.get("pair") and len(several or ()) != 2 else several
    if "lead" not in said:
        return [""]
    if said["lead"] == "":
        return [IT]
    lead = lead_of(said["lead"] or "")
    return [lead] if lead else None


@cache
def phrasings() -> tuple[Phrasing, ...]:
    """Load every phrasing, in the order in which they are tried."""
    found = []
    for line in _PHRASINGS.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, _, pattern = line.partition(":")
        do, *fixed = head.split()
        for name, part in _PARTS.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        kind: Kind = "open" if do.startswith("~") else "closed"
        given = dict(field.split("=") for field in fixed)
        pattern_of = re.compile(pattern.strip())
        found.append(Phrasing(do.lstrip("~!"), given, kind, pattern_of, do.startswith("!")))
    return tuple(found)
