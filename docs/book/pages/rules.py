"""Rules that all indicators share, and every assumed value with its alternatives."""

from collections import Counter
from typing import Any

from docs.book.blocks import Block, Both, Inline, Page, Table, Text, code, heading, line, link, paragraph, separated
from docs.book.content import Content
from docs.book.figures import number
from docs.book.pages.framework import cells
from docs.book.references import basis, decisions_in, reference
from docs.book.words import QUESTION_MEANINGS, RULE_MEANINGS

from cnesg.framework.choices import Choice
from cnesg.framework.definitions import Derivation, Sourced, SourcedNumber

AREAS = {
    "rules": Both("Rules shared by all", "通用规则"),
    "E": Both("Environment", "环境"),
    "S": Both("Society", "社会"),
    "G": Both("Governance", "治理"),
    "derivations": Both("Derivations", "推算"),
    "factors": Both("Factors", "因子"),
    "weighting": Both("Weighting", "权重形成"),
    "materiality": Both("Materiality", "重要性"),
    "incidents": Both("Incidents", "事件"),
    "media": Both("Media", "媒体"),
    "industries": Both("Industries and peers", "行业与同业"),
    "reading": Both("Reading reports", "报告读取"),
    "products": Both("Deliveries", "交付物"),
    "verification": Both("Checking by people", "人工核验"),
    "quality": Both("Quality control", "质量控制"),
    "whitewash": Both("Embellished accounts", "财务粉饰"),
}
_PAGE_OF = {
    "judgements": "weighting",
    "mappings": "weighting",
    "rating-styles": "weighting",
    "crosswalk": "industries",
    "official-lists": "industries",
    "peer-groups": "industries",
    "company-names": "industries",
    "sentiment": "incidents",
    "disclosure": "reading",
    "exclusions": "reading",
    "sections": "reading",
    "statements": "reading",
    "identities": "reading",
    "lexicon": "reading",
    "units": "reading",
    "plausibility": "quality",
}
_MOST_SHOWN = 4
_TOO_LONG = 160


def rules_page(content: Content) -> Page:
    """Thresholds, penalties and conventions of `rules.yaml`, and the grades."""
    rules = content.methodology.rules
    rows = [
        _rule(name, getattr(rules, name)) for name in type(rules).model_fields if name not in {"grades", "precedence"}
    ]
    grades = tuple((line(Text(step.grade, "strong")), line(number(step.least))) for step in rules.grades.steps)
    blocks: tuple[Block, ...] = (
        paragraph(
            Both(
                "Numbers and conventions that every indicator shares. Where the source does not say, the value is "
                "marked as assumed and its decision page gives reasons; any of them can be replaced in a profile.",
                "所有指标共用的数值与约定。原文未明确之处标为 assumed，并在决定页说明理由；均可在配置方案中替换。",
            )
        ),
        Table(
            cells(("Rule", "规则"), ("Value", "取值"), ("Alternatives", "备选"), ("Basis", "依据")),
            tuple(rows),
            (0.46, 0.16, 0.14, 0.24),
        ),
        heading(2, "Grades", "等级", "grades"),
        Table(cells(("Grade", "等级"), ("From a score of", "最低得分")), grades, (0.5, 0.5)),
        paragraph(*basis(rules.grades)),
        heading(2, "Which of several rows counts", "多条记录以哪一条为准", "precedence"),
        paragraph(
            Both(
                "Documents may state the same thing differently. The first question that tells two rows apart decides; "
                "the others stay visible.",
                "不同文件对同一事实的表述可能不一致。自上而下，首个能区分两条记录的问题决定取舍，其余记录仍可查看。",
            )
        ),
        Table(
            cells(("Question", "问题"), ("Best first", "由优至次")),
            tuple(
                (line(QUESTION_MEANINGS[one.by], " ", Text(one.by, "code")), line(_order(one.order)))
                for one in rules.precedence.criteria
            ),
            (0.5, 0.5),
        ),
        paragraph(*basis(rules.precedence)),
    )
    return Page("rules", Both("Rules that all indicators share", "通用规则"), "Rules", blocks)


def _order(groups: tuple[tuple[str, ...], ...]) -> str:
    return " > ".join(" = ".join(value or "plain" for value in group) for group in groups) or "–"


def _rule(name: str, value: Sourced) -> tuple[Inline, ...]:
    if isinstance(value, SourcedNumber):
        others = ", ".join(number(one) for one in value.alternatives) or "–"
        return _named(name), line(Text(number(value.value), "strong")), line(others), basis(value)
    # A rule of one field needs no name for it: `scores: 25, 50, 75, 100` is `25, 50, 75, 100`.
    own: Any = value.model_dump(exclude={"basis", "reference", "alternatives"})
    own = next(iter(own.values())) if len(own) == 1 else own
    others = told(getattr(value, "alternatives", ())) or "–"
    return _named(name), line(Text(told(own), "strong")), line(others), basis(value)


def _named(name: str) -> Inline:
    return line(RULE_MEANINGS.get(name), " ", Text(name, "code"))


def choices_page(content: Content) -> Page:
    """How many assumed values each decision page answers for."""
    counts: Counter[tuple[str, str]] = Counter()
    for choice in content.choices:
        for name in decisions_in([choice.reference]) or ("",):
            counts[name, area_of(choice)] += 1
    names = sorted({name for name, _ in counts})
    rows = tuple(
        (
            line(link(f"decisions/{name}", name.replace("-", " "))) if name else line("other documents"),
            line(str(sum(counts[name, area] for area in AREAS))),
            separated(
                [
                    line(link(f"choices/{area}", label), f" {counts[name, area]}")
                    for area, label in AREAS.items()
                    if counts[name, area]
                ],
                ", ",
            ),
        )
        for name in names
    )
    head = cells(("Decision", "决定"), ("Values", "取值数"), ("Where", "所在"))
    blocks = (
        paragraph(
            Both(
                f"{len(content.choices)} values are not in the published methodology and were decided here. "
                "Each names its decision page and what else could have been chosen; the areas lead to the values.",
                f"共有 {len(content.choices)} 个取值未见于已发布的方法学，由本实现决定；"
                "每个取值均注明决定页与其他选择，可由所在领域查看具体取值。",
            )
        ),
        Table(head, rows, (0.38, 0.12, 0.5)),
    )
    return Page("choices/index", Both("Every assumed choice", "全部假定取值"), "By decision", blocks)


def area_of(choice: Choice) -> str:
    """The page that a choice stands on: its area or, for indicators, their dimension."""
    area, _, rest = choice.path.partition(".")
    return rest[0] if area in ("dimensions", "level1", "level2") else _PAGE_OF.get(area, area)


def choices_of(area: str, content: Content) -> Page:
    """The assumed values of one area."""
    rows = tuple(
        (
            line(code(choice.path)),
            line(told(choice.value) or "–"),
            line(_others(choice)),
            reference(choice.reference),
        )
        for choice in content.choices
        if area_of(choice) == area
    )
    table = Table(
        cells(("Place", "位置"), ("Value", "取值"), ("Alternatives", "备选"), ("Decided in", "决定页")),
        rows,
        (0.3, 0.24, 0.28, 0.18),
    )
    label = AREAS[area]
    return Page(f"choices/{area}", Both(f"Assumed: {label.en}", f"假定取值：{label.zh}"), label.en, (table,))


def _others(choice: Choice) -> str:
    """The first alternatives, and how many there are beyond; `cnesg methodology choices` lists all of them."""
    shown = [told(other.value) for other in choice.alternatives[:_MOST_SHOWN]]
    left = len(choice.alternatives) - len(shown)
    return " | ".join(shown) + (f" … +{left}" if left else "") or "–"


def told(value: Any) -> str:
    """A value in one line; long ones are cut, their own pages show them whole."""
    words = _told(value)
    return words if len(words) <= _TOO_LONG else f"{words[:_TOO_LONG].rsplit(' ', 1)[0]} …"


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_told(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_told(inner) for inner in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(float(value), 6)
    return str(value)


def derivations_page(content: Content) -> Page:
    """How a metric is computed from others where a company gives none."""
    blocks: tuple[Block, ...] = (
        paragraph(
            Both(
                "Where a company gives no value, it is computed from its other figures. Of several derivations for one "
                "metric, the first whose inputs are all there counts; the spread is the relative half-width of the "
                "interval that the method allows.",
                "企业未披露时由其他数据推算；同一指标有多种推算时，取输入齐备的第一种；离散度为该方法允许区间的相对半宽。",
            )
        ),
        Table(
            cells(("Metric", "指标"), ("Derivation", "推算"), ("Formula", "公式"), ("Spread", "离散度")),
            tuple(_derivation(one) for one in content.methodology.derivations),
            (0.18, 0.26, 0.44, 0.12),
        ),
    )
    return Page("derivations", Both("Derivations", "推算规则"), "Derivations", blocks)


def _derivation(one: Derivation) -> tuple[Inline, ...]:
    classes = ", ".join(f"{name} = {value}" for name, value in one.breakdown.items())
    factors = "; ".join(f"{name}: {series}" for name, series in one.factors.items())
    return (
        line(code(one.metric), f" {classes}" if classes else None),
        line(one.name),
        line(code(one.formula), Text(f" {factors}", "muted") if factors else None),
        line(f"±{one.spread:.0%}"),
    )
