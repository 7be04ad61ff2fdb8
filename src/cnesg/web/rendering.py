"""Pages from templates: the reader's language and colours, who is signed in, and the menu."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from cnesg import __version__
from cnesg.errors import Language, render
from cnesg.model.periods import SHANGHAI
from cnesg.verification.accounts import Role, Visitor
from cnesg.web.visiting import FIELD, cookie_name, csrf_of, keep_cookie

LANGUAGES: tuple[Language, ...] = ("en", "zh")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu.

    Attributes:
        label: message id, as `web.verify`.
        path: where it leads.
        role: who sees it; None for everybody.
    """

    label: str
    path: str
    role: Role | None = "reader"


def language_of(request: Request) -> Language:
    """What the reader chose (cookie `language`), else what the browser prefers, else English."""
    chosen = request.cookies.get(cookie_name(request, "language"))
    if chosen in LANGUAGES:
        return "zh" if chosen == "zh" else "en"
    wanted = request.headers.get("accept-language", "").lower()
    return min(LANGUAGES, key=lambda one: wanted.find(one) if one in wanted else len(wanted) + 1)


def theme_of(request: Request) -> str:
    """What the reader chose (cookie `theme`): light, dark, or auto as the system has it."""
    chosen = request.cookies.get(cookie_name(request, "theme"), "auto")
    return chosen if chosen in THEMES else "auto"


def page(request: Request, template: str, code: int = 200, /, **values: Any) -> Response:
    """A page in the reader's language.

    Args:
        request: who asks.
        template: name in `templates`; has `t(id, **values)` (wording), `language`, `theme`, `visitor`, `csrf`, `menu`,
            `path`, `here` (the menu's entry) and `local(text)` (the text of a pair `en`, `zh`) beside `values`.
        code: status of the answer.
        values: what the template shows. Everything is escaped.
    """
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    language = language_of(request)
    menu = [
        entry
        for entry in request.app.state.menu
        if entry.role is None
        or (visitor is not None and visitor.may(entry.role))
        or (entry.role == "reader" and request.app.state.site.settings.open_reading)
    ]
    common = {
        "t": partial(_worded, language),
        "local": partial(localised, language=language),
        "language": language,
        "theme": theme_of(request),
        "visitor": visitor,
        "csrf": csrf_of(request),
        "csrf_field": FIELD,
        "organisation": request.app.state.site.signing is not None,
        "menu": menu,
        "path": request.url.path,
        "here": max(
            (one.path for one in menu if f"{request.url.path}/".startswith(f"{one.path}/")), key=len, default=""
        ),
        "version": __version__,
    }
    html = templates().get_template(template).render({**common, **values})
    response = HTMLResponse(html, code, headers={"content-language": language})
    keep_cookie(request, response)
    return response


def localised(text: Any, language: Language) -> str:
    """The reader's side of a text in two languages (`en`, `zh`; of a model or a mapping), or a plain text as it is."""
    if isinstance(text, Mapping):
        return str(text.get(language) or text.get("en") or "")
    return str(getattr(text, language, text if text is not None else ""))


@cache
def templates() -> Environment:
    """The templates; a name that is not given is an error, and what is given is escaped."""
    made = Environment(
        loader=PackageLoader("cnesg.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": number, "percent": percent, "day": day, "minute": minute, "option": option}
    return made


def number(value: float | None, digits: int | None = None) -> str:
    """A number with groups of three; with as many decimals as asked, or as it has; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.15g}" if digits is None else f"{value:,.{digits}f}"


def percent(share: float | None, digits: int = 0) -> str:
    """A share as per cent; a dash for none."""
    return "–" if share is None else f"{share:.{digits}%}"


def day(instant: date | datetime | None) -> str:
    """A day in Shanghai; a dash for none."""
    if instant is None:
        return "–"
    return f"{instant.astimezone(SHANGHAI) if isinstance(instant, datetime) else instant:%Y-%m-%d}"


def minute(instant: datetime | None) -> str:
    """A minute in Shanghai; a dash for none."""
    return "–" if instant is None else f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def option(chart: Mapping[str, Any]) -> str:
    """What a chart shall show (an option of ECharts), for the attribute `data-option`; the template escapes it."""
    return json.dumps(chart, ensure_ascii=False, default=str)


def _worded(language: Language, message_id: str, **values: Any) -> str:
    return render(message_id, language, **values)
