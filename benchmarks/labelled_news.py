"""Labelled news for the accuracy scripts: reading files as they come, and parts that keep near-duplicates together."""

import argparse
import csv
import json
import random
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from cnesg.sentiment.models.polarity import PolarityQuestion
from cnesg.text.near_duplicates import groups

Labelled = list[tuple[PolarityQuestion, str]]

_DECISION = re.compile(r"""['"](.+?)['"]\s*:\s*['"]\s*(positive|negative|neutral)\s*['"]""", re.IGNORECASE)
_SIGNS = {"0": "negative", "-1": "negative", "1": "positive", "2": "neutral"}
_HEAD = 400
"""Characters of a text that near-duplicates are told by."""


def read_chinese(path: Path) -> Labelled:
    """Company news with the columns 公司, 正负面 (1 good, 0 bad), 标题 and 正文; rows without a label are left out."""
    found: Labelled = []
    for row in _table(path):
        label = _SIGNS.get((row.get("正负面") or "").strip().removesuffix(".0"))
        if label is not None:
            title, body = (row.get("标题") or "").strip(), (row.get("正文") or "").strip()
            found.append((PolarityQuestion(title, body, (row.get("公司") or "").strip(), (), "zh"), label))
    return found


def read_english(path: Path) -> Labelled:
    """Headlines with the columns Title and Decisions; one question for each entity that is decided on.

    Decisions are written as in Python, but with apostrophes within quotation marks, so that they are read by what
    surrounds the label. Where replacing words spoilt a name (`Holdings` as `neutralings`), it is judged as it stands.
    """
    found: Labelled = []
    for row in _table(path):
        decided = {name: label.lower() for name, label in _DECISION.findall(row.get("Decisions") or "")}
        for name, label in decided.items():
            others = tuple(other for other in decided if other != name)
            found.append((PolarityQuestion((row.get("Title") or "").strip(), "", name, others, "en"), label))
    return found


def parts(rows: Labelled, seed: int, number: int = 5) -> Iterator[tuple[Labelled, Labelled]]:
    """Rows to train on and rows to test on, so that each is tested on once.

    The same text and near-duplicates are in one part.

    Args:
        rows: all.
        seed: of the parts.
        number: of parts.
    """
    keys = _groups([f"{question.title}{question.body[:_HEAD]}" for question, _ in rows])
    names = sorted(set(keys))
    random.Random(seed).shuffle(names)
    part_of = {name: place % number for place, name in enumerate(names)}
    for part in range(number):
        train = [row for row, key in zip(rows, keys, strict=True) if part_of[key] != part]
        yield train, [row for row, key in zip(rows, keys, strict=True) if part_of[key] == part]


def texts_apart(train: Labelled, test: Labelled) -> Labelled:
    """The rows to train on without those whose text, or a near-duplicate of it, is tested on."""
    texts = [f"{question.title}{question.body[:_HEAD]}" for question, _ in (*train, *test)]
    keys = _groups(texts)
    tested = set(keys[len(train) :])
    return [row for row, key in zip(train, keys, strict=False) if key not in tested]


def conflicting(rows: Labelled) -> list[bool]:
    """Whether the text of each row is good for one company and bad for another."""
    told: dict[Hashable, set[str]] = {}
    for question, label in rows:
        told.setdefault((question.title, question.body), set()).add(label)
    return [{"positive", "negative"} <= told[question.title, question.body] for question, _ in rows]


def _groups(texts: Sequence[str]) -> list[int]:
    """Near-duplicates of the distinct texts, in the order of `texts`."""
    distinct = list(dict.fromkeys(texts))
    found = dict(zip(distinct, groups(distinct), strict=True))
    return [found[text] for text in texts]


def _table(path: Path) -> list[dict[str, str | None]]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


Judged = list[tuple[PolarityQuestion, str, Mapping[str, Any]]]
"""Questions that were tested on, with their label and what each way of answering said."""


def run(
    description: str | None,
    read: Callable[[Path], Labelled],
    judge: Callable[[Labelled, Labelled], tuple[Judged, dict[str, float]]],
    figures: Callable[[Judged], dict[str, float | None]],
    seeds: str,
) -> int:
    """The command line that both scripts share: reads files, trains and judges, prints figures.

    Args:
        description: of the script.
        read: a file.
        judge: trains on rows and answers others; also gives items a second.
        figures: of what was answered.
        seeds: of the parts, where no test file is given, unless the command line says otherwise.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--seeds", default=seeds, help="of own parts, where no test file is given")
    arguments = parser.parse_args()
    rows = read(arguments.train)
    found: list[dict[str, float | None]] = []
    if arguments.test:
        judged, speeds = judge(texts_apart(rows, test := read(arguments.test)), test)
        found.append({**figures(judged), **speeds})
    else:
        for seed in arguments.seeds.split(","):
            told = [judge(train, test) for train, test in parts(rows, int(seed))]
            speeds = {name: fmean(speed[name] for _, speed in told) for name in told[0][1]}
            found.append({**figures([one for judged, _ in told for one in judged]), **speeds})
    means = {name: _mean([one[name] for one in found]) for name in found[0]}
    for name, value in means.items():
        each = [round(number, 4) for one in found if (number := one[name]) is not None]
        print(f"{name:30} {value!s:>10} {each if len(found) > 1 else ''}")
    print(json.dumps(means))
    return 0


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 4) if known else None
