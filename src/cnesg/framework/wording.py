"""Shapes of the wording data: entries of metrics, families, classes, and words that decide how a number is meant."""

import re

from pydantic import Field, field_validator, model_validator

from cnesg.framework.definitions.base import Definition

KINDS = frozenset(
    {
        "mass", "co2", "energy", "volume", "money", "persons", "person_times", "occasions", "cases", "items", "hours",
        "days", "percent", "per_share", "area", "power", "score", "year", "intensity", "households", "length", "ratio",
        "rate", "years",
    }
)  # fmt: skip
COUNTS = frozenset({"persons", "person_times", "occasions", "cases", "items", "households"})
PEOPLE = frozenset({"persons", "person_times"})  # of them
PEOPLE_OR_HOUSEHOLDS = PEOPLE | {"households"}
UNITS_OF_PEOPLE = frozenset({"persons", "person-times"})  # as metrics are given in


class Words(Definition):
    """Phrases in English (lower case) and simplified Chinese."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every phrase, English first."""
        return (*self.en, *self.zh)


class Entry(Definition):
    """Wording of one metric with the conditions under which it counts.

    Attributes:
        metric: name in the metric vocabulary.
        kinds: kinds of unit that the metric's number may have.
        en: wording in English.
        zh: wording in Chinese.
        near: of these one must stand in the same sentence, heading or table header.
        never: these in the same clause say that another thing is meant.
        zero: wording that states zero by itself.
        label: wording that counts only as a table's row, header or heading.
        whole_label: its wording counts only where it is all of a label, beside a word of `near` if there are any:
            Independent, below a title on the board.
        told: this is wording of sentences, no label of a table and no heading.
        breakdown: classes that this wording implies; `*` is the wording as printed.
        unit: the unit that this wording implies where none is printed: 百万吨死亡率 is `persons/million t`.
        things: English nouns that name the metric only in a sentence, beside a word of its acts: in "reused 300 m3 of
            rainwater" rainwater, in "discharged 300 m3 of rainwater" not.
        acts: what is done with the things, word lists `act_<name>` of the grammar; without things the unit says what
            was so treated: "avoided 300 tCO2e".
    """

    metric: str
    kinds: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    near: Words = Words()
    never: Words = Words()
    zero: Words = Words()
    label: Words = Words()
    breakdown: dict[str, str] = Field(default_factory=dict)
    unit: str | None = None
    told: bool = False
    whole_label: bool = False
    things: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    @property
    def names_part(self) -> bool:
        """Whether the wording is the name of a part of the metric rather than of the metric."""
        return "*" in self.breakdown.values()

    def implies(self, printed: str) -> dict[str, str]:
        """The classes that wording implies.

        Args:
            printed: the wording as a text prints it; empty where it is no label of the number's own.
        """
        told = {name: printed.lower() if held == "*" else held for name, held in self.breakdown.items()}
        return {name: held for name, held in told.items() if held}

    @model_validator(mode="after")
    def _things_need_acts(self) -> "Entry":
        if self.things and not self.acts:
            raise ValueError("things without acts name no metric")
        return self

    @model_validator(mode="after")
    def _known_kinds(self) -> "Entry":
        unknown = sorted(set(self.kinds) - KINDS)
        if unknown:
            raise ValueError(f"unknown kinds {unknown}; known: {sorted(KINDS)}")
        return self


class Family(Definition):
    """Metrics that share wording; the unit and the class decide which is meant.

    Attributes:
        metric: the metric that the wording names (`electricity`).
        per: by what stands below the line: `employee: electricity_intensity_per_employee`.
        share: the metric of a per cent of it; `share_of_class` where the per cent is of a class.
        classed: the metric when a class is given (`employees_total` -> `employees`).
        by_class: by dimension and class: `gender=female: female_directors`.
        people: the metric when the number counts persons (`training_sessions` -> `training_people`).
        hours: the metric when the number counts hours; `sessions` when it counts occasions.
        topics: the metric where clause or heading is on a topic, by the topic's word list `topic_<name>`:
            `safety: safety_training_sessions`.
        reduced: the metric of an amount avoided (`so2_emissions` -> `pollutant_reduction`).
        stock: the metric of what is held at the end rather than gained in the year.
        composition: the metric of what share a class has in it: of the new hires 40 % were women.
        unclassed: the metric of a sum without a class: what was given in all is the sum of giving.
        named: the metric where a recipient or a programme is named: what one school was given is no sum of giving.
        holds: metrics whose wording names but a kind of this one below its heading: `Drug waste` below hazardous waste.
    """

    metric: str
    per: dict[str, str] = Field(default_factory=dict)
    share: str | None = None
    share_of_class: str | None = None
    composition: str | None = None
    classed: str | None = None
    by_class: dict[str, str] = Field(default_factory=dict)
    people: str | None = None
    hours: str | None = None
    sessions: str | None = None
    topics: dict[str, str] = Field(default_factory=dict)
    reduced: str | None = None
    stock: str | None = None
    unclassed: str | None = None
    named: str | None = None
    holds: tuple[str, ...] = ()


class ClassWords(Definition):
    """A class of a breakdown and how reports word it. `name` empty: the class is named as printed.

    `metrics`: the only metrics it divides, all when empty; `not_metrics`: those whose own meaning it is (a local share
    of purchases is no part of one); `never`: longer words in which it is another thing (女 in 子女).
    """

    dimension: str
    name: str = ""
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    not_metrics: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class ClassPattern(Definition):
    """A class that only its surroundings tell: 向(...)捐款 names the recipient.

    Group 1 of `pattern` is the class, unless `name` gives it. `sentence`: it may stand anywhere in the number's
    sentence, the nearest before the number first; otherwise near number and wording only. `of_number`: it begins with
    the number itself, and with `sentence` may reach beyond its clause. `to_number`: it ends right before the number,
    wherever in the sentence it begins.
    """

    dimension: str
    pattern: str
    metrics: tuple[str, ...]
    name: str = ""
    sentence: bool = False
    of_number: bool = False
    to_number: bool = False

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            groups = re.compile(value).groups
        except re.error as error:
            raise ValueError(f"no regular expression: {error}") from error
        if groups != 1:
            raise ValueError("needs exactly one group")
        return value


class Narrowing(Definition):
    """Words that make a phrase the name of a part of the company.

    Attributes:
        endings: by dimension, how names of parts end: `entity: [电厂, 分公司]`.
        alone: endings that are a part's name without anything before them (总部).
        breaks: verbs and prepositions, behind which a phrase begins.
        no_name: further words that stand in no part's name, but in a kind's: 管理提升类培训.
        empty: words that narrow nothing; a phrase of nothing else is none.
        metrics: metrics that a phrase before their wording divides.
        counted: metrics of things that the noun behind a measure word divides (1000余棵杨树).
        acted_on: of these, those whose noun a verb may follow: 8名大病员工发放救助金.
        telling: by metric, empty words that narrow it all the same: 环保|培训.
        own: by metric, words that say no more than its name: 节能|投入.
        items: metrics of things given, which are told by what was counted: 捐赠|图书|2000册.
        titled: metrics that the first cell divides in a row of sentences: 爱心助学 | 项目支出460万元.
        sited: metrics whose label before a number is the name of a project: 北岭|1万千瓦光伏电站.
        spent_on: metrics of money that what follows the number divides: 投入390万元完成|污水站改造.
        spent_before: those that the clauses before divide too: 更换了除尘滤袋,共投入|38万元.
        topics: metrics that a topic (集中培训方面) divides.
        run_in: how titles that a paragraph begins with end, with the metrics they divide: 季度安全检查。查出隐患591条.
        told_in_sentence: by metric the dimension whose class may stand anywhere in the sentence before the figure.
        told_if_nothing: by metric and dimension the words that are its class where nothing else tells one.
        projects: metrics that a project of the company has of its own; others told of it are not the project's.
        whole: metrics of the company as a whole, whatever its subject.
        results: of these, those that segments have, too.
        accounts: of these, those told of a company that a heading names.
        holders: metrics whose row's first cell names whose share it is, whatever cells stand between.
        related: groups of metrics that share a class within a sentence (courses and those who took part).
        grouped: metrics of people whose group stands right behind the number: 420名|乡村教师.
        people: how the names of such groups end.
        reused: metrics of what is used again, of the kind that the clause before says arose.
        taught: metrics of courses whose topic the clause before tells.
        aimed: metrics of drills, courses and checks, divided by what the clause before says they are aimed at.
        attended: metrics of people, divided by what they took part in.
        generic: words of headings that name no one project: 节能改造项目.
        means: how names of measures end that save energy or water or keep emissions from arising: 电子|账单.
        heads: by dimension, what heads columns of names of it in lists of giving and help: 受赠单位.
        headed: metrics of such lists, to whose figures each of these columns gives a class.
    """

    endings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    alone: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    no_name: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    metrics: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    acted_on: frozenset[str] = frozenset()
    telling: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    own: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    items: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    sited: frozenset[str] = frozenset()
    spent_on: frozenset[str] = frozenset()
    spent_before: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    run_in: dict[str, frozenset[str]] = Field(default_factory=dict)
    told_in_sentence: dict[str, str] = Field(default_factory=dict)
    told_if_nothing: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    projects: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    related: tuple[tuple[str, ...], ...] = ()
    grouped: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    reused: frozenset[str] = frozenset()
    taught: frozenset[str] = frozenset()
    aimed: frozenset[str] = frozenset()
    attended: frozenset[str] = frozenset()
    generic: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    heads: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    headed: frozenset[str] = frozenset()


class Objects(Definition):
    """Verbs whose object a metric's bare word is, whatever stands before the verb: 机队全年消耗|航空煤油."""

    verbs: tuple[str, ...] = Field(min_length=1)
    metrics: tuple[str, ...] = Field(min_length=1)


class Comparison(Definition):
    """Words that set a figure beside one of another period; `extraction.comparisons` knows how they stand.

    Attributes:
        last_year: the year before: 上年, "the previous year".
        than: between a figure and the one it is compared with: 较, "compared with".
        than_then: likewise, where the year of the second is named: "better than 0.57 in 2022".
        rose: verbs of growing, as they stand before 至, "to" and "from"; `fell` likewise.
        became: further such verbs, which say no direction.
        outgrew: verbs of growth over many years: 跨入, 发展到.
        moving: words of a movement without a subject of their own, so of the figure before: 17%, "down" from 19%.
        move: nouns of a movement: "a fall".
        more: what makes a figure a difference: "32 million more than in 2022".
        before: ends of what names a time before something was done: 实施前.
        formerly: what names such a time by itself: 原来.
        long: what takes longer than a year, so that figures before and after are not of two years in a row: 改造.
    """

    last_year: Words = Words()
    than: Words = Words()
    than_then: Words = Words()
    rose: Words = Words()
    fell: Words = Words()
    became: Words = Words()
    outgrew: Words = Words()
    moving: Words = Words()
    move: Words = Words()
    more: Words = Words()
    before: Words = Words()
    formerly: Words = Words()
    long: Words = Words()


class Content(Definition):
    """What a report of a company states at least: of many figures one of these, or an amount in the environment.

    Attributes:
        fewest_rows: with fewer figures than this nothing is concluded.
        of_companies: metrics of a company's own people and accounts.
    """

    fewest_rows: int = Field(default=10, gt=0)
    of_companies: tuple[str, ...] = ()


class Grammar(Definition):
    """Word lists by purpose (`change`, `target`, `cumulative`, ...), and confidence by the way a fact was found."""

    words: dict[str, Words]
    word_groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # what <people> in a wording stands for
    zero_metrics: tuple[str, ...] = ()
    summed_metrics: frozenset[str] = frozenset()  # 截至年末共申请274项 is a sum over years
    standing_metrics: frozenset[str] = frozenset()  # what there is at a time: no sum over years
    yearly_metrics: frozenset[str] = frozenset()  # stated by the year: 累计培训600人次 is no sum over years
    measures: dict[str, frozenset[str]] = Field(default_factory=dict)  # measure words that only these metrics count in
    patterns: tuple[ClassPattern, ...] = ()
    narrowing: Narrowing = Narrowing()
    objects: tuple[Objects, ...] = ()
    of_subject: dict[str, frozenset[str]] = Field(default_factory=dict)  # labels that leave to it what they are of
    governing_lists: tuple[str, ...] = ()  # verbs that are said once for all items of a list behind them
    comparison: Comparison = Comparison()
    said_again: Words = Words()  # between a figure and the same in another unit: "64%, or 182 GWh"
    confidence: dict[str, float]
    recognised: float = Field(default=1.0, gt=0, le=1)
    untold: float = Field(default=1.0, gt=0, le=1)
    met_aim: float = Field(default=0.0, ge=0, le=1)
    least_confidence: float = Field(default=0.0, ge=0, lt=1)
    least_confidence_in_reports: float | None = Field(default=None, ge=0, lt=1)  # of `content.fewest_rows` rows or more
    least_confidence_of_others: float = Field(default=0.0, ge=0, lt=1)
    content: Content = Content()
    told_in_notes: frozenset[str] = frozenset()  # metrics that notes to the accounts tell; all others belong to others
