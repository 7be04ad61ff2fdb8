"""Standards: how far the data points answer each, and item by item which."""

from docs.book.blocks import (
    Block,
    Both,
    Facts,
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
from docs.book.words import MATCH_NAMES, OBLIGATIONS, REACHES

from cnesg.framework.coverage import ItemCoverage, coverage
from cnesg.framework.standards import Phase, Standard
from cnesg.pipeline.methodology.mapping import overview


def standards_page(content: Content) -> Page:
    """All standards with their counts."""
    counted = overview(content.standards, content.mappings, None)["standards"]
    rows = []
    for row in counted:
        standard = content.standards.by_code[row["standard"]]
        share = row["answered"] / row["questions"] if row["questions"] else 0
        rows.append(
            (
                line(link(f"standards/{standard.standard}", standard.short)),
                line(standard.name, Text(" extract 摘录", "muted") if standard.extract else None),
                line(REACHES[standard.reach]),
                line(standard.edition),
                line(str(row["questions"])),
                line(f"{row['answered']} ({share:.0%})"),
                line(str(row["related_only"])),
                line(str(row["uncovered"])),
            )
        )
    blocks: tuple[Block, ...] = (
        paragraph(
            Both(
                "What each standard asks that a report can answer, and how many of these questions at least one data "
                "point answers, wholly or in part. Ids are the publisher's; titles are in our own words.",
                "各标准中报告可以回应的条目数，以及至少有一个数据点全部或部分回应的数量。编号为发布者所用，标题为本方法学自拟。",
            )
        ),
        Table(
            cells(
                ("Short", "简称"),
                ("Standard", "标准"),
                ("Reach", "适用地"),
                ("Edition", "版本"),
                ("Questions", "条目"),
                ("Answered", "已回应"),
                ("Related only", "仅相关"),
                ("Uncovered", "未覆盖"),
            ),
            tuple(rows),
            (0.1, 0.2, 0.145, 0.095, 0.115, 0.115, 0.1, 0.13),
        ),
        heading(2, "Kinds of match", "匹配类型", "matches"),
        Table(
            cells(("Match", "匹配"), ("Meaning", "含义")),
            (
                (line(MATCH_NAMES["equal"]), line(Both("The data point is what the item asks.", "数据点即条目所求。"))),
                (line(MATCH_NAMES["broader"]), line(Both("It asks for more than the item.", "数据点所求多于条目。"))),
                (
                    line(MATCH_NAMES["narrower"]),
                    line(Both("It answers a part of what the item asks.", "数据点仅回应条目的一部分。")),
                ),
                (
                    line(MATCH_NAMES["related"]),
                    line(Both("The same subject, but no answer.", "主题相同，但不构成回应。")),
                ),
            ),
            (0.2, 0.8),
        ),
    )
    return Page("standards/index", Both("Standards and coverage", "标准与覆盖"), "Coverage", blocks)


def standard_page(standard: Standard, content: Content) -> Page:
    """One standard: whom it binds, and each item with its data points."""
    facts: list[tuple[Inline, Inline]] = [
        (line(Both("Publisher", "发布机构")), line(standard.publisher)),
        (
            line(Both("Edition", "版本")),
            line(f"{standard.edition}", f", published {standard.published}" if standard.published else None),
        ),
        (line(Both("Reach", "适用地")), line(REACHES[standard.reach])),
        (line(Both("Seen in", "核实来源")), line(standard.seen_in)),
        (line(Both("Basis", "依据")), basis(standard)),
    ]
    if standard.succeeds:
        facts.insert(
            2, (line(Both("Replaces", "取代")), line(link(f"standards/{standard.succeeds}", standard.succeeds)))
        )
    blocks = (
        Facts(tuple(facts)),
        heading(2, "Whom it binds", "约束对象", "phases"),
        Table(
            cells(("Items", "条目"), ("Issuers", "发行人"), ("Obligation", "约束力"), ("Fiscal years", "会计年度")),
            tuple(_phase(phase) for phase in standard.phases),
            (0.22, 0.38, 0.2, 0.2),
        ),
        heading(2, "Items and data points", "条目与数据点", "items"),
        Table(
            cells(("Item", "条目"), ("What it asks", "要求"), ("Data points", "数据点")),
            tuple(_item(entry) for entry in coverage(standard, content.mappings)),
            (0.18, 0.44, 0.38),
        ),
    )
    return Page(f"standards/{standard.standard}", both_names(standard), standard.short, blocks)


def both_names(standard: Standard) -> Both:
    """A standard's name as a title."""
    return Both(standard.name.en, standard.name.zh)


def _phase(phase: Phase) -> tuple[Inline, ...]:
    since = f"from {phase.fiscal_years_from}" if phase.fiscal_years_from else ""
    until = f"to {phase.fiscal_years_until}" if phase.fiscal_years_until else ""
    return (
        line(", ".join(phase.items) or Both("all", "全部")),
        line(phase.issuers, None if phase.verified else Text(" not verified", "muted")),
        line(OBLIGATIONS[phase.obligation]),
        line(f"{since} {until}".strip() or "–"),
    )


def _item(entry: ItemCoverage) -> tuple[Inline, ...]:
    title = line(
        Text(" " * 2 * entry.depth),
        entry.item.title,
        None if entry.item.verified else Text(" id not verified", "muted"),
    )
    if entry.links:
        answers = separated(
            ((indicator(one.code), Text(f" {MATCH_NAMES[one.match].en}", "muted")) for one in entry.links),
            ", ",
        )
    else:
        answers = line(Text("uncovered 未覆盖", "muted")) if entry.question else ()
    return line(code(entry.item.id)), title if entry.depth else line(entry.item.title), answers
