"""Trains the models of incident types that ship, on sentences of our own, and says how good they are.

    python -m training.news_types [zh] [en] [--out FOLDER]

Learnt from `training/news` (`python -m training.news.sentences`): sentences, and the names, definitions, examples and
cues of the types. Judged twice: with a fifth of the cores left out, which are worded unlike the rest on purpose, and on
headlines that were not written for training (`tests/cases/incidents/headlines.yaml`, `held_out`).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.models.incident_types import MODELS, NOTHING, row, smaller, told_by
from cnesg.sentiment.models.ngram_model import NgramModel, pack
from cnesg.sentiment.models.views import Row
from cnesg.sentiment.training.fitting import Recipe, fit
from cnesg.text.model_files import keep_model
from training.news.sentences import rows

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src" / "cnesg" / "sentiment" / "models" / "weights"
HEADLINES = HERE.parent / "tests" / "cases" / "incidents" / "headlines.yaml"
_HELD, _FOLD = 4, 5


def examples(language: str) -> list[tuple[Row, str, bool]]:
    """Rows with their type, and whether they belong to the cores that are left out for judging."""
    found = []
    for each in rows(language, draws=2):
        if each["form"] == "list":
            continue
        number = each["core"].rsplit("/", 1)[1]
        held = number.isdigit() and int(number) % _FOLD == _HELD
        for subject in each["subjects"]:
            seen = row(each["text"], subject["name"], each["bystanders"], language)
            found.append((seen, subject["type"] or NOTHING, held))
    for code, kind in load_incidents().types.items():
        found += [(row(cue, "", (), language), code, False) for cue in getattr(kind.cues, language)]
    return found


def trained(learnt: Sequence[tuple[Row, str, bool]], language: str) -> NgramModel:
    """A model of these rows, as small as the one that ships."""
    recipe = Recipe(MODELS[language].views, least=1, softness=1.0)
    return smaller(fit([one[0] for one in learnt], [one[1] for one in learnt], recipe))


def accuracy(model: NgramModel, given: Sequence[Row], labels: Sequence[str]) -> float:
    """The share of rows whose likeliest label is the given one."""
    return float(np.mean([told == label for told, label in zip(model.answers(given), labels, strict=True)]))


def make(language: str, out: Path) -> None:
    """Train a model, judge it, keep it."""
    every = examples(language)
    kept, held = ([one for one in every if one[2] is wanted] for wanted in (False, True))
    judged = trained(kept, language)
    print("cores left out", len(held), round(accuracy(judged, [one[0] for one in held], [one[1] for one in held]), 4))
    model = trained(every, language)
    lines = yaml.safe_load(HEADLINES.read_text(encoding="utf-8"))["held_out"]
    seen, labels = [row(line[language], "", (), language) for line in lines], [line["type"] for line in lines]
    sure = [next(iter(found), "") for found in told_by(model, seen, MODELS[language].least)]
    right = sum(one == label for one, label in zip(sure, labels, strict=True))
    print("headlines", len(lines), accuracy(model, seen, labels), "told", sum(map(bool, sure)), "right", right)
    data = pack(model)
    keep_model(data, MODELS[language].name, out)
    print(f"{MODELS[language].name}: {len(data) / 1e6:.1f} MB")


def main() -> None:
    """Train, judge, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=sorted(MODELS))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    for language in arguments.languages:
        make(language, arguments.out)


if __name__ == "__main__":
    main()
