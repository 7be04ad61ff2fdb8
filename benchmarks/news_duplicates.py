"""Near-duplicates: recall at precision 1, and items a second.

    python benchmarks/news_duplicates.py --news DIR [--bases 4000] [--seed 1] [--repeat 3]

DIR holds the labelled sets of news. Texts that are unlike each other are drawn from them; each gets reprints made up at
run time (other marks and script, edited words, cut ends, source lines, another title) and, where it names a company and
a number, a twin: the same form filled in by another company with other numbers, which is another piece of news.
Round-ups hold three texts and are none of them.

A pair counts as found where both stand in one group; everything that stands in a group with what is not its own is a
false pair. The thresholds that ship were chosen on the draws of seeds 101 and 102. `items_per_second` is processor time
of one core for taking the words out, signatures, buckets and exact checks, each time with an empty index; the best of
--repeat counts, as other work on the machine and what is compiled once slow single runs. The last line printed is one
JSON object.
"""

import argparse
import csv
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import opencc
from scipy import sparse

from cnesg.framework.sentiment import StoryRules, load_sentiment_rules
from cnesg.model.news import NewsItem
from cnesg.sentiment.duplicates import Duplicates
from cnesg.sentiment.wording import Wordings
from cnesg.text.normalise import fold

DAY = datetime(2022, 11, 1, tzinfo=UTC)
LIKE = 0.3
"""Two texts that share more of the shorter one's shingles may be reprints already, and are not drawn together."""

SOURCE_LINES = ("本报讯（记者 {name}）", "【{name}快讯】", "据{name}报道，", "{name}11月1日电 ", "来源：{name} ")
TAILS = (
    "（来源：{name}）",
    "　责任编辑：{name}",
    "更多资讯请关注{name}",
    " (Reporting by {name})",
    "免责声明：本文仅代表作者观点。",
)
SPEAKERS = ("财联社", "证券时报网", "王晓明", "新浪财经", "李 静", "Reuters", "每日经济新闻")
KINDS = ("marks", "script", "source-line", "edits", "cut", "title")


@dataclass(frozen=True)
class Labelled:
    """An item and the family that it belongs to; of made-up ones also what was done."""

    item: NewsItem
    family: str
    kind: str = "base"


def read_news(folder: Path) -> list[NewsItem]:
    """The texts of all four sets, with the names that the sets give."""
    found = []
    for key, title, text, names, *_ in json.loads((folder / "zh_negative_subject_train.json").read_text("utf-8")):
        found.append(_item(f"n{key}", "" if title == text else title, text, names.split(";")))
    for key, text, _, name in json.loads((folder / "zh_incident_subject_train.json").read_text("utf-8")):
        found.append(_item(f"i{key}", "", text, [name] if name != "NaN" else []))
    with (folder / "zh_company_news_polarity.csv").open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            found.append(_item(f"p{number}", row["标题"], row["正文"], [row["公司"]]))
    with (folder / "en_entity_sentiment_train.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            names = re.findall(r"['\"]([^'\"]+)['\"]\s*:", row["Decisions"])
            found.append(_item(f"e{row['S No.']}", row["Title"], "", names))
    return [item for item in found if len(item.title) + len(item.text) >= 20]


def _item(key: str, title: str, text: str, names: Sequence[str]) -> NewsItem:
    named = tuple(name for name in names if name and name in f"{title} {text}")
    return NewsItem(key, title.strip(), text.strip(), DAY, DAY, "", entities=named)


def unlike(items: Sequence[NewsItem]) -> list[NewsItem]:
    """Items of which no two share more than `LIKE` of the shorter one's shingles; the first of each cluster stays."""
    numbers: dict[str, int] = {}
    rows: list[list[int]] = []
    for item in items:
        plain = re.sub(r"\W+", "", f"{item.title}{item.text}".casefold())
        pieces = dict.fromkeys(plain[at : at + 4] for at in range(len(plain) - 3))
        rows.append([numbers.setdefault(piece, len(numbers)) for piece in pieces])
    lengths = [len(row) for row in rows]
    columns = [number for row in rows for number in row]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    table = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, starts), (len(rows), len(numbers)))
    dropped = np.zeros(len(rows), bool)
    sizes = np.asarray(lengths)
    for at in range(0, len(rows), 500):
        shared = (table[at : at + 500] @ table.T).tocoo()
        for row, other, count in zip(shared.row + at, shared.col, shared.data, strict=True):
            if other > row and not dropped[row] and count > LIKE * min(sizes[row], sizes[other]):
                dropped[other] = True
    return [item for item, gone in zip(items, dropped, strict=True) if not gone]


class Printer:
    """Makes reprints, twins and round-ups from a seeded draw."""

    def __init__(self, seed: int, others: Sequence[NewsItem]) -> None:
        self._draw = random.Random(seed)
        self._others = others
        self._names = sorted({name for item in others for name in item.entities if 2 <= len(name) <= 12})
        self._script = opencc.OpenCC("s2t")

    def families(self, bases: Sequence[NewsItem]) -> Iterator[Labelled]:
        """Each base with its reprints, and what only looks like one."""
        for base in bases:
            yield Labelled(base, base.id)
            for kind in KINDS:
                if made := self._reprint(base, kind):
                    yield Labelled(replace(made, id=f"{base.id}-{kind}"), base.id, kind)
            if twin := self._twin(base):
                yield Labelled(replace(twin, id=f"{base.id}-twin"), f"{base.id}-twin", "twin")
        for number in range(len(bases) // 10):
            parts = self._draw.sample(list(bases), 3)
            text = " ".join((part.title or part.text)[:80] for part in parts)
            names = tuple({name for part in parts for name in part.entities if name in text})
            yield Labelled(
                replace(parts[0], id=f"round-{number}", text=text, entities=names), f"round-{number}", "round"
            )

    def _reprint(self, base: NewsItem, kind: str) -> NewsItem | None:
        body, draw = base.text or base.title, self._draw
        if kind == "marks":
            marks = {",": "，", "，": ",", "。": " 。", " ": "　", "(": "（", "%": "％", "：": ":"}
            return _with(base, "".join(marks.get(c, c) for c in body))
        if kind == "script":
            converted = self._script.convert(body)
            return _with(base, converted) if converted != body else None
        if kind == "source-line":
            name = draw.choice(SPEAKERS)
            return _with(
                base, draw.choice(SOURCE_LINES).format(name=name) + body + draw.choice(TAILS).format(name=name)
            )
        if kind == "edits":
            return _with(base, self._edited(body, base.entities, draw.uniform(0.03, 0.15)))
        if kind == "cut":
            return _with(base, body[: int(len(body) * draw.uniform(0.5, 0.9))]) if len(body) >= 60 else None
        other = draw.choice(self._others)
        retitled = replace(base, title=other.title or other.text[:20])
        return _with(retitled, base.text) if len(base.text) >= 60 else None

    def _edited(self, text: str, names: Sequence[str], share: float) -> str:
        """Runs of one to three characters left out, put in or replaced, a share of all; names and numbers stay."""
        kept = {at for name in names for found in re.finditer(re.escape(name), text) for at in range(*found.span())}
        kept |= {found.start() for found in re.finditer(r"[\d.,%]", text)}
        cells, changed = list(text), 0
        while changed < share * len(text):
            at, length = self._draw.randrange(len(text)), self._draw.randint(1, 3)
            changed += length
            if any(place in kept for place in range(at - 1, at + length + 1)):
                continue
            source = self._draw.choice(self._others)
            words = (source.text or source.title).replace(" ", "")
            start = self._draw.randrange(max(1, len(words) - length))
            put = "".join(c for c in words[start : start + length] if not c.isdigit())
            how = self._draw.randrange(3)
            if how == 0:
                cells[at] += put
            else:
                cells[at : at + length] = ["" if how == 1 else put, *[""] * (min(length, len(cells) - at) - 1)]
        return "".join(cells)

    def _twin(self, base: NewsItem) -> NewsItem | None:
        """The same form filled in by others."""
        text, title = base.text, base.title
        if not base.entities or not re.search(r"\d", text + title):
            return None
        others = {name: self._draw.choice(self._names) for name in base.entities}
        for name, other in sorted(others.items(), key=lambda pair: -len(pair[0])):
            text, title = text.replace(name, other), title.replace(name, other)
        numbers: dict[str, str] = {}

        def other_number(found: re.Match[str]) -> str:
            return numbers.setdefault(found[0], "".join(str(self._draw.randint(1, 9)) for _ in found[0]))

        text, title = (re.sub(r"\d+", other_number, part) for part in (text, title))
        if set(others.values()) & set(base.entities):
            return None
        return replace(base, text=text, title=title, entities=tuple(others.values()))


def _with(base: NewsItem, body: str) -> NewsItem:
    """The base with another body, naming whom it still names; a converter of scripts finds names in either."""
    made = replace(base, text=body) if base.text else replace(base, title=body)
    told = fold(f"{made.title} {made.text}")
    return replace(made, entities=tuple(name for name in base.entities if fold(name) in told))


def measure(labelled: Sequence[Labelled], rules: StoryRules, *, named: bool = True) -> dict[str, Any]:
    """Recall over reprints, precision over pairs, and processor time."""
    started = time.process_time()
    index, words, numbers = Duplicates(rules.likeness), Wordings(rules.source_lines), list[int]()
    for at in range(0, len(labelled), 256):
        items = [one.item if named else replace(one.item, entities=()) for one in labelled[at : at + 256]]
        numbers += index.add([words.of(item) for item in items])
    seconds = time.process_time() - started
    heads = [index.groups.head(number) for number in numbers]
    base = {
        one.family: head for one, head in zip(labelled, heads, strict=True) if one.kind in ("base", "twin", "round")
    }
    found, asked = Counter[str](), Counter[str]()
    for one, head in zip(labelled, heads, strict=True):
        if one.kind in KINDS:
            asked[one.kind] += 1
            found[one.kind] += head == base[one.family]
    together = sum(n * (n - 1) // 2 for n in Counter(heads).values())
    pairs = Counter((head, one.family) for one, head in zip(labelled, heads, strict=True))
    right = sum(n * (n - 1) // 2 for n in pairs.values())
    return {
        "recall": sum(found.values()) / sum(asked.values()),
        "precision": right / together,
        "false_pairs": together - right,
        "items": len(labelled),
        "items_per_second": round(len(labelled) / seconds),
        "recall_by_kind": {kind: round(found[kind] / asked[kind], 4) for kind in KINDS if asked[kind]},
        "asked": dict(asked),
    }


def best_of(repeat: int, labelled: Sequence[Labelled], rules: StoryRules, *, named: bool) -> dict[str, Any]:
    """The figures of the quickest of several times; the others are the same each time."""
    rows = [measure(labelled, rules, named=named) for _ in range(repeat)]
    return max(rows, key=lambda row: int(row["items_per_second"]))


def draw_items(folder: Path, bases: int, seed: int) -> list[Labelled]:
    """Families in a shuffled order."""
    news = read_news(folder)
    random.Random(seed).shuffle(news)
    chosen = unlike(news[: bases * 2])[:bases]
    labelled = list(Printer(seed, chosen).families(chosen))
    random.Random(seed + 1).shuffle(labelled)
    return labelled


def main() -> None:
    """Print the figures, named and nameless, and the last line as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--bases", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    labelled = draw_items(asked.news, asked.bases, asked.seed)
    rules = load_sentiment_rules().stories
    figures = {name: best_of(asked.repeat, labelled, rules, named=name == "named") for name in ("named", "nameless")}
    for name, row in figures.items():
        speed = f"{row['items_per_second']:,} items/s"
        print(f"{name:9} recall {row['recall']:.4f}  precision {row['precision']:.5f}  {speed}")
        print("         ", row["recall_by_kind"])
    print(json.dumps(figures["named"] | {"nameless": figures["nameless"]}))


if __name__ == "__main__":
    main()
