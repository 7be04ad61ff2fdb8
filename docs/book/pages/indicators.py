"""A page for each Level II indicator: why, rule, worked example, data points, standards, news, applicability."""

from collections.abc import Iterator

from docs.book.blocks import (
    Block,
    Both,
    Bullets,
    Facts,
    Heading,
    Inline,
    Note,
    Page,
    Table,
    Text,
    both,
    code,
    heading,
    line,
    link,
    paragraph,
    separated,
)
from docs.book.content import Content
from docs.book.examples import worked_example
from docs.book.figures import number, percent
from docs.book.pages.framework import cells
from docs.book.references import basis, decisions_in, indicator, reference
from docs.book.words import DIRECTIONS, FEEDS, FOUND_IN, KINDS, LEVEL_NAMES, PERIODS, RULES, WHOM

from cnesg.framework.definitions import Case, DataPoint, Level2, Measure
from cnesg.framework.mappings import MATCHES


def indicator_page(level2: Level2, content: Content) -> Page:
    """The page of one Level II indicator."""
    blocks: list[Block] = [
        _card(level2, content),
        heading(2, "Why it matters", "为何重要", "why"),
        paragraph(level2.why),
        heading(2, "How it is scored", "如何评分", "rule"),
        _rules(level2, content),
        *_worked(level2, content),
        heading(2, "Data points", "数据点", "data-points"),
        *(block for point in level2.data_points for block in _data_point(point, content)),
        *_standards(level2, content),
        *_events(level2, content),
        *_applicability(level2, content),
        *_decisions(level2),
    ]
    return Page(
        f"indicators/{level2.code}",
        both(level2.name),
        f"{level2.code} {level2.name.en}",
        tuple(blocks),
        level2.code,
    )


def _card(level2: Level2, content: Content) -> Facts:
    methodology = content.methodology
    level1 = methodology.level1[level2.code[:3]]
    dimension = methodology.dimensions[level2.code[0]]
    share = dimension.weight.value * level1.weight.value * level2.weight.value
    rows: list[tuple[Inline, Inline]] = [
        (
            line(Both("Key issue", "一级指标")),
            line(link(f"indicators/{level1.code}", code(level1.code), " ", level1.name)),
        ),
        (
            line(Both("Weight", "权重")),
            line(
                Text(percent(level2.weight.value), "strong"),
                " ",
                Both(f"of {level1.code}", f"占 {level1.code}"),
                f"; {percent(dimension.weight.value)} × {percent(level1.weight.value)} × "
                f"{percent(level2.weight.value)} = {percent(share)} ",
                Both("of the total", "占总分"),
                " ",
                *reference(level2.weight.reference),
            ),
        ),
        (line(Both("Score", "得分构成")), _mix(level2)),
        (line(Both("Basis", "依据")), basis(level2)),
    ]
    if level2.china_specific:
        rows.append((line(Both("Specific to China", "中国特色指标")), _policy(level2, content)))
    return Facts(tuple(rows))


def _mix(level2: Level2) -> Inline:
    fed = {measure.feeds for measure in level2.measures}
    if fed == {"disclosure"}:
        return line(Both("Disclosure only", "仅披露得分"))
    if fed == {"performance"}:
        return line(Both("Performance only", "仅绩效得分"))
    share = level2.mix.value
    return line(
        f"{percent(share)} ",
        FEEDS["performance"],
        f", {percent(1 - share)} ",
        FEEDS["disclosure"],
        " ",
        *reference(level2.mix.reference),
    )


def _policy(level2: Level2, content: Content) -> Inline:
    if level2.china_specific is None:
        return ()
    cited = level2.china_specific.reference
    policy = content.policies.get(cited)
    shown = link("reference/policies", code(cited)) if policy else Text(cited)
    return line(level2.china_specific.policy, " (", shown, ")")


def _rules(level2: Level2, content: Content) -> Table:
    return Table(
        cells(("Rule", "规则"), ("Feeds", "计入"), ("Weight", "权重"), ("What decides", "判定"), ("Basis", "依据")),
        tuple(
            (
                line(RULES[measure.rule]),
                line(FEEDS[measure.feeds]),
                line(percent(measure.weight)),
                _decides(measure, content),
                basis(measure),
            )
            for measure in level2.measures
        ),
        (0.14, 0.14, 0.1, 0.42, 0.2),
    )


def _decides(measure: Measure, content: Content) -> Inline:
    points = content.methodology.data_points
    if measure.rule == "item":
        steps = [
            line(
                indicator(item.data_point),
                " ",
                points[item.data_point].name,
                f": {number(item.points)}",
                f" (from level {item.least_level})" if item.least_level else None,
            )
            for item in measure.items
        ]
        return separated(steps)
    point = points[measure.data_point or ""]
    shown = line(indicator(point.code), " ", point.name, "; ", DIRECTIONS[point.direction])
    if measure.rule == "relative":
        return shown
    bands = ", ".join(f"≥ {number(least)}: {number(got)}" for least, got in measure.bands)
    unit = f" ({point.unit})" if point.unit else ""
    return (*shown, Text("; "), Both("points", "分"), Text(f"{unit} {bands}"))


def _worked(level2: Level2, content: Content) -> Iterator[Block]:
    example = worked_example(level2, content.methodology)
    steps = tuple((paragraph(*step),) for step in example)
    yield Note(line(Both("Worked example, invented figures", "算例（虚构数字）")), (Bullets(steps, ordered=True),))


def _data_point(point: DataPoint, content: Content) -> Iterator[Block]:
    yield Heading(3, line(Text(point.code, "code"), " ", point.name), point.code.lower())
    yield paragraph(point.definition)
    yield Facts(tuple(_data_point_facts(point, content)))


def _data_point_facts(point: DataPoint, content: Content) -> Iterator[tuple[Inline, Inline]]:
    kind = KINDS[point.kind]
    if point.kind == "quantity":
        unit = Text(f" in {point.unit}, ") if point.unit else Text(", ")
        yield line(Both("Kind", "类型")), line(kind, unit, PERIODS[point.period], "; ", DIRECTIONS[point.direction])
    elif point.kind == "item" and point.least_level:
        yield (
            line(Both("Kind", "类型")),
            line(kind, "; ", Both("from level", "最低层级"), " ", LEVEL_NAMES[point.least_level]),
        )
    else:
        yield line(Both("Kind", "类型")), line(kind, "; ", DIRECTIONS[point.direction])
    if point.select:
        classes = ", ".join(f"{name} = {value}" for name, value in point.select.breakdown.items())
        yield (
            line(Both("Taken from", "取值")),
            line(code(point.select.metric), f" where {classes}" if classes else None),
        )
    if formula := content.methodology.formula_of(point.code):
        yield line(Both("Formula", "公式")), line(code(formula))
    if point.reported_in:
        yield line(Both("Found in", "出处")), separated(line(FOUND_IN[place]) for place in point.reported_in)
    if sections := content.sections.of(point):
        names = [section.name for section in sections]
        together = Both("; ".join(name.en for name in names), "；".join(name.zh for name in names))
        yield line(Both("Sections", "章节")), line(together)
    yield line(Both("Standards", "对应标准")), _items(point, content)
    yield line(Both("Basis", "依据")), basis(point)


def _items(point: DataPoint, content: Content) -> Inline:
    links = content.links.get(point.code, ())
    if not links:
        entry = content.mappings.data_points.get(point.code)
        return line(entry.no_item.why) if entry and entry.no_item else line("–")
    shown: list[Inline] = []
    for match in MATCHES:
        by_standard: dict[str, list[str]] = {}
        for one in links:
            if one.match == match:
                by_standard.setdefault(one.standard, []).append(one.item)
        named = [
            (link(f"standards/{standard}", content.standards.by_code[standard].short), Text(f" {', '.join(items)}"))
            for standard, items in by_standard.items()
        ]
        if named:
            shown.append((Text(f"{match}: ", "emphasis"), *separated(named, " · ")))
    return separated(shown, ". ")


def _standards(level2: Level2, content: Content) -> Iterator[Block]:
    yield heading(2, "Why it is in: what international frameworks ask", "入选理由：国际框架的要求", "standards")
    entry = content.mappings.level2.get(level2.code)
    if entry is None:
        yield paragraph(
            Both(
                "No international framework asks for it. It stands here because of the Chinese policy named above.",
                "国际框架没有对应要求；依据上文所列中国政策入选。",
            )
        )
        return
    rows = []
    for standard, items in entry.justified_by.items():
        known = content.standards.by_code[standard]
        for n, item in enumerate(items):
            first = line(link(f"standards/{standard}", known.short)) if n == 0 else line(Text(known.short, "muted"))
            rows.append((first, line(code(item)), line(known.by_id[item].title)))
    yield Table(
        cells(("Framework", "框架"), ("Item", "条目"), ("What it asks", "要求")), tuple(rows), (0.18, 0.2, 0.62)
    )


def _applicability(level2: Level2, content: Content) -> Iterator[Block]:
    yield heading(2, "To whom it applies", "适用范围", "applies")
    if level2.applies is None:
        yield paragraph(Both("To every company.", "适用于所有企业。"))
        return
    if level2.applies.only:
        yield paragraph(Both("Only where each of these holds", "须同时满足"))
        rows = (
            (
                paragraph(*_case(case, content)),
                paragraph(Both(f"Elsewhere: {case.reason.en}", f"不满足时：{case.reason.zh}")),
            )
            for case in level2.applies.only
        )
        yield Bullets(tuple(rows))
    if level2.applies.unless:
        yield paragraph(Both("Not where one of these holds", "有下列情形之一者不适用"))
        yield Bullets(
            tuple((paragraph(*_case(case, content)), paragraph(case.reason)) for case in level2.applies.unless)
        )
    yield paragraph(
        Both(
            "Where it does not apply, its weight goes to its siblings; it never scores zero for that.",
            "不适用时权重按比例分给同级指标，绝不因此记零分。",
        ),
        " ",
        *basis(level2.applies),
    )


def _case(case: Case, content: Content) -> Inline:
    """The conditions of a case in words, each with the codes that the data has for it."""
    conditions: list[Inline] = []
    for (en, zh), values in (
        (("Listed in", "上市地"), case.market),
        (("Incorporated in", "注册地"), case.incorporation),
        (("Owned by", "所有者"), case.ownership),
    ):
        if values:
            conditions.append(line(Both(en, zh), Text(f" {' or '.join(WHOM.get(value, value) for value in values)}")))
    if case.industries:
        names = [content.methodology.industries[industry].name.en for industry in case.industries]
        conditions.append(line(Both("Industry", "行业"), Text(f" {', '.join(names)}")))
    if case.since:
        conditions.append(line(Both("Fiscal years ending from", "会计年度结束于此日或之后"), Text(f" {case.since}")))
    if case.until:
        conditions.append(line(Both("Fiscal years ending to", "会计年度结束于此日或之前"), Text(f" {case.until}")))
    if case.data_point:
        conditions.append(line(indicator(case.data_point), " ", Both("is found", "已找到")))
    return separated(conditions)


def _events(level2: Level2, content: Content) -> Iterator[Block]:
    yield heading(2, "Which news speak to it", "相关新闻事件", "events")
    kinds = [kind for kind in content.incidents.types.values() if level2.code in kind.indicators]
    if kinds:
        links = (line(link(f"incidents/{kind.level1}", kind.name, anchor=kind.code.lower())) for kind in kinds)
        yield paragraph(*separated(links))
    elif level2.code in content.incidents.silent:
        yield paragraph(content.incidents.silent[level2.code])
    else:
        yield paragraph(Both("None of the incident types.", "没有对应的事件类型。"))


def _decisions(level2: Level2) -> Iterator[Block]:
    cited = [level2.reference, level2.weight.reference, level2.mix.reference]
    cited += [measure.reference for measure in level2.measures] + [point.reference for point in level2.data_points]
    cited += [level2.applies.reference] if level2.applies else []
    names = decisions_in(cited)
    yield heading(2, "Decisions behind this page", "本页涉及的决定", "decisions")
    yield Bullets(tuple((paragraph(link(f"decisions/{name}", name.replace("-", " "))),) for name in names))
