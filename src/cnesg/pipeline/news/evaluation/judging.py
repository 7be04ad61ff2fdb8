"""What reading labelled news gives beside what is true of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cnesg.model.news import Mention, NewsItem
from cnesg.pipeline.news.labels import CompanyLabels, LabelledNews
from cnesg.sentiment.reading import NewsReader

POLARITIES = ("positive", "neutral", "negative")
EXAMPLES = 5
_THIRD = 1 / 3
_BATCH = 512
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Judged:
    """A company in a labelled text.

    Attributes:
        news: the text.
        name: of the company.
        labels: what is true of it.
        polarity: as told: positive, neutral or negative.
        codes: of the incident types that are told of it.
        negative: whether it is told to be the subject of bad news.
    """

    news: LabelledNews
    name: str
    labels: CompanyLabels
    polarity: str
    codes: frozenset[str]
    negative: bool


@dataclass(frozen=True)
class TypeCount:
    """An incident type: how often it is labelled, told of these, and told where it is not labelled."""

    code: str
    labelled: int
    right: int
    extra: int


@dataclass(frozen=True)
class Error:
    """A company about which labels and answers differ.

    Attributes:
        kind: `polarity`, `incident` or `negative`.
        wanted: as labelled.
        given: as told.
        judged: where.
    """

    kind: str
    wanted: str
    given: str
    judged: Judged


def judge(reader: NewsReader, news: Sequence[LabelledNews]) -> list[Judged]:
    """What a reader says of each company of each text, the names being given.

    Polarity is neutral in the middle third of its scale; where no label is neutral, its sign decides.
    """
    edge = _THIRD if any(held.polarity == "neutral" for one in news for held in one.companies.values()) else 0.0
    found = []
    for start in range(0, len(news), _BATCH):
        part = news[start : start + _BATCH]
        for one, mentions in zip(part, reader.read_all([_item(one) for one in part]), strict=True):
            told = {mention.name: mention for mention in mentions}
            found += [_judged(one, name, labels, told[name], edge) for name, labels in one.companies.items()]
    return found


def _item(one: LabelledNews) -> NewsItem:
    when = one.published or _UNDATED
    return NewsItem(str(one.row), one.title, one.text, when, when, "", entities=tuple(one.companies))


def _judged(news: LabelledNews, name: str, labels: CompanyLabels, told: Mention, edge: float) -> Judged:
    polarity = "positive" if told.polarity > edge else "negative" if told.polarity < -edge else "neutral"
    if not edge and polarity == "neutral":
        polarity = "positive"  # nothing bad is told
    codes = frozenset(one.code for one in told.incidents)
    return Judged(news, name, labels, polarity, codes, told.negative)


def confusion(judged: Sequence[Judged]) -> dict[tuple[str, str], int]:
    """How often each polarity was told of companies of each labelled polarity."""
    return dict(Counter((one.labels.polarity, one.polarity) for one in judged if one.labels.polarity is not None))


def bad_news(judged: Sequence[Judged]) -> dict[tuple[bool, bool], int]:
    """How often bad news was told, or not, of companies labelled as its subject, or not."""
    return dict(Counter((one.labels.negative, one.negative) for one in judged if one.labels.negative is not None))


def type_counts(judged: Sequence[Judged]) -> list[TypeCount]:
    """All types that are labelled or told, the most frequent first."""
    labelled, right, extra = Counter[str](), Counter[str](), Counter[str]()
    for one in judged:
        if one.labels.incidents is not None:
            labelled.update(one.labels.incidents)
            right.update(one.labels.incidents & one.codes)
            extra.update(one.codes - one.labels.incidents)
    codes = sorted({*labelled, *extra}, key=lambda code: (-labelled[code] - extra[code], code))
    return [TypeCount(code, labelled[code], right[code], extra[code]) for code in codes]


def taken_for(judged: Sequence[Judged]) -> list[tuple[tuple[str, str], int]]:
    """Types that were missed with what was told in their place, the most frequent first; empty where nothing was."""
    counted = Counter(
        (code, given)
        for one in judged
        if one.labels.incidents is not None
        for code in sorted(one.labels.incidents - one.codes)
        for given in (sorted(one.codes - one.labels.incidents) or [""])
    )
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Accuracy of polarity; precision, recall and F1 of incidents and of bad news, of those parts that are labelled."""
    found: dict[str, float] = {"companies": len(judged)}
    polarity = confusion(judged)
    if polarity:
        found["polarity_accuracy"] = _share(sum(polarity.get((p, p), 0) for p in POLARITIES), sum(polarity.values()))
    types = type_counts(judged)
    if types:
        right = sum(one.right for one in types)
        found |= _scores("incident", right, sum(one.right + one.extra for one in types), sum(o.labelled for o in types))
    bad = bad_news(judged)
    if bad:
        right, extra = bad.get((True, True), 0), bad.get((False, True), 0)
        found |= _scores("negative", right, right + extra, right + bad.get((True, False), 0))
    return found


def _scores(name: str, right: int, given: int, wanted: int) -> dict[str, float]:
    return {
        f"{name}_precision": _share(right, given),
        f"{name}_recall": _share(right, wanted),
        f"{name}_f1": _share(2 * right, given + wanted),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def errors(judged: Sequence[Judged]) -> dict[tuple[str, str, str], list[Error]]:
    """The errors of each kind in the order of the file: incidents missed, told in excess, or one for another."""
    found: dict[tuple[str, str, str], list[Error]] = {}
    for error in (error for one in judged for error in _errors_of(one)):
        key = (error.kind, error.wanted, error.given) if error.kind != "incident" else ("incident", *_how(error))
        found.setdefault(key, []).append(error)
    return dict(sorted(found.items(), key=lambda pair: (pair[0][0], -len(pair[1]), pair[0])))


def _how(error: Error) -> tuple[str, str]:
    return ("some" if error.wanted else "none"), ("other" if error.given else "none")


def _errors_of(one: Judged) -> Iterator[Error]:
    labels = one.labels
    if labels.polarity is not None and labels.polarity != one.polarity:
        yield Error("polarity", labels.polarity, one.polarity, one)
    if labels.negative is not None and labels.negative != one.negative:
        yield Error("negative", str(int(labels.negative)), str(int(one.negative)), one)
    if labels.incidents is not None and labels.incidents != one.codes:
        missed, extra = labels.incidents - one.codes, one.codes - labels.incidents
        yield Error("incident", " ".join(sorted(missed)), " ".join(sorted(extra)), one)
