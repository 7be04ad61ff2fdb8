"""Places of the methodology in words, for readers who do not know its files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cnesg.errors import render
from cnesg.errors.catalogue import Language, messages
from cnesg.framework.choices import CORE_AREAS
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import Found, read_parts

_TYPED_AREAS = frozenset({*CORE_AREAS, "data_points", "metrics", "industries", "profiles", "profile"})
# Steps that only hold lists together; what stands in the list says more.
_BRACKETS = frozenset({"value", "ratings", "types", "pairs", "level2", "data_points", "scores", "grammar"})


def in_words(place: str, methodologies: Sequence[Methodology], language: Language) -> str:
    """A place with the names of what it is about: `Industry materiality, Coal, E03 Pollution, rating`.

    Args:
        place: as in `cnesg.framework.choices` or `cnesg.framework.differences`.
        methodologies: where the place may be found; the first that has it counts.
        language: of names and fields.
    """
    area, _, rest = place.partition(".")
    if area in _TYPED_AREAS:
        return _typed(area, rest, methodologies, language)
    for methodology in methodologies:
        try:
            found = read_parts(methodology.folder).find(place)
        except LookupError:
            continue
        return _joined([area_in_words(area, language), *_of_part(found, methodology, language)], language)
    return _joined([area_in_words(area, language), rest], language)


def _joined(words: Sequence[str], language: Language) -> str:
    return ("，" if language == "zh" else ", ").join(words)


def area_in_words(area: str, language: Language) -> str:
    """What an area is called: `Industry materiality`."""
    return _worded(f"area_{area}", area, language)


def _worded(key: str, otherwise: str, language: Language) -> str:
    return messages("places")[key][language] if key in messages("places") else otherwise


def _typed(area: str, rest: str, methodologies: Sequence[Methodology], language: Language) -> str:
    """A place of the core: code and name of the entry, then the field."""
    if area in ("rules", "profile"):
        return _joined([area_in_words(area, language), *_fields(rest.split("."), language)], language)
    code, _, inner = rest.partition(".")
    name = next((n for n in (_name_of(area, code, m, language) for m in methodologies) if n), None)
    head = [f"{code} {name}"] if name else [area_in_words(area, language), code]
    return _joined([*head, *_fields(inner.split(".") if inner else (), language)], language)


def _name_of(area: str, code: str, methodology: Methodology, language: Language) -> str | None:
    if area == "derivations":
        entries = methodology.derivations
        return str(getattr(entries[int(code)].name, language)) if int(code) < len(entries) else None
    if area == "factors":
        series = methodology.factors.get(code)
        return str(getattr(series[0].name, language)) if series else None
    entry = getattr(methodology, area, {}).get(code)
    name = getattr(entry, "name", None)
    return getattr(name, language, None)


def _fields(steps: Sequence[str], language: Language) -> Iterator[str]:
    for step in steps:
        if step in _BRACKETS and len(steps) > 1:
            continue
        if step.isdecimal():
            yield render("places.member", language, number=int(step) + 1)
        else:
            yield _worded(f"field_{step}", step.replace("_", " "), language)


def _of_part(found: Found, methodology: Methodology, language: Language) -> Iterator[str]:
    """Each step of a place in the parts: codes with their names, fields in words, lists left out."""
    within = found.file.removesuffix(".yaml").split("/")[1:]
    if within and within[-1] in methodology.industries:
        yield f"{within[-1]} {getattr(methodology.industries[within[-1]].name, language)}"
    elif within and within[-1] in ("scale", "scales", "levels", "grammar", "TOTAL"):
        yield within[-1]
    for key, label, inner in zip(found.way, found.labels, found.nodes, strict=True):
        if label in _BRACKETS and len(found.labels) > 1:
            continue
        # A member of a list that has a code of its own goes by it, even where that is a number.
        yield (
            label
            if isinstance(key, int) and label != str(key) and label.isdecimal()
            else _step(label, inner, methodology, language)
        )


def _step(label: str, inner: Any, methodology: Methodology, language: Language) -> str:
    for entries in (methodology.level1, methodology.level2, methodology.data_points, methodology.dimensions):
        if label in entries:
            return f"{label} {getattr(entries[label].name, language)}"
    one, _, other = label.partition("-")
    if one in methodology.level1 and other in methodology.level1:
        return f"{_step(one, None, methodology, language)} : {_step(other, None, methodology, language)}"
    name = inner.get("name") if isinstance(inner, Mapping) else None
    if isinstance(name, Mapping) and language in name and f"field_{label}" not in messages("places"):
        return f"{label} {name[language]}"
    return next(_fields([label], language))
