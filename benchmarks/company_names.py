"""How well, and how fast, names of companies are matched.

    python benchmarks/company_names.py PAIRS

PAIRS is a JSON object that leads from `FULL__CODE__...` to the short name. Three settings:

a  the register has full and short names; looked up are both, and each with one disturbance: traditional characters,
   full width, brackets, marks of special treatment, the legal form left out or shortened, blanks.
b  the register has full names alone; short names are looked up.
c  as b, with every other company absent from the register: its short name must be refused.

Precision is the share of the matches that are right, recall that of the look-ups of present companies that were
matched and right; doubtful ones are not matched. The last line printed is one JSON object with every figure.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import opencc
import polars as pl

from cnesg.companies.name_register import Match, NameRegister
from cnesg.framework.company_names import load_company_names

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def main() -> int:
    """Prints a table and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong and missed look-ups of each setting")
    arguments = parser.parse_args()
    found = measure(companies(arguments.pairs), arguments.wrong)
    print(f"{'setting':24} {'look-ups':>9} {'precision':>10} {'recall':>8} {'doubtful':>9} {'a second':>9}")
    for name, row in found.items():
        figures = f"{row['precision']:10.4f} {row['recall']:8.4f} {row['doubtful']:9.4f} {row['per_second']:9.0f}"
        print(f"{name:24} {row['lookups']:9.0f} {figures}")
    print(json.dumps(found))
    return 0


def companies(path: Path) -> dict[str, tuple[str, str]]:
    """Full and short name by code, each company once."""
    pairs: dict[str, tuple[str, str]] = {}
    for key, short in json.loads(path.read_text(encoding="utf-8")).items():
        full, code = key.split("__")[:2]
        pairs[code] = (full, short)
    return pairs


def register(pairs: dict[str, tuple[str, str]], codes: Iterable[str], *, short: bool) -> NameRegister:
    """A register of the companies with these codes, with or without their short names."""
    rows = [(code, name) for code in codes for name in pairs[code][: 2 if short else 1]]
    frame = pl.DataFrame(rows, schema=["company_id", "name"], orient="row").with_columns(in_force=True)
    return NameRegister(frame, load_company_names())


def measure(pairs: dict[str, tuple[str, str]], wrong: int = 0) -> dict[str, dict[str, float]]:
    """Figures of each setting."""
    found: dict[str, dict[str, float]] = {}
    both = register(pairs, pairs, short=True)
    everything: list[tuple[str, str]] = []
    for name, disturbed in _disturbances().items():
        asked = [(code, disturbed(text)) for code, names in pairs.items() for text in names]
        everything += asked
        found[f"a {name}"] = figures(both, asked, set(pairs), wrong)
    found["a all"] = figures(register(pairs, pairs, short=True), everything, set(pairs))
    shorts = [(code, short) for code, (_, short) in pairs.items()]
    found["b"] = figures(register(pairs, pairs, short=False), shorts, set(pairs), wrong)
    half = sorted(pairs)[::2]
    found["c"] = figures(register(pairs, half, short=False), shorts, set(half), wrong)
    return found


def _disturbances() -> dict[str, Callable[[str], str]]:
    traditional = opencc.OpenCC("s2t")
    return {
        "as known": lambda text: text,
        "traditional": traditional.convert,
        "full width": lambda text: text.translate(_FULL_WIDTH),
        "brackets": lambda text: text.replace("（", "(").replace("）", ")") if "（" in text else f"{text}（A股）",
        "special treatment": lambda text: f"*ST{text.removeprefix('*').removeprefix('ST')}",
        "without legal form": lambda text: text.removesuffix("股份有限公司").removesuffix("有限公司"),
        "other legal form": lambda text: text.replace("股份有限公司", "有限责任公司"),
        "blanks": lambda text: "　".join((text[:2], text[2:])),
    }


def figures(known: NameRegister, asked: list[tuple[str, str]], present: set[str], wrong: int = 0) -> dict[str, float]:
    """Precision, recall, share of doubtful look-ups, and look-ups a second."""
    started = time.perf_counter()
    answers: list[Match] = [known.find(text) for _, text in asked]
    seconds = time.perf_counter() - started
    told = list(zip(asked, answers, strict=True))
    matched = [(code, answer) for (code, _), answer in told if answer.company_id is not None]
    right = sum(code == answer.company_id for code, answer in matched)
    for (code, text), answer in [row for row in told if row[0][0] in present and row[1].company_id != row[0][0]][
        :wrong
    ]:
        print(code, text, answer.verdict, [(one.name, one.score) for one in answer.candidates[:3]])
    for (code, text), answer in [row for row in told if row[1].company_id not in (None, row[0][0])][:wrong]:
        print("WRONG", code, text, [(one.name, one.score) for one in answer.candidates[:3]])
    return {
        "lookups": len(asked),
        "precision": round(right / max(len(matched), 1), 4),
        "recall": round(right / sum(code in present for code, _ in asked), 4),
        "doubtful": round(sum(answer.verdict == "doubtful" for answer in answers) / len(answers), 4),
        "per_second": round(len(asked) / seconds),
    }


if __name__ == "__main__":
    raise SystemExit(main())
