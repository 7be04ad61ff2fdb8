"""Names of groups that stand alone on lines within a table of tabs: 车险, its rows, 非车险, the same rows."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.text import Line

_NAME = regex(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s?)?(?!按|其中|单位|注)[\u4e00-\u9fffA-Za-z·“”（）()]{2,14}\s*"
)
_DIGIT = regex(r"\d")
_FEWEST = 2  # groups, of which two have a row alike


def with_group_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, names of groups as rows of the table within which they stand.

    Rows of the same label below several names are of those; a name between other rows may be a title.

    Args:
        lines: the lines of a page.
    """
    printed = [at for at, line in enumerate(lines) if line.text.strip()]
    names: set[int] = set()
    run: list[int] = []
    for at in [*printed, -1]:
        if at >= 0 and ("\t" in lines[at].text or (run and _NAME.fullmatch(lines[at].text))):
            run.append(at)
            continue
        names |= _names(lines, run)
        run = []
    return [replace(line, text=f"{line.text}\t") if at in names else line for at, line in enumerate(lines)]


def _names(lines: Sequence[Line], run: Sequence[int]) -> set[int]:
    """Which lines of a run of rows are names of groups."""
    names = [at for at in run if "\t" not in lines[at].text]
    if len(names) < _FEWEST:
        return set()
    below: dict[int, set[str]] = {at: set() for at in names}
    name = -1
    for at in run:
        if at in below:
            name = at
        elif name >= 0 and (label := _label(lines[at].text)):
            below[name].add(label)
    filled = {at: labels for at, labels in below.items() if labels}
    first = next(iter(filled.values()), set())
    alike = sum(not labels.isdisjoint(first) for labels in filled.values())
    return set(filled) if alike >= _FEWEST and len(filled) == len(names) else set()


def _label(text: str) -> str:
    """What a row of figures begins with; empty where it has no figures or begins with one."""
    label, _, rest = text.strip().partition("\t")
    return label.strip() if _DIGIT.search(rest) and not label[:1].isdigit() else ""
