"""Chinese figures told in sentences with the same meaning: what `cases/extraction/frames/frames_zh.yaml` lists."""

import re
from collections.abc import Container, Iterator
from typing import Any, NamedTuple
from zlib import crc32

import yaml
from tests.extraction.forms.stock_zh import CASES, Plain

FRAMES: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "frames" / "frames_zh.yaml").read_text(encoding="utf-8"))
NO_FACTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (CASES / "frames" / "no_facts_zh.yaml").read_text(encoding="utf-8")
)
PLAIN = "2022年，公司L为NU。"
_COUNTED = re.compile(r"[人名位次起家个件项场份宗]|人次|场次")
_NAMES_COUNT = re.compile(r"(?:的?总?(?:人数|数量|数目|个数|次数|件数|起数|宗数|场数)|(?<!人)(?<!次)(?<!件)(?<!总)数)$")
_LETTERS = re.compile(r"[LNUPCWBMS/]")
_NEARLY_ALL = 90  # that of a share no year before is above a hundred
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Told(NamedTuple):
    """A sentence, the frame it was made of, and whether that is one that may be looked at."""

    frame: str
    text: str
    lot: str


def lot_of(variant: str) -> str:
    """Half of all sentences may be looked at."""
    return "kept" if crc32(b"2" + variant.encode()) % 2 else "read"


def kinds_of(row: Plain) -> set[str]:
    """Which kinds of frames fit a figure."""
    value = float(row.figure.replace(",", ""))
    if value == 0:
        return {"any", "zero"} if _COUNTED.fullmatch(row.unit) else {"any"}
    if "%" in row.unit:
        return {"any", "share"}
    return {"any", "count" if _COUNTED.fullmatch(row.unit) else "amount"}


def said(row: Plain, variant: str) -> str:
    """A figure in a sentence."""
    counted = _NAMES_COUNT.sub("", row.label)
    half = len(row.label) // 2
    parts = {
        "L": row.label,
        "N": row.figure,
        "U": row.unit,
        "P": _before(row.figure),
        "C": counted,
        "/": "\n",
        "W": row.figure.translate(_WIDE),
        "B": row.figure.replace(",", ", ", 1),
        "M": f"{row.label[:half]}\n{row.label[half:]}",
        "S": re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", row.label),
    }
    return _LETTERS.sub(lambda found: parts[found[0]], variant)


def _before(figure: str) -> str:
    value = float(figure.replace(",", ""))
    more = 0.91 if value > _NEARLY_ALL else 1.09
    if "." not in figure:
        return f"{round(value * more) + 1:,}"
    return f"{value * more:.{len(figure.partition('.')[2])}f}"


def framed(row: Plain, among: Container[str] | None = None) -> Iterator[Told]:
    """A figure in each frame that fits it, all or `among` some names."""
    fitting = kinds_of(row)
    for kind in FRAMES.values():
        if not fitting.isdisjoint(kind["of"]):
            for name, variants in kind["frames"].items():
                if among is None or name in among:
                    yield _drawn(row, name, variants)


def without_fact(row: Plain, among: Container[str] | None = None) -> Iterator[Told]:
    """A figure in each sentence that tells none of the company's, all or `among` some names."""
    for kind in NO_FACTS.values():
        for name, variants in kind.items():
            if among is None or name in among:
                yield _drawn(row, name, variants)


def _drawn(row: Plain, name: str, variants: list[str]) -> Told:
    variant = variants[crc32(f"{name} {row.label}".encode()) % len(variants)]
    return Told(name, said(row, variant), lot_of(variant))
