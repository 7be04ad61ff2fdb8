"""Lines of the log as JSON, for machines that collect them."""

from typing import Any

REQUESTS = "cnesg.requests"
"""Logger that has a line for every answer."""


def json_logs() -> dict[str, Any]:
    """A configuration of `logging`: one JSON object a line on standard error, answers and warnings alike."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "defaults": {"service": "cnesg"},
            }
        },
        "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["json"], "level": "WARNING"},
        "loggers": {REQUESTS: {"level": "INFO"}},
    }
