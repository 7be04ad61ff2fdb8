"""The REST API under `/api/v1`: each module has a `router`."""

from types import ModuleType

from cnesg.web.api import about, companies, methodology, news, tables

MODULES: tuple[ModuleType, ...] = (about, companies, tables, methodology, news)
