"""Accuracy of what English headlines say of each entity in them: as trained on a file, and as shipped.

    python benchmarks/news_english.py --train FILE --test FILE
    python benchmarks/news_english.py --train FILE [--seeds 1,2]

Files have the columns Title and Decisions (names with positive, negative or neutral). `conflicting_accuracy` is that of
headlines that are good for one entity and bad for another; null where there are none.
Without --test the first file is tested on itself in five parts, each by a model of the other four, once for each seed;
the same text and near-duplicates are in one part. Models are trained as the one that ships is, on what we wrote and the
file. Rows to train on whose text is tested on are left out. The last line is one JSON object.
"""

import sys
import time
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.news_polarity import written

from cnesg.sentiment.lexicon import polarity_reader
from cnesg.sentiment.models.ngram_model import pack, unpack
from cnesg.sentiment.models.polarity import LABELS, PolarityJudge, shipped_judge
from cnesg.sentiment.training.polarity import fit_polarity
from labelled_news import Judged, Labelled, conflicting, read_english, run

MOST, SEVERAL = 4, 20
"""Texts of each pattern of ours that names one company, and of each that names several: rare in labelled news."""


def judge(train: Labelled, test: Labelled) -> tuple[Judged, dict[str, float]]:
    """Answers to the rows of a test by each way, and items a second."""
    questions, labels = zip(*train, *zip(*written("en", most=MOST, several=SEVERAL), strict=True), strict=True)
    model = unpack(pack(fit_polarity(questions, labels, calibrated=False)))
    ready = PolarityJudge({"en": polarity_reader("en")}, {"en": model})
    asked = [question for question, _ in test]
    started = time.process_time()
    trained = ready.answers(asked)
    seconds = time.process_time() - started
    told = zip(test, trained, shipped_judge().answers(asked), strict=True)
    return [(*row, {"trained": one, "shipped": two}) for row, one, two in told], {
        "model_items_a_second": len(test) / seconds
    }


def figures(judged: Judged) -> dict[str, float | None]:
    """The share of right answers, in all headlines and in those that are good for one and bad for another."""
    for label in LABELS:
        told = {other: sum(said["trained"] == other for _, given, said in judged if given == label) for other in LABELS}
        print(f"{label} was answered as {told}")
    opposed = conflicting([(question, label) for question, label, _ in judged])
    some = [one for one, counted in zip(judged, opposed, strict=True) if counted]
    return {
        "accuracy": _share(judged, "trained"),
        "conflicting_accuracy": _share(some, "trained"),
        "shipped_accuracy": _share(judged, "shipped"),
        "shipped_conflicting_accuracy": _share(some, "shipped"),
        "conflicting": len(some),
    }


def _share(judged: Judged, way: str) -> float | None:
    return fmean(said[way] == label for _, label, said in judged) if judged else None


if __name__ == "__main__":
    raise SystemExit(run(__doc__, read_english, judge, figures, "1"))
