"""Chinese labels said in other forms with the same meaning: what `cases/extraction/forms/chinese.yaml` lists."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import opencc
import yaml
from tests.extraction.forms.plain import CASES
from tests.extraction.forms.shown import Shown
from tests.extraction.forms.stock_zh import Plain

FORMS: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "forms" / "chinese.yaml").read_text(encoding="utf-8"))
YEAR = "2022年"
LARGE = 4  # characters of a figure that may count thousands
_HALF = "".join(map(chr, range(0x21, 0x7F)))
_WIDE = str.maketrans(_HALF, "".join(chr(ord(c) + 0xFEE0) for c in _HALF))
_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")
_INNER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_TOTAL = re.compile(r"[总合共全]")
_HELD = re.compile(r"[（(【\[:：]")


def plain(row: Plain) -> Shown:
    """A row as the plainest table has it."""
    return Shown(("指标", "单位", YEAR), (row.label, row.unit, row.figure), row.heading)


def forms_of(row: Plain, among: Container[str] | None = None) -> Iterator[tuple[str, Shown]]:
    """The forms that fit a row, all or `among` some names, each in the variant that its label draws."""
    for kind, made in _KINDS.items():
        for name, variants in FORMS[kind].items():
            shown = made(row, name, variants) if among is None or name in among else None
            if shown is not None and shown != plain(row):
                yield name, shown


def _label(row: Plain, name: str, variants: list[str]) -> Shown | None:
    said = variants[row.drawn(name, len(variants))].replace("{}", row.label)
    if name in {"front year", "front whole company", "front of which", "behind whole"} and (
        _TOTAL.search(row.label) or row.heading or not row.wanted
    ):
        return None
    if (
        ("年" in said and "年" in row.label)
        or ("其中" in said and "其中" in row.label)
        or row.label in {"员工", "男", "女"}
    ):
        return None
    return replace(plain(row), cells=(said, row.unit, row.figure))


def _swap(row: Plain, name: str, variants: list[list[str]]) -> Shown | None:
    for pattern, *others in variants:
        rest = [said for other in others if (said := re.sub(pattern, other, row.label, count=1)) != row.label]
        if rest:
            said = rest[row.drawn(name, len(rest))]
            unit = "" if "in brackets" in name or (name == "rate" and "%" in said) else row.unit
            return replace(plain(row), cells=(said, unit, row.figure), renamed=True)
    return None


def _script(row: Plain, name: str, variants: list[str]) -> Shown | None:
    form = variants[row.drawn(name, len(variants))]
    if name == "brackets":
        if not _BRACKETS.search(row.label):
            return None
        return replace(plain(row), cells=(_BRACKETS.sub(rf"{form[0]}\1{form[1]}", row.label), row.unit, row.figure))
    told = {"hk": _hong_kong, "tw": _taiwan, "wide": _wide, "apart": _apart, "halves": _halves}[form]
    return replace(plain(row), cells=(told(row.label), told(row.unit), row.figure), heading=told(row.heading))


def _unit_place(row: Plain, name: str, variants: list[str]) -> Shown | None:
    if not row.unit or (name == "behind a stroke" and "/" in row.unit):
        return None
    said = variants[row.drawn(name, len(variants))].replace("L", "\0").replace("U", row.unit).replace("\0", row.label)
    return Shown(("指标", YEAR), (said, row.figure), row.heading)


def _unit_cell(row: Plain, name: str, variants: list[str]) -> Shown | None:
    said = variants[row.drawn(name, len(variants))]
    if not row.unit or ("/年" in said and not row.unit.endswith(("吨", "米", "时", "焦"))):
        return None
    return replace(plain(row), cells=(row.label, said.replace("U", row.unit), row.figure))


def _unit_head(row: Plain, name: str, variants: list[str]) -> Shown | None:
    return replace(plain(row), heads=("指标", variants[row.drawn(name, len(variants))], YEAR))


def _unit_words(row: Plain, unit: str, variants: list[str]) -> Shown | None:
    if row.unit != unit:
        return None
    return replace(plain(row), cells=(row.label, variants[row.drawn(unit, len(variants))], row.figure))


def _unit_scale(row: Plain, unit: str, variants: dict[str, float]) -> Shown | None:
    if f"times {row.unit}" != unit or (row.unit == "人" and len(row.figure) < LARGE):
        return None
    said, factor = list(variants.items())[row.drawn("scale", len(variants))]
    return replace(plain(row), cells=(row.label, said, row.figure), factor=factor)


def _heads(row: Plain, name: str, variants: list[str]) -> Shown | None:
    return replace(plain(row), heads=("指标", "单位", variants[row.drawn(name, len(variants))]))


def _older(row: Plain, name: str, variants: list[tuple[str, str, bool]]) -> Shown | None:
    this, last, first = variants[row.drawn(name, len(variants))]
    earlier = re.sub(r"\d", lambda d: str((int(d[0]) + 3) % 9 + 1), row.figure)
    heads, figures = ((this, last), (row.figure, earlier)) if first else ((last, this), (earlier, row.figure))
    return Shown(("指标", "单位", *heads), (row.label, row.unit, *figures), row.heading)


def _columns(row: Plain, name: str, variants: list[tuple[str, str, list[str]]]) -> Shown | None:
    place, head, cells = variants[row.drawn(name, len(variants))]
    cell = cells[row.drawn(head, len(cells))]
    at = {"front": 0, "behind label": 1, "before values": 2, "after": 3}[place]
    shown = plain(row)
    heads, own = list(shown.heads), list(shown.cells)
    heads.insert(at, head)
    own.insert(at, cell)
    return replace(shown, heads=tuple(heads), cells=tuple(own))


def _values(row: Plain, name: str, variants: list[str]) -> Shown | None:
    form = variants[row.drawn(name, len(variants))]
    made: dict[str, Callable[[str], str]] = {
        "plain": lambda f: f.replace(",", ""), "blank": lambda f: f.replace(",", " "),
        "thin": lambda f: f.replace(",", "\u2009"), "wide comma": lambda f: f.replace(",", "，"),
        "wide digits": lambda f: f.translate(_WIDE), "decimals": lambda f: f if "." in f else f + ".00",
    }  # fmt: skip
    said = made[form](row.figure) if form in made else form.replace("{}", row.figure).replace("U", row.unit)
    unit = "" if name == "unit behind" else row.unit
    if name == "unit behind" and not row.unit:
        return None
    return replace(plain(row), cells=(row.label, unit, said))


def _sentences(row: Plain, name: str, variants: list[str]) -> Shown | None:
    if row.heading or _HELD.search(row.label) or "/" in row.unit or not row.unit:
        return None
    told = variants[row.drawn(name, len(variants))].replace("L", row.label).replace("F", row.figure + row.unit)
    return Shown((), (), sentence=told)


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def _hong_kong(text: str) -> str:
    return str(_converter("s2hk").convert(text))


def _taiwan(text: str) -> str:
    return str(_converter("s2tw").convert(text))


def _wide(text: str) -> str:
    return text.translate(_WIDE)


def _apart(text: str) -> str:
    return _INNER.sub(" ", text)


def _halves(text: str) -> str:
    at = [found.start() for found in _INNER.finditer(text)]
    return text if not at else text[: at[len(at) // 2]] + " " + text[at[len(at) // 2] :]


_KINDS: dict[str, Callable[[Plain, str, Any], Shown | None]] = {
    "label": _label, "swap": _swap, "script": _script, "unit_place": _unit_place, "unit_cell": _unit_cell,
    "unit_head": _unit_head, "unit_words": _unit_words, "unit_scale": _unit_scale, "heads": _heads, "older": _older,
    "columns": _columns, "values": _values, "sentences": _sentences,
}  # fmt: skip
