"""How staff name a lead: by its number, by the customer's name, or as the one spoken of before."""

import re

from agents.orders.contract import BOTH, IT, THEM
from agents.regexes import regex

# No part of a name: words that belong to orders, or that hold sentences together.
_NOT_NAMES = frozenset(
    """
    a about add after all an and answer answers any anyone anything are as ask asked assign at back because
    been before biggest book booked bot break brief but by call can cancel care change claim clear close
    cold confirmed contact could customer customers cuándo cuánto day days delete desk did discount do does
    don't done draft drop e-mail else email every everybody everyone everything find for forecast forward
    free from get give go good had hand happened has have having he hello help hey hi him hold hot hotel
    hotels hottest how i i'd i'll i'm if in into is isn't it itinerary just kab kaun keep know kya kyon last
    late latest lead leads let like list lost lot lunch luxury mail make many mark maybe me mean message
    messages mind mine move much my myself name need needs negotiating never new newest next nice night
    nights no nobody none not note notes now number nvm of off ok okay on one open option options or our out
    over overdue paid pay pays pdf pending phone ping plan please price proposal proposed put qualifying
    quién quotation quote quoted qué release remember remind reminder reminders replies reply report resend
    rest ring said say says search see send sent set shall share she should show skip so some something soon
    sorry status stop story suggest sum summarise summarize summary sure take talk tell template text thank
    thanks that that's the their them then there these they thing think this those thx to today tomorrow too
    top tried trip trips ty unassigned unclaimed undo unless unread until up us use visa waiting want wants
    warm was waste we wedding week well were what what's when where which who whom whose why will with won
    worth would write yes yesterday yet you your yourself
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_PRONOUNS = (
    "it|this|that|this one|that one|she|he|her|him|them|them both|both of them|both|this lead|that lead|"
    "the same|the same lead"
)
NUMBER = r"(?:the )?(?:leads? |no |number |customer )*#?(?:lead )?\d{1,9}"
NAME = r"(?:lead |customer )?[^\W\d_][\w'.-]{0,40}(?: [^\W\d_][\w'.-]{0,40}){0,3}?"
LEAD = rf"(?P<lead>{NUMBER}|{_PRONOUNS}|{NAME})"
LEADS = rf"(?P<pair>both )?(?P<leads>(?:{NUMBER}|{NAME})(?: ?(?:,|&|and|, and) ?(?:{NUMBER}|{NAME}))*)"
_IS_PRONOUN = regex(rf"(?:{_PRONOUNS})")
_BOTH = regex(r"both|both of them|them both")
_SPLIT = regex(r" ?, and | ?, ?| ?& ?| and ")


def lead_of(words: str) -> str | None:
    """Read the words that stand where a lead is named; None where they can name none."""
    words = words.strip().removeprefix("the ").strip()
    if digits := re.fullmatch(NUMBER, words):
        return re.sub(r"\D", "", digits.group()).lstrip("0") or None
    if _IS_PRONOUN.fullmatch(words):
        return IT
    name = words.removeprefix("lead ").removeprefix("customer ")
    for ending in ("'s lead", "'s", " lead"):
        name = name.removesuffix(ending)
    parts = name.split()
    if not parts or any(c.isdigit() for c in name):
        return None
    if any(part in _NOT_NAMES or part.removesuffix("'s") in _NOT_NAMES for part in parts):
        return None
    return name


def spoken_lead(words: str) -> str | None:
    """Read a lead like `lead_of`, and several that were named together before as `them`."""
    if words.strip() == THEM:
        return THEM
    return BOTH if _BOTH.fullmatch(words.strip()) else lead_of(words)


def leads_of(words: str) -> list[str] | None:
    """Read several leads named in a row; None where any of them is none, or stands for several itself."""
    parts = _SPLIT.split(words)
    if len(parts) > 1 and any(part == THEM or _BOTH.fullmatch(part) for part in parts):
        return None
    found = [lead_of(part) for part in parts]
    named = [lead for lead in found if lead]
    return named if len(named) == len(found) else None
