"""Accuracy of the polarity of Chinese company news: as trained on a file, by words alone, and as shipped.

    python benchmarks/news_polarity.py --train FILE --test FILE
    python benchmarks/news_polarity.py --train FILE [--seeds 1,2,3]

Files have the columns 公司, 正负面 (1 good, 0 bad), 标题 and 正文.
Without --test the first file is tested on itself in five parts, each by a model of the other four, once for each seed;
the same text and near-duplicates are in one part. Models are trained as the one that ships is, on what we wrote and the
file. Rows to train on whose text is tested on are left out. The last line is one JSON object.
"""

import sys
import time
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.news_polarity import MOST, SEVERAL, written

from cnesg.sentiment.lexicon import polarity_reader
from cnesg.sentiment.models.ngram_model import pack, unpack
from cnesg.sentiment.models.polarity import PolarityJudge, shipped_judge
from cnesg.sentiment.training.polarity import fit_polarity
from labelled_news import Judged, Labelled, read_chinese, run

WAYS = {"accuracy": "trained", "lexicon_accuracy": "words", "shipped_accuracy": "shipped"}


def judge(train: Labelled, test: Labelled) -> tuple[Judged, dict[str, float]]:
    """Polarities of the rows of a test by each way, and items a second."""
    own = [
        row for row in zip(*written("zh", most=MOST["zh"], several=SEVERAL["zh"]), strict=True) if row[1] != "neutral"
    ]
    questions, labels = zip(*train, *own, strict=True)
    # packed and unpacked, so that the half precision of what ships is measured too
    model = unpack(pack(fit_polarity(questions, labels, calibrated=False)))
    ready = PolarityJudge({"zh": polarity_reader("zh")}, {"zh": model})
    asked = [question for question, _ in test]
    started = time.process_time()
    trained = ready.polarities(asked)
    middle = time.process_time()
    words = ready.by_words(asked)
    ended = time.process_time()
    told = zip(test, trained, words, shipped_judge().polarities(asked), strict=True)
    judged: Judged = [(*row, {"trained": one, "words": two, "shipped": three}) for row, one, two, three in told]
    return judged, {
        "model_items_a_second": len(test) / (middle - started),
        "lexicon_items_a_second": len(test) / (ended - middle),
    }


def figures(judged: Judged) -> dict[str, float | None]:
    """The share of right answers of each way; files know good and bad alone, and 0 counts as good."""
    return {
        name: fmean((said[way] >= 0) == (label == "positive") for _, label, said in judged)
        for name, way in WAYS.items()
    }


if __name__ == "__main__":
    raise SystemExit(run(__doc__, read_chinese, judge, figures, "1,2,3"))
