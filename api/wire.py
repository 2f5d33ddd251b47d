"""HTTP as the desk serves it: who sends nothing, or nothing but headers, is not waited for without end."""

from asyncio import TimerHandle
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

WITHIN = 15.0  # seconds that a request may take to arrive, and one more for each `SLOWEST` bytes of it
SLOWEST = 1024
LARGEST_HEAD = 64 * 1024  # bytes of the request line and all headers


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to its patience: 408 for the too slow, 400 or 431 for endless headers.

    Without it one address could hold connections for ever, or fill the memory with headers.
    """

    _timer: TimerHandle | None = None
    _within = WITHIN
    _began = 0.0
    _came = 0  # bytes of the request that is arriving
    _head = 0  # of them, in headers that came whole
    _in_head = True

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._expect()

    def on_header(self, name: bytes, value: bytes) -> None:
        self._head += len(name) + len(value)
        if self._head > LARGEST_HEAD:
            raise ValueError("too many headers")  # uvicorn answers 400 and closes
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._rest()
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        self._came += len(data)
        super().data_received(data)
        if self._in_head and self._came > LARGEST_HEAD and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _expect(self) -> None:
        """A request begins to arrive, or is waited for."""
        self._rest()
        self._began, self._came = self.loop.time(), 0
        self._timer = self.loop.call_later(self._within, self._look)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        left = self._began + self._within + self._came / SLOWEST - self.loop.time()
        if left > 0 and not self._in_head:
            self._timer = self.loop.call_later(left, self._look)
            return
        self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        self._rest()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            head = (
                f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(head.encode())
        self.transport.close()
