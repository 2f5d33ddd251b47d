"""The model engine for orders: it proposes the same orders, and each must stand in the person's own words."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agents.model.endpoint import Model
from agents.model.prompts import Prompts
from agents.orders.contract import IT, READS, WRITES, Order, Understood
from agents.orders.grammar import STATUSES
from agents.orders.listing import Where, listed
from agents.orders.naming import lead_of
from agents.orders.planning import ReadsParts, wishes_of
from agents.orders.pricing import terms_told
from agents.orders.reporting import report_of
from agents.orders.said import read
from agents.orders.warrant import Act, Warrant
from agents.orders.when import moment
from agents.regexes import regex
from crm.conversations.values import ModelUse

MOST_ORDERS = 6
# Words with which nothing is ordered: whatever a model makes of them, nothing that writes is offered.
_DOUBTFUL = regex(
    r"\b(?:don't|dont|do not|never|not yet|if|unless|until|maybe|perhaps|might|should i|shall i|would|did|was"
    r"|were)\b"
)
_FIELDS = ("lead", "status", "text", "when", "who", "wishes", "filter")
_QUOTED = ("lead", "text", "when", "who", "wishes", "filter")
_ACTS = tuple(Act(do, _QUOTED) for do in (*READS, *WRITES))
_FORM = {
    "type": "function",
    "function": {
        "name": "ordered",
        "description": "What was ordered, in the words that were used.",
        "parameters": {
            "type": "object",
            "properties": {
                "orders": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "do": {"type": "string", "enum": [*READS, *WRITES]},
                            **{name: {"type": "string"} for name in _FIELDS},
                        },
                        "required": ["do"],
                    },
                }
            },
            "required": ["orders"],
        },
    },
}


class LlmOrders:
    """Reads orders with a language model, for words that the grammar could not read."""

    def __init__(
        self, model: Model, engine: ReadsParts, places: Where, prompts: Prompts | None = None
    ) -> None:
        self._model, self._engine, self._places = model, engine, places
        self._prompts = prompts or Prompts()

    async def read(self, text: str, now: datetime, seconds: float) -> tuple[Understood, ModelUse]:
        """Read one sentence. Raises `ModelFailed` and `NotAsked`."""
        asking = json.dumps({"message": text, "now": now.isoformat(timespec="minutes")}, ensure_ascii=False)
        return await self._model.fill(
            _FORM,
            self._prompts.get("order"),
            asking,
            seconds,
            lambda form: self._checked(form, text, now),
        )

    def _checked(self, form: Mapping[str, Any], text: str, now: datetime) -> Understood | None:
        """Hold a filled form against the words. One order that does not stand in them voids the whole."""
        entries = form.get("orders")
        if not isinstance(entries, list):
            return None
        found = [self._order(entry, text, now) for entry in entries[: MOST_ORDERS + 1]]
        orders = tuple(order for order in found if order is not None)
        is_doubtful = any(order.writes for order in orders) and _DOUBTFUL.search(read(text).plain)
        if not orders or len(orders) < len(entries) or is_doubtful:
            return Understood(unread=text, engine="llm")
        return Understood(orders, engine="llm")

    def _order(self, entry: Any, text: str, now: datetime) -> Order | None:
        if not isinstance(entry, Mapping):
            return None
        given = {name: str(entry.get(name) or "").strip() for name in _FIELDS}
        quotations = {name: (given[name],) for name in _QUOTED if (name, given[name]) != ("lead", IT)}
        if Warrant(text, _ACTS).refusal(str(entry.get("do")), quotations):
            return None
        return self._made(str(entry["do"]), given, " ".join(text.casefold().split()), now)

    def _made(self, do: str, given: Mapping[str, str], spoken: str, now: datetime) -> Order | None:
        """Read what was quoted with the grammar's own readers: dates and wishes are never the model's."""
        lead = IT if given["lead"] == IT else lead_of(read(given["lead"]).plain) or ""
        if given["lead"] and not lead:
            return None
        if do == "report":
            return report_of(read(given["when"] or given["filter"]).plain, now.date())
        if do == "list":
            return listed(read(given["filter"] or spoken).plain, now.date(), self._places)
        if do == "move" and not _is_said(given["status"], spoken):
            return None
        at = moment(read(given["when"]).plain, now) if given["when"] else None
        if do == "remind" and at is None:
            return None
        slots = wishes_of(read(given["wishes"]).plain, self._engine, now.date()) if do == "draft" else {}
        if slots is None:
            return None
        terms = terms_told(read(given["text"]).plain) if do == "price" else ""
        if do == "price" and given["text"] and not terms:
            return None
        if do == "ideas":
            given = {**given, "text": "".join(re.findall(r"\d{1,2}", given["text"])[:1])}
        return Order(
            do,
            lead=lead,
            status=given["status"] if do == "move" else "",
            text=terms if do == "price" else given["text"],
            at=at.at.strftime("%Y-%m-%dT%H:%M") if at else "",
            who=given["who"].casefold(),
            slots=slots,
        )


def _is_said(status: str, spoken: str) -> bool:
    """Say whether a status stands in the words, by its name or by one of those used for it."""
    if status == "open":
        return "open" in spoken
    return any(re.search(rf"\b{word}\b", spoken) for word, meant in STATUSES.items() if meant == status)
