"""Trains the models of polarity that ship, on what we wrote alone, and writes them with their checksums.

    python -m training.news_polarity [--out DIR]

Patterns lie in `training/news/polarity_zh.yaml` and `polarity_en.yaml`. `benchmarks/news_polarity.py` and
`benchmarks/news_english.py` train on a file of one's own besides and measure.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from cnesg.sentiment.models.ngram_model import pack
from cnesg.sentiment.models.polarity import MODELS, PolarityQuestion
from cnesg.sentiment.training.polarity import fit_polarity
from cnesg.text.model_files import keep_model
from training.news_templates import examples

WRITTEN = Path(__file__).resolve().parent / "news"
WEIGHTS = Path(__file__).resolve().parents[1] / "src/cnesg/sentiment/models/weights"
MOST, SEVERAL = {"zh": 5, "en": 8}, {"zh": 5, "en": 12}
"""Texts of one pattern that names one company, and of one that names several."""


def written(language: str, *, most: int, several: int, seed: int = 0) -> tuple[list[PolarityQuestion], list[str]]:
    """What we wrote, as questions with their labels: one for each company of a text.

    Args:
        language: `zh` or `en`.
        most: texts of one pattern.
        several: texts of one pattern that names several companies.
        seed: of names, figures and alternatives.
    """
    questions: list[PolarityQuestion] = []
    labels: list[str] = []
    made = examples(WRITTEN / f"polarity_{language}.yaml", most=most, several=several, seed=seed)
    for number, example in enumerate(made):
        # headlines are often repeated as the first words of the text
        body = example.text if number % 2 else ""
        for name, label in example.labels.items():
            others = tuple(other for other in example.labels if other != name)
            questions.append(PolarityQuestion(example.text, body, name, others, language))
            labels.append(label)
    return questions, labels


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, writes, tells sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    folder = parser.parse_args(arguments).out
    for language, name in MODELS.items():
        questions, labels = written(language, most=MOST[language], several=SEVERAL[language])
        data = pack(fit_polarity(questions, labels))
        keep_model(data, name, folder)
        print(f"{name}: {len(labels)} judgements, {len(data) / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
