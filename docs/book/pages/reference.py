"""Reference data: factors, metrics, industries, policies, profiles."""

from collections.abc import Sequence

from docs.book.blocks import (
    Block,
    Both,
    Heading,
    Inline,
    Page,
    Paragraph,
    Table,
    Text,
    code,
    heading,
    line,
    paragraph,
    separated,
)
from docs.book.content import Content
from docs.book.figures import number
from docs.book.pages.framework import cells
from docs.book.references import basis, indicator
from docs.book.words import PERIODS, POLICY_STATUS

from cnesg.framework.definitions import Name
from cnesg.framework.unscored import load_unscored, scored_metrics

_SHOWN = 6  # data points of one metric; headcount and revenue feed dozens


def factors_page(content: Content) -> Page:
    """Emission and conversion factors by series, with data year and the day they were public."""
    rows = tuple(
        (
            line(code(series)),
            line(factor.name),
            line(
                Text(number(factor.value, 6), "strong"),
                f" {factor.unit}",
                None if factor.verified else Text(" one source 单一来源", "muted"),
            ),
            line(str(factor.data_year or "–")),
            line(str(factor.published)),
            basis(factor),
        )
        for series, factors in content.methodology.factors.items()
        for factor in factors
    )
    blocks: tuple[Block, ...] = (
        paragraph(
            Both(
                "Values of two series are never mixed. A factor is used from the day on which it was public.",
                "不同序列的因子绝不混用；因子自公开之日起方可使用。",
            )
        ),
        Table(
            cells(
                ("Series", "序列"),
                ("Factor", "因子"),
                ("Value", "数值"),
                ("Data year", "数据年"),
                ("Public from", "公开日"),
                ("Basis", "依据"),
            ),
            rows,
            (0.15, 0.25, 0.18, 0.08, 0.12, 0.22),
        ),
    )
    return Page("reference/factors", Both("Emission and energy factors", "排放与能源因子"), "Factors", blocks)


def metrics_page(content: Content) -> Page:
    """The metric vocabulary: what facts can be about, and the data points that they feed or why they feed none."""
    fed, reasons = scored_metrics(content.methodology), load_unscored(content.methodology.folder).reasons
    rows = tuple(
        (
            line(code(name)),
            line(metric.label),
            line(metric.definition),
            line(metric.unit, ", ", PERIODS[metric.period]),
            _fed(fed.get(name, ()), reasons.get(name)),
        )
        for name, metric in content.methodology.metrics.items()
    )
    blocks = (
        Table(
            cells(
                ("Metric", "代码"),
                ("Name", "名称"),
                ("Definition", "定义"),
                ("Unit", "单位"),
                ("Data points", "数据点"),
            ),
            rows,
            (0.18, 0.16, 0.3, 0.14, 0.22),
        ),
    )
    return Page("reference/metrics", Both("Metric vocabulary", "指标词汇"), "Metrics", blocks)


def _fed(points: Sequence[str], reason: Name | None) -> Inline:
    """The data points that a metric feeds, the first of many; or why it feeds none."""
    if points:
        return line(", ".join(points[:_SHOWN]), " …" if len(points) > _SHOWN else None)
    return line(Both("None: ", "无："), reason) if reason else line("–")


def industries_page(content: Content) -> Page:
    """The Shenwan tree: Level I and II as a list; Level III by name below them."""
    industries = content.methodology.industries
    below: dict[str, list[str]] = {}
    for code_, one in industries.items():
        if one.parent:
            below.setdefault(one.parent, []).append(code_)
    blocks: list[Block] = []
    for code_, one in industries.items():
        if one.level == 1:
            blocks.append(Heading(2, line(Text(code_, "code"), " ", one.name), f"i{code_}"))
            rows = tuple(
                (line(code(second)), line(industries[second].name), _thirds(below.get(second, []), content))
                for second in below.get(code_, [])
            )
            if rows:
                blocks.append(
                    Table(
                        cells(("Code", "代码"), ("Level II", "二级行业"), ("Level III", "三级行业")),
                        rows,
                        (0.14, 0.32, 0.54),
                    )
                )
    return Page(
        "reference/industries", Both("Industries (Shenwan 2021)", "行业分类（申万2021）"), "Industries", tuple(blocks)
    )


def _thirds(codes: list[str], content: Content) -> Inline:
    names = [content.methodology.industries[code_].name for code_ in codes]
    if not names:
        return line("–")
    return line(Both("; ".join(name.en for name in names), "、".join(name.zh for name in names)))


def policies_page(content: Content) -> Page:
    """The Chinese policies that indicators rest on."""
    rows = tuple(
        (
            line(code(one.id)),
            line(one.name, None if one.verified else Text(" not verified 未核实", "muted")),
            line(one.issuer),
            line(one.number or "–"),
            line(str(one.in_force_from or one.year or "–")),
            line(POLICY_STATUS[one.status]),
        )
        for one in content.policies.values()
    )
    blocks = (
        Table(
            cells(
                ("Id", "编号"),
                ("Policy", "政策"),
                ("Issuer", "发布机构"),
                ("Number", "文号"),
                ("Since", "施行"),
                ("Status", "状态"),
            ),
            rows,
            (0.09, 0.35, 0.22, 0.14, 0.1, 0.1),
        ),
    )
    return Page("reference/policies", Both("Chinese policies", "中国政策"), "Policies", blocks)


def profiles_page(content: Content) -> Page:
    """What ships as profiles: subsets of indicators with their own weights."""
    blocks: list[Block] = [
        paragraph(
            Both(
                "A profile is any subset of indicators with its own weights and values, in one file.",
                "配置方案是任意指标子集，可自带权重与取值，写在一个文件中。",
            )
        )
    ]
    for name, profile in content.methodology.profiles.items():
        blocks.append(heading(2, profile.title.en, profile.title.zh, name))
        kept = [indicator(code_) for code_ in profile.indicators if len(code_) > 1]
        words: list[Inline] = [line(code(name))]
        if kept:
            words.append(separated(map(line, kept), ", "))
        if profile.standards:
            words.append(line("indicators that answer ", ", ".join(profile.standards)))
        replaced = {**profile.weights, **profile.mix, **profile.overrides}
        if replaced:
            words.append(line("own values: ", ", ".join(f"{place} = {value}" for place, value in replaced.items())))
        if len(words) == 1:
            words.append(line("all indicators, the methodology's own weights"))
        blocks.append(Paragraph(separated(words)))
    return Page("reference/profiles", Both("Profiles", "配置方案"), "Profiles", tuple(blocks))
