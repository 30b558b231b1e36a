"""The journal as JSON, a line an answer or a fault, without anything that says who asked or what.

No address, no parameter, no text: a line has the kind of a request (`callbacks.serving.kinds`), its
status, its duration and its size. Of a fault it has the type and where in the code, never the
message, which may repeat what was typed. Only our own messages about the store and the cache, which
no visitor words, are written whole.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response

from callbacks.serving import kinds

_ROOT = Path(__file__).resolve().parents[3]
_WHOLE = ("loaders.", "callbacks.serving.")
_DEEPEST = 8
"""Calls that are told of a fault, the last ones."""

_answers = logging.getLogger("atlas.answers")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "process": record.process,
            "message": _message(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["fault"] = _fault(record.exc_info[1])
        line.update(getattr(record, "answer", {}))
        return json.dumps(line, ensure_ascii=False)


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "callbacks.serving.monitoring.journal.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"level": "WARNING", "handlers": ["lines"]},
    "loggers": {
        "atlas.answers": {"level": "INFO"},
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        # gunicorn's own account of answers has the addresses.
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}
"""What makes JSON of everything that a server logs (`logging.config.dictConfig`)."""


def register(server: Flask) -> None:
    """Log a line for each answer of a server."""

    @server.after_request
    def tell(response: Response) -> Response:
        answer = {
            "kind": kinds.kind(),
            "method": kinds.method(),
            "status": response.status_code,
            "milliseconds": round(kinds.seconds() * 1000, 1),
            "bytes": response.calculate_content_length(),
        }
        _answers.info("answer", extra={"answer": answer})
        return response


def _message(record: logging.LogRecord) -> str:
    """Return what a record says, without what others put in it: Flask's names the address."""
    if record.exc_info:
        return "fault"
    return record.getMessage() if record.name.startswith(_WHOLE) else str(record.msg)


def _fault(error: BaseException) -> dict[str, Any]:
    calls = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    where = [f"{_short(call.filename)}:{call.lineno} {call.name}" for call in calls]
    told: dict[str, Any] = {"type": type(error).__name__, "where": where}
    if error.__cause__:
        told["because"] = _fault(error.__cause__)
    return told


def _short(path: str) -> str:
    return path.removeprefix(f"{_ROOT}/").rpartition("site-packages/")[2]
