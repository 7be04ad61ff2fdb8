"""The shapes of an explanation: a tree from a score down to printed numbers, frozen and ready for JSON."""

from dataclasses import asdict, dataclass
from typing import Any

from cnesg.explanation.controversies import Controversy


@dataclass(frozen=True)
class Contradiction:
    """Another source that gives another figure for the same fact; the precedence table decided against it.

    Attributes:
        observation_id: its id in the log.
        value: number in `unit`.
        unit: canonical unit.
        title: the document's title; None for an imported table.
        document: SHA-256 of the source file.
        page: 1-based page of a PDF.
        line: 1-based line of a text file, row of a table.
        available_at: ISO instant when the market could know it.
    """

    observation_id: str
    value: float
    unit: str | None
    title: str | None
    document: str
    page: int | None
    line: int | None
    available_at: str


@dataclass(frozen=True)
class NewsPlace:
    """Where a text of news stood.

    Attributes:
        news_id: the item's id in the log.
        medium: as it names itself.
        url: its address, if it gave one.
        published_at: ISO instant when the medium published it.
    """

    news_id: str
    medium: str
    url: str | None
    published_at: str


@dataclass(frozen=True)
class Since:
    """What has become of an observation since it was stored.

    Attributes:
        state: confirmed, corrected or rejected by a person, disputed by the company, restated by a newer row of the
            same fact, replaced by a later row of a list, or standing.
        superseded_by: id of the row that stands in its place; None while it stands itself.
        value: number of that row in `unit`; None for what is no number.
        unit: as that row has it.
        text: level of a statement, name of a list.
    """

    state: str
    superseded_by: str | None
    value: float | None
    unit: str | None
    text: str | None


@dataclass(frozen=True)
class Evidence:
    """One observation or text of news: what was printed or imported, where, and since when it could be known.

    Attributes:
        observation_id: its id in the log.
        concept: metric of a quantity, data point code of anything else.
        name_en: the metric's label.
        name_zh: the same in Chinese.
        breakdown: canonical JSON, `{}` for the whole company.
        fiscal_year: the year it is about.
        value: number in `unit`; None for statements.
        unit: canonical unit.
        text: level of a statement, name of a list.
        raw_value: characters printed.
        raw_unit: unit as printed.
        document: SHA-256 of the source file.
        title: the document's title; None where the table of documents has none (an imported table).
        page: 1-based page of a PDF.
        line: 1-based line of a text file, row of a table.
        bbox: x0, y0, x1, y1 in PDF points, origin top left.
        quote: verbatim words.
        available_at: ISO instant when the market could know it.
        available_source: where that date comes from.
        method: text, table, figure, ocr or import.
        confidence: 0 to 1.
        origin: reported or imported.
        review: review state.
        restated: it corrects an earlier figure.
        warnings: codes with arithmetic.
        contradictions: what other sources say instead.
        news: where the text stood, of an event that news tell; `concept` is its incident type then.
        since: what has become of it since the run; None where it stands as it did, or nobody looked.
    """

    observation_id: str
    concept: str
    name_en: str
    name_zh: str
    breakdown: str
    fiscal_year: int
    value: float | None
    unit: str | None
    text: str | None
    raw_value: str | None
    raw_unit: str | None
    document: str
    title: str | None
    page: int | None
    line: int | None
    bbox: list[float] | None
    quote: str | None
    available_at: str
    available_source: str
    method: str
    confidence: float
    origin: str
    review: str
    restated: bool
    warnings: list[str]
    contradictions: tuple[Contradiction, ...] = ()
    news: NewsPlace | None = None
    since: Since | None = None


@dataclass(frozen=True)
class ScoredInput:
    """The value of a data point that a run used, and what it rests on.

    Attributes:
        data_point: its code.
        value: number in `unit`; of an item 1 or 0.
        unit: the data point's unit.
        text: level of a statement, name of a list.
        low: lower end of what an estimate allows.
        high: upper end.
        origin: reported, imported, derived, carried, industry or market.
        review: weakest review state among its sources.
        penalty: points of 100 taken off.
        method: how it came about, as table INPUTS has it.
        group: the industry whose average was borrowed, or MARKET.
        group_en: its name.
        group_zh: the same in Chinese.
        sources: data points or metrics it was computed from.
        evidence: the observations it rests on.
        most: of a carried value what it counted in its own year, 0 to 100; None for no limit.
    """

    data_point: str
    value: float | None
    unit: str | None
    text: str | None
    low: float | None
    high: float | None
    origin: str
    review: str
    penalty: float
    method: str
    group: str | None
    group_en: str | None
    group_zh: str | None
    sources: list[str]
    evidence: tuple[Evidence, ...]
    most: float | None = None


@dataclass(frozen=True)
class AppliedRule:
    """How a data point was scored.

    Attributes:
        rule: relative, absolute or item.
        points: 1 to 4, a band's points, or an item's; None where there was no value.
        most_points: the best that can be had.
        value: the number that was scored.
        boundaries: quartiles or thresholds.
        band_points: what a value gets from each threshold on; None for the other rules.
        direction: higher or lower is better; none for items.
        peer_group: industry the quartiles come from, or MARKET.
        peer_group_en: its name.
        peer_group_zh: the same in Chinese.
        peer_count: companies behind the quartiles.
        least_level: the level an item's statement must reach.
        peer_source: where the quartiles come from if not from the companies that the run scored.
        kept: the share of its weight that it keeps among the figures of a performance score: less than 1 where no value
            of the company's own is known.
        tolerance: the share of a boundary by which the value may miss it; 0 where that decides nothing.
        capped: whether it counts at most as the worst reporter, as the company did not state it for the year.
        waiting: how many figures for it were read from reports but did not count, as nobody has confirmed them.
    """

    rule: str
    points: float | None
    most_points: float
    value: float | None
    boundaries: list[float] | None
    band_points: list[float] | None
    direction: str
    peer_group: str | None
    peer_group_en: str | None
    peer_group_zh: str | None
    peer_count: int | None
    least_level: str | None
    peer_source: str | None = None
    capped: bool = False
    kept: float = 1.0
    tolerance: float = 0.0
    waiting: int = 0


@dataclass(frozen=True)
class Standing:
    """What table SCORES says of a score beside the number itself; see there.

    Attributes:
        no_score: why there is no score; None where there is one.
        least_coverage: the coverage that a score needs under the methodology, 0 to 1.
        least_peers: how many companies the methodology needs to rank values among them.
        of_performance: whether a synthetic score is not given because its performance score is not.
    """

    low: float | None
    high: float | None
    coverage: float
    confirmed_share: float
    estimated_share: float
    peer_group: str
    peer_group_en: str | None
    peer_group_zh: str | None
    peer_count: int
    rank: int | None
    percentile: float | None
    grade: str | None
    no_score: str | None = None
    least_coverage: float = 0.0
    of_performance: bool = False
    least_peers: float = 0.0

    @property
    def few_peers(self) -> bool:
        """Whether fewer companies are ranked than quartiles need: a rank among them says little."""
        return self.peer_count < self.least_peers


@dataclass(frozen=True)
class IndustryShift:
    """How the company's industry shifts the weight of an issue.

    Attributes:
        weight: the issue's weight in the methodology or profile.
        industry_weight: the weight in this industry, before missing siblings' weight was shared out.
        industry: code of the Level I industry.
        industry_en: its name.
        industry_zh: the same in Chinese.
        rating: how much the issue matters there, 0 to 3.
        rating_en: the step's name; None where the run's rating is not that of this edition.
        rating_zh: the same in Chinese.
        reason_en: why the industry has that rating; None likewise.
        reason_zh: the same in Chinese.
        reference: the documents that the rating rests on.
        rated: the code that has the rating: its own, or of a Level II indicator without one that of its Level I
            indicator; None where the run's rating is not that of this edition.
    """

    weight: float
    industry_weight: float
    industry: str
    industry_en: str | None
    industry_zh: str | None
    rating: int
    rating_en: str | None
    rating_zh: str | None
    reason_en: str | None
    reason_zh: str | None
    reference: str | None
    rated: str | None = None


@dataclass(frozen=True)
class RunReference:
    """Which run a score is from; None where the tables are not from a stored run."""

    run_id: str | None
    as_of: str | None
    profile: str | None
    methodology_version: str | None


@dataclass(frozen=True)
class Explanation:
    """A score and why it is what it is. Where there is one, it equals the sum of the parts' contributions.

    A controversy-adjusted score equals its part, the synthetic score, less what `controversies` take off; it is not
    below 0 and not above any of their ceilings.

    Attributes:
        company_id: whose.
        code: TOTAL, E, E01, E0102 or a data point's.
        kind: disclosure, performance, synthetic or controversy_adjusted.
        name_en: name in the methodology.
        name_zh: the same in Chinese.
        score: 0 to 100; None for a part that is missing, and for a score that the company is not given for lack of
            data (`standing.no_score`).
        weight: its weight among its siblings, None at the root.
        effective_weight: after the industry shifted weights and missing siblings' weight was shared out.
        contribution: effective weight times score, the points it brings to the score above. What is not rated counts
            there as it was calculated.
        standing: interval, coverage, rank and grade; None for data points.
        rule: how a data point was scored; None for scores.
        inputs: the values it rests on; empty where nothing was disclosed or estimated, and for scores.
        parts: what it is made of.
        run: the run it is from; at the root alone.
        inapplicable_en: why the indicator does not apply to the company; None where it does.
        inapplicable_zh: the same in Chinese.
        industry: how the company's industry shifts the weight; None where it does not rate this.
        controversies: of controversy-adjusted scores the severe events of the company.
        news_collected: of these whether any news of the company were collected that could tell events; None elsewhere.
    """

    company_id: str
    code: str
    kind: str
    name_en: str
    name_zh: str
    score: float | None
    weight: float | None
    effective_weight: float | None
    contribution: float | None
    standing: Standing | None
    rule: AppliedRule | None
    inputs: tuple[ScoredInput, ...]
    parts: tuple["Explanation", ...]
    run: RunReference | None = None
    inapplicable_en: str | None = None
    inapplicable_zh: str | None = None
    industry: IndustryShift | None = None
    controversies: tuple[Controversy, ...] = ()
    news_collected: bool | None = None

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain mappings and lists, for JSON."""
        return asdict(self)
