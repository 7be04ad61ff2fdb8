"""How well, and how fast, names of companies are matched.

    python benchmarks/company_names.py PAIRS

PAIRS is a JSON object that leads from `FULL__CODE__...` to the short name. The settings:

a  the register has full and short names; looked up are both, and each with one disturbance: traditional characters,
   full width, brackets, marks of special treatment, the legal form left out or shortened, blanks.
b  the register has full names alone; short names are looked up. The rules were chosen by reading one seeded half of the
   names (`read`); the other was held out (`held`). `b list` takes the short names as a list in which each company
   stands once.
c  as b, with every other company absent from the register: its short name must be refused.
d  the register has short names alone; full names are looked up.
e  as d, with every other company absent.
n  the register has full and short names; looked up are names that are near them but are no company's: of subsidiaries
   and parents, and with another character in the brand. All must be refused, so there is no recall.

Precision is the share of the matches that are right, recall that of the look-ups of present companies that were
matched and right; doubtful ones are not matched. Look-ups a second are of one core's time. The last line printed is one
JSON object with every figure.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import opencc
import polars as pl

from cnesg.companies.name_lists import each_once
from cnesg.companies.name_register import Match, NameRegister
from cnesg.framework.company_names import load_company_names

_FULL, _SHORT, _BOTH = slice(0, 1), slice(1, 2), slice(0, 2)
_SEED = 20
# Shares of near names that are matched all the same, at most: some are companies' names with another legal form.
NEAR_NAMES_MATCHED = {"parents": 0.04, "another brand": 0.012}
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def main() -> int:
    """Prints a table and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong and missed look-ups of each setting")
    arguments = parser.parse_args()
    found = measure(companies(arguments.pairs), arguments.wrong)
    print(
        f"{'setting':24} {'look-ups':>9} {'precision':>10} {'recall':>8} {'matched':>8} {'doubtful':>9} {'a second':>9}"
    )
    for name, row in found.items():
        shown = [f"{row[key]:.4f}" if key in row else "-" for key in ("precision", "recall", "matched", "doubtful")]
        shares = f"{shown[0]:>10} {shown[1]:>8} {shown[2]:>8} {shown[3]:>9}"
        print(f"{name:24} {row['lookups']:9.0f} {shares} {row['per_second']:9.0f}")
    print(json.dumps(found))
    return 0


def companies(path: Path) -> dict[str, tuple[str, str]]:
    """Full and short name by code, each company once."""
    pairs: dict[str, tuple[str, str]] = {}
    for key, short in json.loads(path.read_text(encoding="utf-8")).items():
        full, code = key.split("__")[:2]
        pairs[code] = (full, short)
    return pairs


def register(pairs: dict[str, tuple[str, str]], codes: Iterable[str], names: slice = _BOTH) -> NameRegister:
    """A register of the companies with these codes, with full names, short ones or both."""
    rows = [(code, name) for code in codes for name in pairs[code][names]]
    frame = pl.DataFrame(rows, schema=["company_id", "name"], orient="row").with_columns(in_force=True)
    return NameRegister(frame, load_company_names())


def halves(pairs: dict[str, tuple[str, str]]) -> tuple[set[str], set[str]]:
    """Codes of the half that was read when the rules were chosen, and of the one held out."""
    codes = sorted(pairs)
    random.Random(_SEED).shuffle(codes)
    return set(codes[::2]), set(codes[1::2])


def measure(pairs: dict[str, tuple[str, str]], wrong: int = 0) -> dict[str, dict[str, float]]:
    """Figures of each setting."""
    found: dict[str, dict[str, float]] = {}
    both = register(pairs, pairs)
    everything: list[tuple[str, str]] = []
    for name, disturbed in _disturbances().items():
        asked = [(code, disturbed(text)) for code, names in pairs.items() for text in names]
        everything += asked
        found[f"a {name}"] = figures(both, asked, set(pairs), wrong)
    found["a all"] = figures(register(pairs, pairs), everything, set(pairs))
    fulls, shorts = ([(code, names[place]) for code, names in pairs.items()] for place in (0, 1))
    read, held = halves(pairs)
    half = sorted(pairs)[::2]
    for setting, codes in (("b", list(pairs)), ("c", half)):
        found[setting] = figures(register(pairs, codes, _FULL), shorts, set(codes), wrong)
        for name, part in (("read", read), ("held", held)):
            asked = [one for one in shorts if one[0] in part]
            found[f"{setting} {name}"] = figures(register(pairs, codes, _FULL), asked, set(codes))
        found[f"{setting} list"] = figures(register(pairs, codes, _FULL), shorts, set(codes), once=True)
    for setting, codes in (("d", list(pairs)), ("e", half)):
        found[setting] = figures(register(pairs, codes, _SHORT), fulls, set(codes), wrong)
    for name, near in near_names().items():
        asked = [("", other) for full, short in pairs.values() for other in near(full, short)]
        known = {name for names in pairs.values() for name in names}
        found[f"n {name}"] = figures(both, [one for one in asked if one[1] not in known], set(), wrong)
    return found


def near_names() -> dict[str, Callable[[str, str], list[str]]]:
    """How names near a company's are made of its full and short name, by kind."""
    parts = (
        "财务有限公司",
        "投资管理有限公司",
        "物业服务有限公司",
        "销售有限公司",
        "（香港）有限公司",
        "国际贸易有限公司",
    )

    def other_brand(full: str, short: str) -> list[str]:
        place = max(0, full.find(short[:2])) + 1
        return [full[:place] + "鑫" + full[place + 1 :], short[:1] + "鑫" + short[2:]]

    return {
        "subsidiaries": lambda _, short: [short + part for part in parts],
        "subsidiaries, full": lambda full, _: [full.removesuffix("股份有限公司") + part for part in parts],
        "parents": lambda _, short: [f"{short}集团有限公司", f"{short}控股有限公司"],
        "branches": lambda _, short: [f"{short}上海分公司", f"{short}财务", f"{short}基金会"],
        "another brand": other_brand,
    }


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


def figures(
    known: NameRegister,
    asked: list[tuple[str, str]],
    present: set[str],
    wrong: int = 0,
    *,
    once: bool = False,
) -> dict[str, float]:
    """Precision, recall, shares of matched and doubtful look-ups, and look-ups a second of one core's time."""
    started = time.process_time()
    answers: list[Match] = [known.find(text) for _, text in asked]
    if once:
        answers = each_once(answers, load_company_names().score)
    seconds = time.process_time() - started
    told = list(zip(asked, answers, strict=True))
    matched = [(code, answer) for (code, _), answer in told if answer.company_id is not None]
    right = sum(code == answer.company_id for code, answer in matched)
    for (code, text), answer in [row for row in told if row[0][0] in present and row[1].company_id != row[0][0]][
        :wrong
    ]:
        print(code, text, answer.verdict, [(one.name, one.score) for one in answer.candidates[:3]])
    for (code, text), answer in [row for row in told if row[1].company_id not in (None, row[0][0])][:wrong]:
        print("WRONG", code, text, [(one.name, one.score) for one in answer.candidates[:3]])
    shares = {
        "matched": round(len(matched) / len(asked), 4),
        "doubtful": round(sum(answer.verdict == "doubtful" for answer in answers) / len(answers), 4),
        "lookups": len(asked),
        "per_second": round(len(asked) / seconds),
    }
    wanted = sum(code in present for code, _ in asked)
    if not wanted:
        return shares
    return {"precision": round(right / max(len(matched), 1), 4), "recall": round(right / wanted, 4), **shares}


if __name__ == "__main__":
    raise SystemExit(main())
