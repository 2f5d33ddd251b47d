"""Templates of the Content API, and what they read like once filled in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.config import Template
from bot.sandbox.whatsapp.ledger import new_sid
from bot.sandbox.whatsapp.refusals import Refusal

PLACE = re.compile(r"\{\{\s*([^{}\s]+)\s*\}\}")
UNFIT = re.compile(r"[\n\t]| {5,}")


@dataclass(slots=True)
class Content:
    """One template: its types as the API takes them, and how far its approval has come."""

    sid: str
    friendly_name: str
    language: str
    types: dict[str, Any]
    variables: dict[str, str]
    created_at: datetime
    updated_at: datetime
    approval: str = "unsubmitted"
    category: str = ""
    approval_name: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def _main(self) -> dict[str, Any]:
        first: Any = next(iter(self.types.values()), {})
        return first if isinstance(first, dict) else {}

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """Quick replies as (title, payload)."""
        actions = self._main().get("actions") or []
        return tuple(
            (str(action.get("title", "")), str(action.get("id") or action.get("title", "")))
            for action in actions
            if isinstance(action, dict)
        )

    @property
    def media(self) -> list[str]:
        """Addresses of the template's media."""
        media = self._main().get("media") or []
        return [media] if isinstance(media, str) else [str(url) for url in media]

    def fill(self, given: dict[str, str]) -> str:
        """The text with its places filled; the template's own defaults where nothing is given."""
        values = {**self.variables, **given}
        return PLACE.sub(lambda place: values.get(place[1], place[0]), str(self._main().get("body", "")))

    def places(self) -> set[str]:
        """Names of the places in the text."""
        return set(PLACE.findall(str(self._main().get("body", ""))))

    def resource(self, base: str) -> dict[str, Any]:
        """The Content resource of the API."""
        url = f"{base}/v1/Content/{self.sid}"
        return {
            "sid": self.sid,
            "account_sid": self.extra.get("account_sid"),
            "friendly_name": self.friendly_name,
            "language": self.language,
            "variables": self.variables,
            "types": self.types,
            "url": url,
            "date_created": self.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "date_updated": self.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "links": {
                "approval_create": f"{url}/ApprovalRequests/whatsapp",
                "approval_fetch": f"{url}/ApprovalRequests",
            },
        }

    def approval_resource(self) -> dict[str, Any]:
        """Where WhatsApp's approval stands."""
        return {
            "type": "whatsapp",
            "name": self.approval_name or self.friendly_name,
            "category": self.category or "UTILITY",
            "content_type": next(iter(self.types), "twilio/text"),
            "status": self.approval,
            "rejection_reason": "",
            "allow_category_change": True,
        }


class Shelf:
    """All templates of the account."""

    def __init__(self, account_sid: str, given: tuple[Template, ...], now: datetime) -> None:
        self._account_sid = account_sid
        self._given = given
        self.contents: dict[str, Content] = {}
        self.restock(now)

    def restock(self, now: datetime) -> None:
        """Back to the templates the sandbox was set up with."""
        self.contents.clear()
        for template in self._given:
            body: dict[str, Any] = {"body": template.body}
            kind = "twilio/text"
            if template.buttons:
                kind = "twilio/quick-reply"
                body["actions"] = [{"title": title, "id": payload} for title, payload in template.buttons]
            elif template.media:
                kind = "twilio/media"
                body["media"] = [template.media]
            self.add(
                Content(
                    template.sid,
                    template.name,
                    template.language,
                    {kind: body},
                    dict(template.variables),
                    now,
                    now,
                    "approved" if template.approved else "unsubmitted",
                )
            )

    def add(self, content: Content) -> Content:
        """Put a template on the shelf."""
        content.extra["account_sid"] = self._account_sid
        self.contents[content.sid] = content
        return content

    def create(self, wish: dict[str, Any], now: datetime) -> Content:
        """A template from the API's JSON. Raises Refusal when it has no types."""
        types = wish.get("types")
        if not isinstance(types, dict) or not types:
            raise Refusal(21656)
        # The official client writes unset types as null.
        types = {name: body for name, body in types.items() if body is not None}
        variables = {str(name): str(value) for name, value in (wish.get("variables") or {}).items()}
        name, language = str(wish.get("friendly_name") or ""), str(wish.get("language") or "en")
        return self.add(Content(new_sid("HX"), name, language, types, variables, now, now))


def read_variables(written: str) -> dict[str, str]:
    """ContentVariables as Twilio takes them. Raises Refusal 21656 for what is not a flat JSON object."""
    if not written:
        return {}
    try:
        values = json.loads(written)
    except ValueError as error:
        raise Refusal(21656) from error
    if not isinstance(values, dict) or any(isinstance(value, dict | list) for value in values.values()):
        raise Refusal(21656)
    if any(value is None or UNFIT.search(str(value)) for value in values.values()):
        raise Refusal(21656)
    return {str(name): str(value) for name, value in values.items()}
