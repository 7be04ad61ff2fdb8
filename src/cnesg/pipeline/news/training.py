"""Training models of news on labels that a user brings: the same files give the same model, bit for bit."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

import cnesg
from cnesg.errors import InputError, Problem, render
from cnesg.pipeline.news.labels import LabelledNews, read_labels
from cnesg.pipeline.writing import write_whole
from cnesg.sentiment.lexicon import polarity_reader
from cnesg.sentiment.models.incidents import IncidentModel
from cnesg.sentiment.models.negative import NamedText, NegativeModel, Verdict
from cnesg.sentiment.models.polarity import PolarityJudge, PolarityQuestion
from cnesg.sentiment.models.subject_types import Asked
from cnesg.sentiment.models.trained_news import TrainedNews, pack_news, unpack_news
from cnesg.sentiment.training.confused import fit_types
from cnesg.sentiment.training.incidents import train_incidents
from cnesg.sentiment.training.labelled import LabelledText
from cnesg.sentiment.training.negative import JudgedText, negative_figures, train_negative
from cnesg.sentiment.training.polarity import fit_polarity
from cnesg.text.near_duplicates import groups as near_duplicate_groups

LEAST = 20
"""Labelled rows from which a part is trained; fewer teach nothing that could be judged."""
_HELD = 5


@dataclass(frozen=True)
class NewsCard:
    """What a trained model is and how it did.

    Attributes:
        sha256: of the model's file.
        files: SHA-256 of each file of labels, in the order in which they were given.
        texts: distinct texts learnt from.
        labels: rows by part and label.
        held_out: figures on the texts that were kept out, by a model of the others; None where too few are left.
        code: version of cnesg.
        library: versions of the libraries that fitted it.
    """

    sha256: str
    files: Mapping[str, str]
    texts: int
    labels: Mapping[str, Mapping[str, int]]
    held_out: Mapping[str, float]
    code: str
    library: Mapping[str, str]


@dataclass(frozen=True)
class TrainedFile:
    """A model as it is written, with its card."""

    data: bytes
    card: NewsCard

    def write(self, path: Path) -> None:
        """Write the model and its card beside it, to be read by programs (`.card.json`) and by people (`.card.md`).

        Raises:
            InputError: the place can't be written to.
        """
        write_whole(path, self.data)
        text = json.dumps(asdict(self.card), ensure_ascii=False, indent=2, sort_keys=True)
        write_whole(path.with_suffix(".card.json"), f"{text}\n".encode())
        write_whole(path.with_suffix(".card.md"), card_text(self.card).encode())


def train_news(paths: Sequence[Path]) -> TrainedFile:
    """Train on files of labels (`cnesg.pipeline.news.labels`).

    A fifth of the texts, near-duplicates together, is first kept out and judged; the model given learns from all.

    Args:
        paths: files; a text that stands in several of them counts once, as the first has it.

    Raises:
        InputError: every problem of every file; scikit-learn is missing; or no part has labels enough to learn from.
    """
    news = _read(paths)
    model = fit_news(news)
    if not model.parts:
        raise InputError.of("news.too_few_labels", path=", ".join(map(str, paths)), least=LEAST)
    data = pack_news(model)
    card = NewsCard(
        sha256=hashlib.sha256(data).hexdigest(),
        files={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        texts=len(news),
        labels=label_counts(news),
        held_out=_held_out(news),
        code=cnesg.__version__,
        library={name: version(name) for name in ("numpy", "scipy", "scikit-learn")},
    )
    return TrainedFile(data, card)


def _read(paths: Sequence[Path]) -> list[LabelledNews]:
    found: dict[tuple[str, str], LabelledNews] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for one in read_labels(path):
                found.setdefault((one.title, one.text), one)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    return list(found.values())


def fit_news(news: Sequence[LabelledNews]) -> TrainedNews:
    """The parts for which there are labels enough, each on the rows that have them."""
    polarity = {}
    for language in ("en", "zh"):
        asked = polarity_questions(news, language)
        if len(asked) >= LEAST and len({label for _, label in asked}) > 1:
            polarity[language] = fit_polarity([question for question, _ in asked], [label for _, label in asked])
    return TrainedNews(polarity, _incidents(news), _negative(news))


def polarity_questions(news: Sequence[LabelledNews], language: str) -> list[tuple[PolarityQuestion, str]]:
    """Companies whose polarity is labelled, in texts of a language."""
    return [
        (PolarityQuestion(one.title, one.text, name, _others(one, name), language), labels.polarity)
        for one in news
        if one.language == language
        for name, labels in one.companies.items()
        if labels.polarity is not None
    ]


def event_texts(news: Sequence[LabelledNews]) -> list[LabelledText]:
    """Texts all of whose companies have labels of incidents, with what they tell of whom."""
    return [
        LabelledText(
            one.whole,
            tuple((code, name) for name, held in one.companies.items() for code in sorted(held.incidents or ())),
        )
        for one in news
        if all(held.incidents is not None for held in one.companies.values())
    ]


def judged_texts(news: Sequence[LabelledNews]) -> list[JudgedText]:
    """Texts all of whose companies are labelled as subjects of bad news or not."""
    found = []
    for one in news:
        if all(held.negative is not None for held in one.companies.values()):
            bad = frozenset(name for name, held in one.companies.items() if held.negative)
            found.append(JudgedText(NamedText("", one.whole, tuple(one.companies)), Verdict(bool(bad), bad)))
    return found


def _incidents(news: Sequence[LabelledNews]) -> IncidentModel | None:
    texts = event_texts(news)
    if sum(bool(one.events) for one in texts) < LEAST:
        return None
    asked: list[Asked] = []
    told = []
    for one in news:
        for name, held in one.companies.items():
            if held.incidents is not None:
                asked.append((one.whole, name, _others(one, name)))
                told.append(frozenset(held.incidents))
    kinds = sorted({code for held in told for code in held})
    # names of which nothing is told teach when to tell nothing
    return replace(train_incidents(texts), types=fit_types(asked, told, kinds))


def _negative(news: Sequence[LabelledNews]) -> NegativeModel | None:
    texts = judged_texts(news)
    if len(texts) < LEAST or len({one.verdict.negative for one in texts}) < 2:
        return None
    return train_negative(texts)


def _others(one: LabelledNews, name: str) -> tuple[str, ...]:
    return tuple(other for other in one.companies if other != name)


def label_counts(news: Sequence[LabelledNews]) -> dict[str, dict[str, int]]:
    """Rows by part and label, sorted."""
    counts: dict[str, Counter[str]] = {"polarity": Counter(), "incident": Counter(), "negative": Counter()}
    for held in (labels for one in news for labels in one.companies.values()):
        counts["polarity"].update([held.polarity] if held.polarity else [])
        counts["incident"].update(() if held.incidents is None else held.incidents or ["none"])
        counts["negative"].update([] if held.negative is None else [str(int(held.negative))])
    return {part: dict(sorted(found.items())) for part, found in counts.items() if found}


def _held_out(news: Sequence[LabelledNews]) -> dict[str, float]:
    """How a model of four fifths of the texts does on the fifth; no wording stands on both sides."""
    out = kept_out([one.whole for one in news])
    learnt = [one for one, held in zip(news, out, strict=True) if not held]
    judged = [one for one, held in zip(news, out, strict=True) if held]
    return news_figures(unpack_news(pack_news(fit_news(learnt))), judged)


def kept_out(texts: Sequence[str]) -> list[bool]:
    """Which texts are judged by a model of the others: a fifth at most, near-duplicates together, whatever the order.

    A group of near-duplicates that alone has more than a fifth of all texts is learnt from.
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(near_duplicate_groups(texts)):
        groups[group].append(place)
    hashes = [crc32(text.encode("utf-8", "surrogatepass")) for text in texts]
    drawn = sorted(groups.values(), key=lambda places: min(hashes[place] for place in places))
    held: set[int] = set()
    for places in drawn:
        if (len(held) + len(places)) * _HELD <= len(texts):
            held.update(places)
    return [place in held for place in range(len(texts))]


def news_figures(model: TrainedNews, judged: Sequence[LabelledNews]) -> dict[str, float]:
    """Accuracy of polarity by language, F1 of incidents given names and from the text alone, and of bad news."""
    found: dict[str, float] = {"texts": len(judged)}
    for language, one in model.polarity.items():
        asked = polarity_questions(judged, language)
        if asked:
            judge = PolarityJudge({language: polarity_reader(language)}, {language: one})
            answers = judge.answers([question for question, _ in asked])
            right = sum(given == label for given, (_, label) in zip(answers, asked, strict=True))
            found[f"polarity_{language}_accuracy"] = round(right / len(asked), 4)
    texts = event_texts(judged)
    if model.incidents is not None and any(one.events for one in texts):
        told = model.incidents.events_of([one.text for one in texts])
        found["incident_and_subject_f1"] = _f1([set(one.events) for one in texts], [set(one) for one in told])
    bad = judged_texts(judged)
    if model.negative is not None and bad:
        figures = negative_figures(bad, model.negative.judge([one.shown for one in bad]))
        found |= {f"negative_{name}": value for name, value in figures.items()}
    return found


def _f1(wanted: Sequence[set[tuple[str, str]]], given: Sequence[set[tuple[str, str]]]) -> float:
    right = sum(len(one & other) for one, other in zip(wanted, given, strict=True))
    total = sum(map(len, wanted)) + sum(map(len, given))
    return round(2 * right / total, 4) if total else 1.0


def card_text(card: NewsCard) -> str:
    """The card as Markdown, in the language of the user."""
    lines = [
        render("news.card", sha256=card.sha256, texts=card.texts, code=card.code),
        "",
        f"## {render('news.card_files')}",
        "",
        *(f"- `{name}` {digest}" for name, digest in card.files.items()),
        "",
        f"## {render('news.card_labels')}",
        "",
        *(f"- {part}: {', '.join(f'{one} {n}' for one, n in held.items())}" for part, held in card.labels.items()),
        "",
        f"## {render('news.card_held_out')}",
        "",
        *(f"- {name}: {value}" for name, value in card.held_out.items()),
        "",
        f"## {render('news.card_limits_title')}",
        "",
        render("news.card_limits"),
        "",
        ", ".join(f"{name} {number}" for name, number in card.library.items()),
    ]
    return "\n".join(lines) + "\n"
