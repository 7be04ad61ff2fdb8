"""Texts stand in the language they claim, and no two entries say the same."""

from collections.abc import Iterator

from pydantic import BaseModel
from rapidfuzz import fuzz, process

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import Name
from cnesg.framework.regexes import regex

_CHINESE = regex(r"[\u4e00-\u9fff]")
_TOO_ALIKE = 94.0  # per cent of characters in common, by edit distance


def texts_are_translated(draft: Draft) -> Iterator[Problem]:
    """English text has no Chinese characters, Chinese text has some, unless both are the same abbreviation."""
    methodology = draft.methodology
    tables: tuple[dict[str, BaseModel], ...] = tuple(
        dict(table)
        for table in (
            methodology.dimensions,
            methodology.level1,
            methodology.level2,
            methodology.data_points,
            methodology.metrics,
            methodology.industries,
            methodology.profiles,
        )
    )
    for table in tables:
        for key, entry in table.items():
            for field, value in entry:
                if isinstance(value, Name) and _misfits(value):
                    yield draft.problem("untranslated", key, field=field)
    for indicator in methodology.level2.values():
        if indicator.china_specific and _misfits(indicator.china_specific.policy):
            yield draft.problem("untranslated", indicator.code, field="china_specific.policy")
    for code, applies in methodology.conditions().items():
        for case in applies.cases:
            if _misfits(case.reason):
                yield draft.problem("untranslated", code, field=f"applies.{case.key}.reason")


def _misfits(name: Name) -> bool:
    return bool(_CHINESE.search(name.en)) or (not _CHINESE.search(name.zh) and name.zh != name.en)


def names_are_distinct(draft: Draft) -> Iterator[Problem]:
    """Within Level I, Level II and data points no two entries share a name in either language."""
    methodology = draft.methodology
    for table in (methodology.level1, methodology.level2, methodology.data_points):
        for language in ("en", "zh"):
            seen: dict[str, str] = {}
            for code, entry in table.items():
                text = getattr(entry.name, language).casefold()
                if text in seen:
                    yield draft.problem("same_name", code, other=seen[text], name=getattr(entry.name, language))
                seen.setdefault(text, code)


def definitions_are_distinct(draft: Draft) -> Iterator[Problem]:
    """No two data points have nearly the same definition in English or in Chinese."""
    points = draft.methodology.data_points
    codes = list(points)
    for language in ("en", "zh"):
        texts = {code: getattr(points[code].definition, language).casefold() for code in codes}
        for place, code in enumerate(codes, start=1):
            later = {other: texts[other] for other in codes[place:]}
            alike = process.extract(texts[code], later, scorer=fuzz.ratio, score_cutoff=_TOO_ALIKE, limit=None)
            for _, _, other in sorted(alike, key=lambda match: str(match[2])):
                yield draft.problem("same_definition", other, other=code, tongue=language)
