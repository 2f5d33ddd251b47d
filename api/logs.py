"""JSON logs that hold no personal data: what is not known to be harmless is left out.

Names, texts, addresses and tokens never belong in a log, and no pattern finds a name. So the rule is
turned round: only fields on a short list keep their value, and free text (of libraries, of errors)
is cut to what cannot carry data: the logger, the error's type, and the lines of code it passed.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

_KNOWN = frozenset({
    "event", "level", "logger", "timestamp", "request_id", "method", "route", "status", "ms", "error",
    "frames", "channel", "outcome", "code", "count", "queue", "attempt", "attempts", "turn_id", "job_id",
    "lead_id", "user_id", "conversation_id", "outbox_id", "inbox_id", "trip_version_id", "kind", "engine",
    "turn", "job", "lead", "conversation", "outbox", "seconds", "wait", "host", "port", "version", "worker",
    "collection", "model",
})  # fmt: skip

_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[A-Za-z]{2,}")
_LONG_NUMBER = re.compile(r"(?<![\w.])\+?\d(?:[\s().-]?\d){6,}(?![\w.])")

# Our own loggers use constant sentences with fields beside them; others write what they like.
_OWN = ("api", "bot", "agents", "knowledge", "crm")


def mask(text: str) -> str:
    """Blank out e-mail addresses and numbers long enough to be a phone, a card or a passport."""
    return _LONG_NUMBER.sub("[number]", _EMAIL.sub("[email]", text))


def without_personal_data(
    _logger: Any, _name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep what is known to be harmless; say which fields were left out."""
    error = _error_of(line.pop("exc_info", None))
    dropped = [key for key in line if key not in _KNOWN]
    kept = {key: _plain(line[key]) for key in line if key in _KNOWN}
    if error is not None:
        kept["error"] = type(error).__name__
        kept["frames"] = _frames(error)
    if dropped:
        kept["left_out"] = sorted(dropped)
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return mask(str(value))[:300]


def _error_of(exc_info: Any) -> BaseException | None:
    if exc_info is True:
        return sys.exc_info()[1]
    if isinstance(exc_info, tuple):
        exc_info = exc_info[1]
    return exc_info if isinstance(exc_info, BaseException) else None


def _frames(error: BaseException) -> list[str]:
    """Say where it happened. The message of an error is left out: it often quotes what it met."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


def _foreign_sentence(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Give a library's line by its template, without the values put into it."""
    record: logging.LogRecord | None = line.pop("_record", None)
    line.pop("_from_structlog", None)
    if record is not None and not record.name.startswith(_OWN):
        line["event"] = str(record.msg) if record.args else record.getMessage()
        line["logger"] = record.name
    return line


def configure_logs(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Write every log line of the process as one line of JSON, to stderr or to `stream`."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[_foreign_sentence, without_personal_data, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.captureWarnings(capture=True)
    # The servers' access lines quote paths, and those carry tokens; ours name the route instead.
    logging.getLogger("uvicorn.access").disabled = True
    for chatty in ("httpx", "httpcore", "urllib3", "twilio", "aiogram.event", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
