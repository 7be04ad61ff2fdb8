"""Trains the model of English incident types that ships, on sentences of our own, and says how good it is.

    python -m training.news_types_en [--out FOLDER]

Learnt from `training/news` (`python -m training.news.sentences`) and the cues of the types. Judged twice: with a fifth
of the cores left out, which are worded unlike the rest on purpose, and on headlines that were not written for training
(`tests/cases/incidents/headlines.yaml`, `held_out`).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.models.english_types import NAME, NOTHING, VIEWS, row, smaller, told_by
from cnesg.sentiment.models.ngram_model import NgramModel, pack
from cnesg.sentiment.models.views import Row
from cnesg.sentiment.training.fitting import Recipe, fit
from cnesg.text.model_files import keep_model
from training.news.sentences import rows

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src" / "cnesg" / "sentiment" / "models" / "weights"
HEADLINES = HERE.parent / "tests" / "cases" / "incidents" / "headlines.yaml"
RECIPE = Recipe(VIEWS, least=1, softness=1.0)
_HELD, _FOLD = 4, 5


def examples() -> list[tuple[Row, str, bool]]:
    """Rows with their type, and whether they belong to the cores that are left out for judging."""
    found = []
    for each in rows("en", draws=2):
        if each["form"] == "list":
            continue
        number = each["core"].rsplit("/", 1)[1]
        held = number.isdigit() and int(number) % _FOLD == _HELD
        for subject in each["subjects"]:
            seen = row(each["text"], subject["name"], each["bystanders"])
            found.append((seen, subject["type"] or NOTHING, held))
    for code, kind in load_incidents().types.items():
        found += [(row(cue, ""), code, False) for cue in kind.cues.en]
    return found


def accuracy(model: NgramModel, given: Sequence[Row], labels: Sequence[str]) -> float:
    """The share of rows whose likeliest label is the given one."""
    return float(np.mean([told == label for told, label in zip(model.answers(given), labels, strict=True)]))


def main() -> None:
    """Train, judge, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    out = parser.parse_args().out
    every = examples()
    kept, held = ([one for one in every if one[2] is wanted] for wanted in (False, True))
    judged = smaller(fit([one[0] for one in kept], [one[1] for one in kept], RECIPE))
    print("cores left out", len(held), round(accuracy(judged, [one[0] for one in held], [one[1] for one in held]), 4))
    model = smaller(fit([one[0] for one in every], [one[1] for one in every], RECIPE))
    lines = yaml.safe_load(HEADLINES.read_text(encoding="utf-8"))["held_out"]
    seen, labels = [row(line["en"], "") for line in lines], [line["type"] for line in lines]
    sure = [next(iter(found), "") for found in told_by(model, seen)]
    right = sum(one == label for one, label in zip(sure, labels, strict=True))
    print("headlines", len(lines), accuracy(model, seen, labels), "told", sum(map(bool, sure)), "right", right)
    data = pack(model)
    keep_model(data, NAME, out)
    print(f"{len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
