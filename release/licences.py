"""Under which licences the packages stand that `pip install cnesg` brings, and those that each extra adds.

    python -m release.licences [--check] > docs/licences.md

Prints a page. With --check nothing is printed; exit 1 names each package of the default install whose licence asks more
of whoever passes cnesg on than Apache-2.0 does (GPL, AGPL, SSPL and the like), and each whose licence is not told.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_STRICT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public|SSPL|BUSL|Business Source|Commons Clause)", re.IGNORECASE)
_LESSER = re.compile(r"\bLGPL|Lesser General Public", re.IGNORECASE)
_INSIDE = {"zhplot": "the font Noto Sans SC in it: SIL Open Font License 1.1"}
"""What a package carries under a licence of its own."""
_LONGEST = 60  # characters; a longer field is a licence's text, whose name the classifiers have


@dataclass(frozen=True)
class Licensed:
    """A package and the licence that its own metadata name."""

    name: str
    licence: str

    @property
    def strict(self) -> bool:
        """Whether the licence would bind cnesg's users, or is not told."""
        return not self.licence or bool(_STRICT.search(_LESSER.sub("", self.licence)))


def packages(root: str, extras: Iterable[str] = ()) -> list[Licensed]:
    """What installing a package with extras brings, itself left out, in alphabetical order.

    A package that is not installed here, as it is for another system, is left out: its licence can't be read.
    """
    found: dict[str, Licensed] = {}
    waiting = [(root, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = Licensed(name, licence_of(installed))
        waiting += _required(installed, wanted)
    found.pop(canonicalize_name(root), None)
    return sorted(found.values(), key=lambda one: one.name)


def _required(installed: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in installed.requires or ():
        needed = Requirement(text)
        marks = [{"extra": extra} for extra in sorted(extras)] or [{"extra": ""}]
        if needed.marker is None or any(needed.marker.evaluate(mark) for mark in marks):
            yield canonicalize_name(needed.name), frozenset(needed.extras)


def licence_of(installed: Distribution) -> str:
    """The licence's name: the expression, else classifiers, else the short field; empty where nothing is told."""
    told: Message = installed.metadata  # type: ignore[assignment]
    if expression := told.get("License-Expression"):
        return str(expression)
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    names = [name for name in classes if name != "OSI Approved"]
    if names:
        return ", ".join(dict.fromkeys(names))
    field = str(told.get("License") or "").strip()
    return field if len(field) <= _LONGEST and "\n" not in field else ""


def extras_of(root: str) -> list[str]:
    """The extras of a package, in the order of its metadata."""
    return list(distribution(root).metadata.get_all("Provides-Extra") or [])


def page() -> Iterator[str]:
    """The lines of docs/licences.md."""
    yield "# Licences of what cnesg uses"
    yield ""
    yield "cnesg is under Apache-2.0. What each package below says of itself in its metadata"
    yield "(`python -m release.licences`); a test fails when GPL, AGPL or the like come into the default install."
    base = packages("cnesg")
    yield from _table("Default install", base)
    for extra in extras_of("cnesg"):
        more = [one for one in packages("cnesg", [extra]) if one not in base]
        yield from _table(f"Extra `{extra}`", more)


def _table(title: str, rows: Iterable[Licensed]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "| package | licence |", "|---|---|")
    for one in rows:
        inside = f"; {_INSIDE[one.name]}" if one.name in _INSIDE else ""
        yield f"| {one.name} | {one.licence or 'not told'}{inside} |"


def main() -> int:
    """Print the page, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        strict = [one for one in packages("cnesg") if one.strict]
        for one in strict:
            print(f"{one.name}: {one.licence or 'no licence told'}", file=sys.stderr)
        return int(bool(strict))
    print("\n".join(page()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
