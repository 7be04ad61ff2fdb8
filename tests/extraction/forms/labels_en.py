"""Forms of an English label that leave its meaning alone: spelling, order of words, what stands around it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

import yaml
from tests.extraction.forms.plain import CASES

Change = Callable[[str], str | None]

SHARE = re.compile(r"(?i)^(?:the )?(?:percentage|percent|proportion|share|% ) ?of (?:the )?(?=[a-z])")
NUMBER = re.compile(r"(?i)^(?:total )?number of (?:the )?(?=[a-z])")
STOCK = re.compile(
    r"(?i)\b(?:employees|staff|workers|workforce|managers|directors|board members|suppliers|headcount|patents held)\b"
)
ENDS_AS_NAME = re.compile(r"[a-z]$")
SMALL = frozenset({"of", "and", "the", "in", "for", "to", "by", "per", "on", "with", "from", "a", "as", "or", "at"})
COUNTED = re.compile(
    r"(?i)\b(employee|worker|director|supplier|complaint|patent|accident|injur(?=y|ies)|fatalit(?=y|ies)|incident|hour"
    r"|session|meeting|volunteer|emission|withdrawal|discharge|donation|award|case|event|drill|inspection|visit|audit"
    r"|course|training|saving|project|customer)(s|y|ies)?$"
)
OTHER_NUMBER = {"s": "", "": "s", "y": "ies", "ies": "y"}


@cache
def data() -> dict[str, Any]:
    """The lists of forms."""
    loaded: dict[str, Any] = yaml.safe_load((CASES / "forms" / "english.yaml").read_text(encoding="utf-8"))
    return loaded


def title_case(text: str) -> str:
    words = text.split(" ")
    return " ".join(w if w in SMALL and n else capital(w) for n, w in enumerate(words))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def spelled(pairs: Iterable[tuple[str, str]]) -> Change:
    """Words changed as pairs say, where a label has them."""
    listed = [(re.compile(rf"(?i)\b{re.escape(old)}s?\b"), new) for old, new in pairs]

    def change(text: str) -> str:
        for old, new in listed:
            text = old.sub(partial(_as, new), text)
        return text

    return change


def _as(other: str, found: re.Match[str]) -> str:
    """A word for another, with its capital and its plural."""
    printed = found[0]
    plural = "s" if printed.endswith("s") and not other.endswith("s") else ""
    return (capital(other) if printed[:1].isupper() else other) + plural


def within(pattern: str, to: str) -> Change:
    known = re.compile(pattern)

    def change(text: str) -> str:
        return known.sub(to, text)

    return change


def whole(pattern: str, to: str) -> Change:
    """A label of a pattern in another form; its first letter stays a capital."""
    known = re.compile(rf"(?i){pattern}")

    def change(text: str) -> str | None:
        found = known.fullmatch(text)
        if found is None:
            return None
        parts = {f"g{n}": lowered(part or "") for n, part in enumerate(found.groups(), start=1)}
        return capital(to.format(**parts))

    return change


def begun(pattern: re.Pattern[str], to: str) -> Change:
    """A label that begins with a pattern, what is left of it in another form."""

    def change(text: str) -> str | None:
        found = pattern.match(text)
        return capital(to.format(text[found.end() :])) if found else None

    return change


def before(code: str) -> Change:
    return lambda text: f"{code}{text}" if text[:1].isalpha() else None


def behind(mark: str, ends: re.Pattern[str] = re.compile(r"[^:]$"), has: re.Pattern[str] = re.compile("")) -> Change:
    return lambda text: f"{text}{mark}" if ends.search(text) and has.search(text) else None


def other_number(text: str) -> str | None:
    """A label that ends with what is counted, in singular for plural."""
    found = COUNTED.search(text)
    return text[: found.start()] + found[1] + OTHER_NUMBER[(found[2] or "").lower()] if found else None


def scopes_in(numbers: tuple[str, str, str]) -> Change:
    known = re.compile(r"(?i)scope ([123])\b")
    return lambda text: known.sub(lambda found: f"Scope {numbers[int(found[1]) - 1]}", text)


def label_forms() -> Iterator[tuple[str, Change]]:
    """Each form's name and what it makes of a label."""
    lists = data()
    yield "case: upper", str.upper
    yield "case: title", title_case
    yield "case: lower", str.lower
    yield "spelling: American", spelled(lists["british"])
    yield "spelling: British", spelled((new, old) for old, new in lists["british"])
    yield "hyphen: blank", spelled((word, word.replace("-", " ")) for word in lists["hyphened"])
    yield "hyphen: none", spelled((word, word.replace("-", "")) for word in lists["hyphened"])
    yield "hyphen: put in", spelled((word, word.replace(" ", "-")) for word in lists["compounds"])
    yield "hyphen: taken out", spelled((word.replace(" ", "-"), word) for word in lists["compounds"])
    yield "hyphen: no-break", within(r"(?<=[a-z])-(?=[a-z])", "\u2011")
    yield "compound: apart", spelled(lists["glued"])
    yield "compound: glued", spelled((apart, glued) for glued, apart in lists["glued"])
    yield "number: other", other_number
    yield "scope: Scope One", scopes_in(("One", "Two", "Three"))
    yield "scope: Scope I", scopes_in(("I", "II", "III"))
    yield from ((name, within(*form)) for name, form in lists["within"].items())
    yield from ((name, whole(*form)) for name, form in lists["turned"].items())
    yield from ((name, begun(NUMBER, form)) for name, form in lists["number"].items())
    yield from ((name, begun(SHARE, form)) for name, form in lists["share"].items())
    yield from ((f"before: {code.strip()}", before(code)) for code in dict.fromkeys(lists["before"]))
    yield from ((f"behind:{mark}", behind(mark)) for mark in dict.fromkeys(lists["behind"]))
    yield from ((f"when:{words}", behind(words, ENDS_AS_NAME)) for words in lists["when"])
    yield from ((f"when:{words}", behind(words, ENDS_AS_NAME, STOCK)) for words in lists["when_stock"])
