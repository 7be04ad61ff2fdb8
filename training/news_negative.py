"""Trains the model of Chinese bad news that ships, on sentences written for this purpose, and says how good it is.

    python -m training.news_negative [--out FOLDER] [--fresh]

Sentences stand in `training/news/incidents_zh.yaml` (`python -m training.news.sentences`), cues in the incident types.
`negative-zh` tells whether a text is bad news, and for whom. Names are invented, so it is not given the names
themselves. With --fresh a fifth of the cores is kept out and judged: wordings that the model has not seen.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.models.negative import NAME as NEGATIVE
from cnesg.sentiment.models.negative import NamedText, NegativeModel, Verdict, pack_negative
from cnesg.sentiment.training.fitting import Recipe
from cnesg.sentiment.training.negative import DOCUMENT, ENTITY, JudgedText, negative_figures, train_negative
from cnesg.text.model_files import keep_model

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "cnesg" / "sentiment" / "models" / "weights"
SENTENCES = HERE / "news" / "incidents_zh.yaml"
FRESH = 5
SEED = 0
# what hangs on names counts nothing: those of the sentences are invented
OF_NAMES = frozenset({"names", "company", "name", "unmasked"})
BAD, GOOD = -1, 1
STAND_IN = "某某公司"


@dataclass(frozen=True)
class Sentence:
    """A sentence, what it tells of whom, and the core that it was written from."""

    text: str
    bad: frozenset[str]
    names: tuple[str, ...]
    core: str


def sentences() -> Iterator[Sentence]:
    """The sentences written from cores."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("- "):
            continue
        row = json.loads(line[2:])
        bad = frozenset(each["name"] for each in row["subjects"] if each["polarity"] == BAD)
        names = (*(each["name"] for each in row["subjects"]), *row["bystanders"])
        yield Sentence(row["text"], bad, tuple(dict.fromkeys(names)), row["core"])


def of_definitions() -> Iterator[Sentence]:
    """The cues and examples of the incident types, each cue told of a stand-in."""
    for code, kind in sorted(load_incidents().types.items()):
        for cue in kind.cues.zh:
            text = f"{STAND_IN}{cue}"
            bad = frozenset({STAND_IN}) if kind.polarity == BAD else frozenset[str]()
            yield Sentence(text, bad, (STAND_IN,), f"cue/{code}/{cue}")


def judged(rows: Sequence[Sentence]) -> list[JudgedText]:
    """Sentences as texts that are bad news for some of their names; parts of names are asked too, and are nobody's."""
    found = []
    for row in rows:
        parts = [name[:-2] for name in row.names if len(name) > 3 and name != STAND_IN]
        shown = NamedText("", row.text, tuple(dict.fromkeys((*row.names, *parts))))
        found.append(JudgedText(shown, Verdict(bool(row.bad), row.bad)))
    return found


def articles(rows: Sequence[Sentence]) -> list[JudgedText]:
    """Longer texts of several sentences: half of them with one that is bad news, half without any."""
    draw = random.Random(SEED)
    bad, other = [row for row in rows if row.bad], [row for row in rows if not row.bad]
    found = []
    for number in range(len(rows)):
        chosen = [draw.choice(other) for _ in range(draw.randint(2, 5))]
        if number % 2:
            chosen[draw.randrange(len(chosen))] = draw.choice(bad)
        names = tuple(dict.fromkeys(name for row in chosen for name in row.names))
        whose = frozenset(name for row in chosen for name in row.bad)
        found.append(
            JudgedText(NamedText("", "。".join(row.text for row in chosen), names), Verdict(bool(whose), whose))
        )
    return found


def negative_model(rows: Sequence[Sentence], cues: Sequence[Sentence]) -> NegativeModel:
    """The model of bad news; real texts are unlike these sentences, so both of its parts must agree."""
    texts = [*judged([*rows, *cues]), *articles(rows)]
    return replace(train_negative(texts, without_names(DOCUMENT), without_names(ENTITY)), agreed=True)


def without_names(recipe: Recipe) -> Recipe:
    """The recipe with views of names that count nothing."""
    views = tuple(replace(view, weight=0.0) if view.name in OF_NAMES else view for view in recipe.views)
    return replace(recipe, views=views)


def is_fresh(row: Sentence) -> bool:
    """Whether the sentence's core is kept out; by the core's own name, so that it stays the same."""
    return crc32(row.core.encode()) % FRESH == 0


def main() -> None:
    """Trains the model, prints figures on cores kept out, writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--fresh", action="store_true")
    arguments = parser.parse_args()
    written, cues = list(sentences()), list(of_definitions())
    print(len(written), "sentences", len(cues), "cues")
    if arguments.fresh:
        learnt, out = [row for row in written if not is_fresh(row)], [row for row in written if is_fresh(row)]
        negative = negative_model(learnt, cues)
        print("bad news of fresh cores", negative_figures(judged(out), negative.judge([r.shown for r in judged(out)])))
    data = pack_negative(negative_model(written, cues))
    keep_model(data, NEGATIVE, arguments.out)
    print(NEGATIVE, f"{len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
