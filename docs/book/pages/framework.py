"""The methodology at a glance, and a page for each key issue (Level I indicator)."""

from collections import Counter

from docs.book.blocks import (
    Block,
    Both,
    Facts,
    Inline,
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
from docs.book.figures import percent
from docs.book.references import basis, heat, indicator, industry, reference
from docs.book.words import KINDS

from cnesg.framework.definitions import Level1


def cells(*names: tuple[str, str]) -> tuple[Inline, ...]:
    """Cells of a table's head in both languages."""
    return tuple((Both(*name),) for name in names)


def overview_page(content: Content) -> Page:
    """Dimensions, key issues and their weights."""
    methodology = content.methodology
    rows: list[tuple[Inline, ...]] = []
    for code_, dimension in methodology.dimensions.items():
        for level1 in (methodology.level1[child] for child in methodology.children(code_)):
            below = methodology.children(level1.code)
            rows.append(
                (
                    line(indicator(level1.code)),
                    line(level1.name),
                    line(percent(level1.weight.value)),
                    line(percent(dimension.weight.value * level1.weight.value)),
                    line(str(len(below))),
                    line(str(sum(len(methodology.children(level2)) for level2 in below))),
                )
            )
    dimensions = tuple(
        (
            line(Text(code_, "strong")),
            line(one.name),
            line(Text(percent(one.weight.value), "strong"), " ", *reference(one.weight.reference)),
            line(str(len(methodology.children(code_)))),
            line(str(sum(code.startswith(code_) for code in methodology.level2))),
            line(str(sum(code.startswith(code_) for code in methodology.data_points))),
        )
        for code_, one in methodology.dimensions.items()
    )
    kinds: Counter[str] = Counter(point.kind for point in methodology.data_points.values())
    blocks = (
        paragraph(
            Both(
                "Facts from reports, lists and announcements become data points; data points become scores of Level II "
                "indicators; these are weighed into key issues (Level I), dimensions, and one total of 0 to 100.",
                "报告、名单和公告中的事实形成数据点；数据点形成二级指标得分；"
                "再按权重汇总为一级指标、维度和 0 至 100 的总分。",
            )
        ),
        heading(2, "Dimensions", "维度", "dimensions"),
        Table(
            cells(
                ("", ""),
                ("Dimension", "维度"),
                ("Weight", "权重"),
                ("Level I", "一级"),
                ("Level II", "二级"),
                ("Data points", "数据点"),
            ),
            dimensions,
            (0.08, 0.26, 0.3, 0.12, 0.12, 0.12),
        ),
        heading(2, "Key issues", "一级指标", "issues"),
        Table(
            cells(
                ("Code", "代码"),
                ("Key issue", "一级指标"),
                ("In dimension", "维度内"),
                ("Of total", "占总分"),
                ("Level II", "二级"),
                ("Data points", "数据点"),
            ),
            tuple(rows),
            (0.1, 0.38, 0.14, 0.14, 0.12, 0.12),
        ),
        heading(2, "Data points by kind", "数据点类型", "kinds"),
        Table(
            cells(("Kind", "类型"), ("Count", "数量")),
            tuple((line(KINDS[kind]), line(str(kinds[kind]))) for kind in KINDS if kinds[kind]),
            (0.7, 0.3),
        ),
    )
    return Page("overview", Both("The framework at a glance", "指标体系概览"), "At a glance", blocks)


def level1_page(level1: Level1, content: Content) -> Page:
    """The page of one key issue: its indicators, its materiality by industry, its incident types."""
    methodology = content.methodology
    dimension = methodology.dimensions[level1.code[0]]
    below = [methodology.level2[child] for child in methodology.children(level1.code)]
    rows = tuple(
        (
            line(indicator(level2.code)),
            line(level2.name, Text(" China 中国", "badge") if level2.china_specific else None),
            line(percent(level2.weight.value)),
            line(percent(level2.mix.value)) if len({m.feeds for m in level2.measures}) == 2 else line("–"),
            line(str(len(level2.data_points))),
        )
        for level2 in below
    )
    types = content.incidents.under(level1.code)
    facts: list[tuple[Inline, Inline]] = [
        (line(Both("Dimension", "维度")), line(Text(f"{dimension.code} "), dimension.name)),
        (
            line(Both("Weight", "权重")),
            line(
                Text(percent(level1.weight.value), "strong"),
                f" of {dimension.code}; {percent(dimension.weight.value * level1.weight.value)} of the total ",
                *reference(level1.weight.reference),
            ),
        ),
        (line(Both("Basis", "依据")), basis(level1)),
        (
            line(Both("Incident types", "事件类型")),
            line(link(f"incidents/{level1.code}", f"{len(types)} types")) if types else line("–"),
        ),
    ]
    blocks: list[Block] = [
        Facts(tuple(facts)),
        heading(2, "Level II indicators", "二级指标", "indicators"),
        Table(
            cells(
                ("Code", "代码"),
                ("Indicator", "指标"),
                ("Weight", "权重"),
                ("Performance", "绩效占比"),
                ("Data points", "数据点"),
            ),
            rows,
            (0.1, 0.48, 0.14, 0.14, 0.14),
        ),
        *_by_industry(level1, content),
    ]
    return Page(
        f"indicators/{level1.code}",
        both(level1.name),
        f"{level1.code} {level1.name.en}",
        tuple(blocks),
        level1.code,
    )


def _by_industry(level1: Level1, content: Content) -> tuple[Block, ...]:
    industries = content.methodology.industries
    rated: dict[int, list[Inline]] = {}
    for code_, ratings in content.materiality.industries.items():
        if level1.code in ratings:
            rated.setdefault(ratings[level1.code].rating, []).append(line(industry(code_, industries[code_].name.en)))
    if not rated:
        return ()
    rows = tuple(
        (line(heat(step.step)), line(step.name), separated(rated.get(step.step, []), ", ") or line("–"))
        for step in reversed(content.materiality.scale.steps)
    )
    return (
        heading(2, "How much it matters where", "行业重要性", "materiality"),
        Table(cells(("Rating", "评级"), ("Meaning", "含义"), ("Industries", "行业")), rows, (0.1, 0.2, 0.7)),
    )


def selection_page(content: Content) -> Page:
    """The matrix of Level II indicators and standards: why each is in."""
    from cnesg.pipeline.methodology.selection import selection

    found = selection(content.methodology, content.standards, content.mappings)
    used = {name for row in found["indicators"] for name in row["items"]}
    columns = [column for column in found["standards"] if column["standard"] in used]
    rows = []
    for row in found["indicators"]:
        marks = [
            line(Text(str(len(row["items"][c["standard"]])), "strong"))
            if c["standard"] in row["items"]
            else line("·")
            if c["standard"] in row["related"]
            else ()
            for c in columns
        ]
        policy = row["china_specific"]
        last = line(code(policy["reference"])) if policy else line(str(row["frameworks"]))
        rows.append((line(indicator(row["code"])), *marks, last))
    head = (
        line(Both("Indicator", "指标")),
        *(line(link(f"standards/{column['standard']}", column["short"])) for column in columns),
        line(Both("Rests on", "依据")),
    )
    width = 1 / (len(columns) + 3)
    blocks = (
        paragraph(
            Both(
                "The source chose the largest intersection of what frameworks ask and what the Chinese market knows. "
                "A number says how many items of a standard the data points of an indicator answer, wholly or in part; "
                "a dot, that they are only related. The last column counts the international frameworks that justify "
                "the indicator, or names the Chinese policy that it comes from.",
                "原方法学取各框架要求与中国市场实际的最大交集。数字为指标数据点全部或部分回应的条目数，圆点表示仅相关；末列为支持该指标的国际框架数，或其所依据的中国政策。",
            )
        ),
        Table(head, tuple(rows), (width * 1.5, *(width for _ in columns), width * 1.5), "matrix"),
    )
    return Page("selection", Both("Why each indicator is in", "指标入选依据"), "Selection matrix", blocks)
