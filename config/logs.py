"""Structured logs: JSON lines that carry what is on the list below and nothing else.

Personal data hides in messages, arguments, query strings and the texts of exceptions. So an event
is a fixed name, its fields are those allowed here, and an exception is its type and the lines of
code that it passed. What other libraries say is kept as its unformatted template, or withheld.
"""

import re
import sys
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

Processor = Callable[[Any, str, MutableMapping[str, Any]], Any]
Event = MutableMapping[str, Any]

ALLOWED = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "request_id",
        "request",
        "code",
        "duration_ms",
        "task",
        "task_id",
        "parent_task_id",
        "kind",
        "count",
        "seconds",
        "error",
        "where",
    }
)
NAME = re.compile(r"[a-z][a-z0-9_.]*")
TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
VALUE_LENGTH = 200
WITHHELD = "message_withheld"


class AddressMiddleware(RequestMiddleware):
    """Gives each request an id and logs the name of its page: addresses may hold secrets."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.view_name if match else '-'}"


def exception_by_place(_logger: Any, _method: str, event: Event) -> Event:
    """Replace an exception by its type and the places it passed; its text may quote a person."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
        event["where"] = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(info[2])[-12:]
        ]
    return event


def foreign_template(_logger: Any, _method: str, event: Event) -> Event:
    """For a record of another library: its template without the arguments, or nothing."""
    if not event.get("_from_structlog", True):
        template = event.get("event")
        has_arguments = bool(event.pop("positional_args", None))
        event["event"] = template if has_arguments and isinstance(template, str) else WITHHELD
    elif not NAME.fullmatch(str(event.get("event"))):
        event["event"] = WITHHELD
    return event


def only_allowed(_logger: Any, _method: str, event: Event) -> Event:
    """Drop every field that is not on the list, and cut what is suspiciously long."""
    if not TYPE.fullmatch(str(event.get("error", ""))):
        event.pop("error", None)
    return {key: _short(value) for key, value in event.items() if key in ALLOWED}


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(item) for item in value]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value)[:VALUE_LENGTH]


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_LAST: list[Processor] = [
    foreign_template,
    exception_by_place,
    only_allowed,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def configure(level: str, rooms: list[str]) -> dict[str, Any]:
    """Set structlog up; returns Django's ``LOGGING`` with everything on standard error.

    ``level`` is for the rooms and for requests and tasks; other libraries warn or are silent.
    """
    talkative = ["config", "demo", "django_structlog", *rooms]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    ours = {"handlers": ["lines"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "use_get_message": False,
                "pass_foreign_args": True,
                "processors": _LAST,
            }
        },
        "handlers": {
            "lines": {"class": "logging.StreamHandler", "formatter": "json"},
            # Without any handler Python would write a warning's text to standard error itself.
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": level} for name in talkative},
            "django": ours,
            # What these two say, the middleware's line says already, and without addresses.
            "django.request": {"handlers": ["nowhere"], "propagate": False},
            "django.server": {"handlers": ["nowhere"], "propagate": False},
            "gunicorn.error": ours,
            "gunicorn.access": {"handlers": ["nowhere"], "propagate": False},
            # One line per task is django-structlog's; celery's own repeats arguments and results.
            "celery.app.trace": {"handlers": ["nowhere"], "propagate": False},
            "celery.worker.strategy": {"handlers": ["nowhere"], "propagate": False},
        },
    }
