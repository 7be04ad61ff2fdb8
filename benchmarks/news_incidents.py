"""How well the types and the subjects of events are told, as shipped and trained on labelled texts.

    python benchmarks/news_incidents.py --train FILE [--test FILE] [--folds 5] [--type-folds 10] [--only N]

Files hold a JSON list of rows: id (never read), text, type, subject; a row without a subject tells no event. Rows of
one text are put together. Without --test the first file is cut into folds by groups of near-duplicates, each judged by
a model of the others; --only judges the first so many of them. The type for a given subject is judged in --type-folds
too (0: not), since what a user trains learns from all rows, to which nine tenths are nearer than four fifths:
`type_accuracy` is of --folds, `type_accuracy_more_folds` of --type-folds, and neither is told without the other. With
--test the second file is judged, save for texts that stand in the first. An answer on a row is right where the file
gives it for that text and subject (or that text and type) in any row; the figures `of_rows` ask for the row's own. What
ships knows 371 codes and no label of the file: each code it tells stands for the label that it goes with most often in
the texts to train on, one that it does not tell there for none. The last line printed is one JSON object with every
figure.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cnesg.pipeline.news.models import ShippedNewsModels
from cnesg.sentiment.models.incidents import IncidentModel, pack_incidents, unpack_incidents
from cnesg.sentiment.models.subject_types import SubjectTypes, parts_of_types, types_of_parts
from cnesg.sentiment.questions import Question
from cnesg.sentiment.training.confused import fit_types
from cnesg.sentiment.training.incidents import train_incidents, typed_questions
from cnesg.sentiment.training.labelled import LabelledText, incident_rows
from cnesg.text.language import language_of
from cnesg.text.model_files import read_arrays, write_arrays
from cnesg.text.near_duplicates import groups
from news_splits import folds

Counts = dict[str, float]


def trained(rows: Sequence[LabelledText]) -> IncidentModel:
    """A model of these rows, packed and unpacked, so that half precision is measured too."""
    return unpack_incidents(pack_incidents(train_incidents(rows)))


def trained_types(rows: Sequence[LabelledText]) -> SubjectTypes:
    """The part of `trained` that tells the type for a given subject, alone."""
    kinds = sorted({kind for row in rows for kind, _ in row.events})
    return types_of_parts(*read_arrays(write_arrays(*parts_of_types(fit_types(*typed_questions(rows), kinds)))))


def type_accuracies(rows: Sequence[LabelledText], parts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Of each part right answers and answers asked, by types learnt from all other rows."""
    found = []
    for part in parts:
        out = set(part)
        types = trained_types([row for place, row in enumerate(rows) if place not in out])
        asked = [(place, subject) for place in part for _, subject in rows[place].events]
        told = types.answers([(rows[place].text, subject, ()) for place, subject in asked])
        right = sum((kind, subject) in rows[place].events for kind, (place, subject) in zip(told, asked, strict=True))
        print(f"types in {len(parts)} parts: {right} of {len(asked)}", flush=True)
        found.append((right, len(asked)))
    return found


def shipped_codes(rows: Sequence[LabelledText]) -> list[tuple[str, str, str]]:
    """Of each event the text, the subject and the code that what ships tells of it; empty where it tells none."""
    asked = [(row.text, subject) for row in rows for _, subject in row.events]
    questions = [Question(text, subject, (), language_of(text[:2000])) for text, subject in asked]
    told = ShippedNewsModels().incidents(questions)
    return [(*one, next(iter(types or {}), "")) for one, types in zip(asked, told, strict=True)]


def labels_of_codes(rows: Sequence[LabelledText]) -> dict[str, str]:
    """The label of the file that each code goes with most often."""
    kinds = [kind for row in rows for kind, _ in row.events]
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, _, code), kind in zip(shipped_codes(rows), kinds, strict=True):
        times[code][kind] += 1
    return {code: min(found, key=lambda kind: (-found[kind], kind)) for code, found in times.items() if code}


def judge(model: IncidentModel, rows: Sequence[LabelledText], labels: Mapping[str, str]) -> Counts:
    """Right answers and answers asked on these texts."""
    counts: Counts = defaultdict(float)
    asked = [(row.text, kind, subject) for row in rows for kind, subject in row.events]
    wanted = {row.text: set(row.events) for row in rows}
    types = model.types_of([(text, subject) for text, _, subject in asked])
    subjects = model.subjects_of([(text, kind) for text, kind, _ in asked])
    started = time.process_time()
    told = model.events_of([row.text for row in rows])
    counts["seconds"] = time.process_time() - started
    for (text, kind, subject), given_type, given_subject in zip(asked, types, subjects, strict=True):
        counts["type"] += (given_type, subject) in wanted[text]
        counts["type_of_row"] += given_type == kind
        counts["subject"] += (kind, given_subject) in wanted[text]
        counts["subject_of_row"] += given_subject == subject
    for text, subject, code in shipped_codes(rows):
        counts["shipped_type"] += (labels.get(code, ""), subject) in wanted[text]
    counts["asked"] = len(asked)
    counts["texts"] = len(rows)
    for row, events in zip(rows, told, strict=True):
        counts["pairs_right"] += len(wanted[row.text] & set(events))
        counts["pairs_told"] += len(set(events))
    return counts


def figures(counts: Counts) -> dict[str, float]:
    """The figures of counts summed over folds."""
    asked = max(1, counts["asked"])
    return {
        "type_accuracy": round(counts["type"] / asked, 4),
        "type_accuracy_of_rows": round(counts["type_of_row"] / asked, 4),
        "subject_accuracy": round(counts["subject"] / asked, 4),
        "subject_accuracy_of_rows": round(counts["subject_of_row"] / asked, 4),
        "pair_f1": round(2 * counts["pairs_right"] / max(1, counts["pairs_told"] + counts["asked"]), 4),
        "pair_precision": round(counts["pairs_right"] / max(1, counts["pairs_told"]), 4),
        "pair_recall": round(counts["pairs_right"] / asked, 4),
        "shipped_type_accuracy": round(counts["shipped_type"] / asked, 4),
        "texts_a_second": round(counts["texts"] / counts["seconds"]),
    }


def main() -> int:
    """Prints every figure; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--type-folds", type=int, default=10)
    parser.add_argument("--only", type=int)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rows = incident_rows(arguments.train)
    counts: Counts = defaultdict(float)
    more: list[tuple[int, int]] = []
    if arguments.test:
        learnt = {row.text for row in rows}
        judged = [row for row in incident_rows(arguments.test) if row.text not in learnt]
        counts |= judge(trained(rows), judged, labels_of_codes(rows))
    else:
        group = groups([row.text for row in rows])
        for fold in folds(group, arguments.folds, arguments.seed)[: arguments.only]:
            out = set(fold)
            others = [row for place, row in enumerate(rows) if place not in out]
            own = judge(trained(others), [rows[place] for place in fold], labels_of_codes(others))
            print(figures(own), flush=True)
            for name, value in own.items():
                counts[name] += value
        if arguments.type_folds:
            more = type_accuracies(rows, folds(group, arguments.type_folds, arguments.seed)[: arguments.only])
    found = figures(counts)
    if more:
        right, asked = map(sum, zip(*more, strict=True))
        found["type_accuracy_more_folds"] = round(right / max(1, asked), 4)
    for name, value in found.items():
        print(f"{name:28} {value}")
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
