"""A small OpenAI-compatible endpoint on loopback that answers, or fails, as it is told."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Raw = Callable[[asyncio.StreamWriter], Any]


@dataclass
class OpenAiDouble:
    """Answers come in order; the last one stays. `asked` keeps the requests."""

    answers: deque[Any] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    _open: list[asyncio.StreamWriter] = field(default_factory=list)

    def will(self, *answers: Any) -> None:
        """Queue answers: a form (dict), (status, body), bytes to send as they are, "hang" or "drop"; or what
        makes a form of the request."""
        self.answers.extend(answers)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.append(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            size = next(
                (
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                ),
                0,
            )
            body = await reader.readexactly(size)
            # A recording comes as a form of parts; everything else is JSON.
            self.asked.append(json.loads(body) if body.startswith(b"{") else {"head": head, "body": body})
            await self._answer(self.answers.popleft() if len(self.answers) > 1 else self.answers[0], writer)
            writer.close()

    async def _answer(self, answer: Any, writer: asyncio.StreamWriter) -> None:
        if answer == "drop":
            return
        if answer == "hang":
            await asyncio.sleep(120)
            return
        if isinstance(answer, bytes):
            writer.write(answer)
        else:
            form = answer(self.asked[-1]) if callable(answer) else answer
            status, body = form if isinstance(form, tuple) else (200, completion(form))
            writer.write(http(status, body))
        await writer.drain()


def completion(form: Any = None, **message: Any) -> str:
    """A chat completion that fills in the form, or says what `message` holds."""
    if form is not None:
        arguments = form if isinstance(form, str) else json.dumps(form)
        call = {"id": "c1", "type": "function", "function": {"name": "understood", "arguments": arguments}}
        message = {"content": None, "tool_calls": [call]} | message
    finish = message.pop("finish_reason", "stop")
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "double",
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", **message}}],
            "usage": {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366},
        }
    )


def http(status: int, body: str, *headers: str) -> bytes:
    payload = body.encode()
    lines = [
        f"HTTP/1.1 {status} Told",
        "Content-Type: application/json",
        f"Content-Length: {len(payload)}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


@asynccontextmanager
async def openai_double() -> AsyncIterator[OpenAiDouble]:
    double = OpenAiDouble()
    server = await asyncio.start_server(double.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    double.url = f"http://127.0.0.1:{port}/v1"
    try:
        yield double
    finally:
        server.close()
        for writer in double._open:
            writer.close()
            with contextlib.suppress(ConnectionError, OSError):
                await writer.wait_closed()
