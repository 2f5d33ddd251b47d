"""A model that says what it was told to say: for tests, which fail when scripted lines remain."""

from collections import deque
from collections.abc import Sequence
from typing import Any


class ScriptedModel:
    """Stands in for a chat client. Answers come in order; calls are kept in `heard`."""

    def __init__(self, *answers: Any) -> None:
        self._answers: deque[Any] = deque(answers)
        self._tool: str | None = None
        self.heard: list[Sequence[Any]] = []

    def enqueue(self, *answers: Any) -> None:
        """Add answers: a dict fills in the form, a text is written, an exception is raised."""
        self._answers.extend(answers)

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "ScriptedModel":
        """Take the form that the next answer fills in, as a chat client does."""
        self._tool = tools[0]["function"]["name"]
        return self

    async def ainvoke(self, messages: Sequence[Any], **_: Any) -> Any:
        """Give the next answer. Raises AssertionError when none is left."""
        from langchain_core.messages import AIMessage

        self.heard.append(messages)
        if not self._answers:
            raise AssertionError("the model was asked more often than the script has answers")
        answer = self._answers.popleft()
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, dict):
            call = {"name": self._tool or "", "args": answer, "id": f"call-{len(self.heard)}"}
            return AIMessage(content="", tool_calls=[call])
        return answer if isinstance(answer, AIMessage) else AIMessage(content=str(answer))

    def finish(self) -> None:
        """Fail when scripted answers remain."""
        if self._answers:
            raise AssertionError(f"{len(self._answers)} scripted answers were never asked for")
