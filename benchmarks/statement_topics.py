"""Accuracy of the topic and the kind of Chinese sentences.

    python benchmarks/statement_topics.py --train FILE --test FILE

Both files have the columns `sentences`, `label` (the topic) and `quality` (qualitative, quantitative or off topic). The
model is trained on the first as the one that ships is (`python -m training.topics`), and judges the second as shipped.
Keep near-duplicates of one file out of the other. The last line printed is one JSON object with every figure.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.topics import figures, read, train

from cnesg.disclosure.sentence_topics import pack_topics, unpack_topics


def main() -> int:
    """Trains on one file, judges the other, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    arguments = parser.parse_args()
    # packed and unpacked, so that the half precision of what ships is measured too
    trained = train(read(arguments.train))
    model = unpack_topics(pack_topics(trained), trained.meaning)
    started = time.perf_counter()
    rows = read(arguments.test)
    answers = model.answers([row.text for row in rows], [row.cues for row in rows])
    seconds = time.perf_counter() - started
    found = figures(rows, answers)
    for name, value in found.items():
        print(f"{name:20} {value}")
    print(f"{'sentences a second':20} {len(rows) / seconds:.0f}")
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
