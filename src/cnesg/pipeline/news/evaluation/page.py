"""The evaluation as one HTML page without outside parts: prints on A4, reads on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from cnesg.errors import current_language, render
from cnesg.framework.incidents import load_incidents
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.pipeline.news.evaluation.drift import CLASSES, months
from cnesg.pipeline.news.evaluation.judging import (
    EXAMPLES,
    POLARITIES,
    Error,
    Judged,
    bad_news,
    confusion,
    errors,
    figures,
    taken_for,
    type_counts,
)
from cnesg.pipeline.news.labels import read_labels
from cnesg.pipeline.page_templates import page_template

_SHOWN = 160
_TYPES, _PAIRS = 40, 15
_WORDS = (
    "confusion polarity bad_news incident labelled told share right missed extra type examples drift month companies"
    " accuracy length language nothing wanted given yes no few"
)


@dataclass(frozen=True)
class Evaluation:
    """A file of labels, and what was judged of it with which model."""

    path: Path
    model: Path | None
    judged: Sequence[Judged]

    def figures(self) -> dict[str, float]:
        """See `cnesg.pipeline.news.evaluation.judging.figures`."""
        return figures(self.judged)


def evaluate(path: Path, model: Path | None = None) -> Evaluation:
    """Judge a file of labels.

    Args:
        path: see `cnesg.pipeline.news.labels`.
        model: that a user trained; None takes those that ship.

    Raises:
        InputError: every problem of the file; or the model is none.
    """
    from cnesg.pipeline.news.analysis import reader_of_companies
    from cnesg.pipeline.news.evaluation.judging import judge

    return Evaluation(path, model, judge(reader_of_companies(None, model), read_labels(path)))


def page_of(found: Evaluation) -> str:
    """The page in the language of the user; everything from the file is escaped."""
    rules = load_sentiment_rules().drift
    words = {name: render(f"news.page_{name}") for name in _WORDS.split()}
    words |= {name: render(f"news.page_{name}") for name in POLARITIES}
    values = {
        "language": current_language(),
        "title": render("news.page_title"),
        "words": words,
        "file": found.path.name,
        "model": found.model.name if found.model else render("news.page_shipped"),
        "figures": [(render(f"news.figure_{name}"), value) for name, value in found.figures().items()],
        "polarity": confusion(found.judged),
        "polarities": POLARITIES,
        "bad": bad_news(found.judged),
        "types": [(one, _type_name(one.code)) for one in type_counts(found.judged)[:_TYPES]],
        "pairs": [(*pair, count) for pair, count in taken_for(found.judged)[:_PAIRS]],
        "name": _type_name,
        "errors": [(_kind(key), len(held), held[:EXAMPLES]) for key, held in errors(found.judged).items()],
        "excerpt": _excerpt,
        "answer": _answer,
        "months": months(found.judged, rules),
        "compared": tuple(CLASSES),
        "some": rules.some.value,
        "great": rules.great.value,
        "psi_legend": render("news.page_psi", some=rules.some.value, great=rules.great.value, least=rules.least.value),
    }
    return page_template("cnesg.pipeline.news.evaluation", "page.html.j2").render(values)


def _type_name(code: str) -> str:
    known = load_incidents().types.get(code)
    return str(getattr(known.name, current_language())) if known else ""


def _kind(key: tuple[str, str, str]) -> str:
    kind, wanted, given = key
    if kind == "incident":
        return render(f"news.error_incident_{wanted}_{given}")
    if kind == "negative":
        return render("news.error_negative_missed" if wanted == "1" else "news.error_negative_extra")
    return render("news.error_polarity", wanted=render(f"news.page_{wanted}"), given=render(f"news.page_{given}"))


def _answer(error: Error, told: str) -> str:
    """What is labelled or told, in words."""
    if error.kind == "incident":
        return "; ".join(f"{code} {_type_name(code)}" for code in told.split()) or render("news.page_nothing")
    if error.kind == "negative":
        return render("news.page_yes" if told == "1" else "news.page_no")
    return render(f"news.page_{told}")


def _excerpt(one: Judged) -> Markup:
    """The text around the company's name, which is marked."""
    text = one.news.whole.replace("\n", " ")
    place = max(0, text.find(one.name))
    start = max(0, min(place - _SHOWN // 3, len(text) - _SHOWN))
    shown = escape(text[start : start + _SHOWN])
    marked = shown.replace(escape(one.name), Markup("<mark>{}</mark>").format(one.name))
    return Markup("{}{}{}").format("…" if start else "", marked, "…" if start + _SHOWN < len(text) else "")
