"""Incident types: the scales, and the types of each key issue with cues and examples."""

from collections.abc import Iterator

from docs.book.blocks import (
    Block,
    Both,
    Facts,
    Heading,
    Inline,
    Page,
    Table,
    Text,
    code,
    heading,
    line,
    link,
    paragraph,
    separated,
)
from docs.book.content import Content
from docs.book.pages.framework import cells
from docs.book.references import basis, indicator
from docs.book.words import POLARITIES

from cnesg.framework.definitions import Level1
from cnesg.framework.incidents import IncidentType, Scale


def incidents_page(content: Content) -> Page:
    """How many types there are under each key issue, and what polarity and severity mean."""
    rows = []
    for code_, level1 in content.methodology.level1.items():
        types = content.incidents.under(code_)
        from_source = sum(kind.source_event is not None for kind in types)
        if types:
            rows.append(
                (
                    line(link(f"incidents/{code_}", code(code_))),
                    line(level1.name),
                    line(str(len(types))),
                    line(str(from_source)),
                    *(line(str(sum(kind.polarity == polarity for kind in types))) for polarity in POLARITIES),
                )
            )
    total = len(content.incidents.types)
    blocks = (
        paragraph(
            Both(
                f"{total} kinds of event that news tell of a company, in a tree under the key issues. Each can be told "
                "from its neighbours by two readers who do not talk to each other.",
                f"新闻中可能出现的 {total} 类企业事件，按一级指标分类；每类均可由两名互不沟通的读者作出一致判断。",
            )
        ),
        Table(
            cells(
                ("Issue", "议题"),
                ("Name", "名称"),
                ("Types", "类型数"),
                ("Named by the source", "原文列名"),
                ("Negative", "负面"),
                ("Open", "中性"),
                ("Positive", "正面"),
            ),
            tuple(rows),
            (0.1, 0.3, 0.12, 0.14, 0.12, 0.1, 0.12),
        ),
        heading(2, "Polarity", "极性", "polarity"),
        *_scale(content.incidents.scales.polarity),
        heading(2, "Severity", "严重程度", "severity"),
        *_scale(content.incidents.scales.severity),
    )
    return Page("incidents/index", Both("Incident types", "事件类型"), "Overview and scales", blocks)


def _scale(scale: Scale) -> tuple[Block, ...]:
    rows = tuple((line(str(step.step)), line(step.name), line(step.meaning)) for step in scale.steps)
    return (
        Table(cells(("Step", "级别"), ("Name", "名称"), ("Meaning", "含义")), rows, (0.1, 0.2, 0.7)),
        paragraph(*basis(scale)),
    )


def issue_page(level1: Level1, content: Content) -> Page:
    """The incident types of one key issue."""
    blocks: list[Block] = [paragraph(Both("Key issue", "一级指标"), ": ", indicator(level1.code), " ", level1.name)]
    types = content.incidents.under(level1.code)
    for group in content.incidents.groups.get(level1.code, ()):
        blocks.append(heading(2, group.name.en, group.name.zh, group.group))
        for kind in types:
            if kind.group == group.group:
                blocks.extend(_incident(kind, content))
    return Page(
        f"incidents/{level1.code}",
        Both(f"Incidents: {level1.name.en}", f"事件：{level1.name.zh}"),
        f"{level1.code} {level1.name.en}",
        tuple(blocks),
    )


def _incident(kind: IncidentType, content: Content) -> Iterator[Block]:
    yield Heading(3, line(Text(kind.code, "code"), " ", kind.name), kind.code.lower())
    yield paragraph(kind.definition)
    severity = line(", ", Both("severity", "严重程度"), f" {kind.severity}") if kind.severity else ()
    rows: list[tuple[Inline, Inline]] = [
        (line(Both("Polarity", "极性")), line(POLARITIES[kind.polarity], *severity)),
        (line(Both("Not this", "不包括")), line(kind.exclusion)),
        (line(Both("Cues", "提示词")), line(Both("; ".join(kind.cues.en), "；".join(kind.cues.zh)))),
        (line(Both("Example", "示例")), line(kind.examples.positive)),
        (line(Both("Near miss", "近似但不是")), line(kind.examples.near_miss, _belongs(kind))),
    ]
    speaks_to = [indicator(code_) for code_ in kind.indicators if code_ in content.methodology.level2]
    if speaks_to:
        rows.append((line(Both("Speaks to", "关联指标")), separated(map(line, speaks_to), ", ")))
    if kind.no_indicator is not None:
        rows.append(
            (line(Both("Speaks to", "关联指标")), line(Both("no indicator: ", "无关联指标："), kind.no_indicator))
        )
    source = f"in the source: {kind.source_event} · " if kind.source_event else None
    rows.append((line(Both("Basis", "依据")), line(source, *basis(kind))))
    yield Facts(tuple(rows))


def _belongs(kind: IncidentType) -> Text:
    return Text(f" → {kind.near_miss_of}" if kind.near_miss_of else " → no incident 非事件", "muted")
