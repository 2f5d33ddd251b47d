"""Which of Twilio's templates a name means: the one of that friendly name that WhatsApp approved."""

import re
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import Any

KEPT_FOR = 600.0  # seconds; a template approved meanwhile is found when an unknown name is asked for
_ASKS_AGAIN_AFTER = 15.0  # seconds between two looks for a name that was not there
_CONTENT_SID = re.compile(r"HX[0-9a-fA-F]{32}")


class NotApproved(LookupError):
    """No approved template has this name."""


class ApprovedTemplates:
    """The account's approved templates by name and language, as last listed.

    `listed` asks Twilio for all templates with their approvals; what it raises is passed on.
    """

    def __init__(self, listed: Callable[[], Awaitable[Iterable[Any]]]) -> None:
        self._listed = listed
        self._sids: dict[tuple[str, str], str] = {}
        self._looked_at: float | None = None

    async def sid_of(self, name: str, language: str) -> str:
        """Give the Content SID of a template in a language, else in English, else in any.

        A Content SID stands for itself. Raises `NotApproved`.
        """
        if _CONTENT_SID.fullmatch(name):
            return name
        age = float("inf") if self._looked_at is None else monotonic() - self._looked_at
        found = self._known(name, language)
        if age > KEPT_FOR or (found is None and age > _ASKS_AGAIN_AFTER):
            await self._look()
            found = self._known(name, language)
        if found is None:
            raise NotApproved(f"No approved template is called {name}.")
        return found

    def _known(self, name: str, language: str) -> str | None:
        for wanted in (language, "en"):
            if (name, wanted) in self._sids:
                return self._sids[name, wanted]
        return next((sid for (known, _), sid in sorted(self._sids.items()) if known == name), None)

    async def _look(self) -> None:
        self._sids = {
            (str(content.friendly_name), str(content.language)): str(content.sid)
            for content in await self._listed()
            if _is_approved(content)
        }
        self._looked_at = monotonic()


def _is_approved(content: Any) -> bool:
    approval = content.approval_requests
    if isinstance(approval, list):  # Twilio's documentation shows both an object and a list of them
        return any(_says_approved(one) for one in approval)
    return _says_approved(approval)


def _says_approved(approval: Any) -> bool:
    return isinstance(approval, dict) and approval.get("status") == "approved"
