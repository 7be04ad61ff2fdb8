"""Media: tiers of influence, rules that place an outlet, and the outlets that are listed."""

from docs.book.blocks import Block, Both, Page, Table, Text, code, heading, line, paragraph
from docs.book.content import Content
from docs.book.figures import number
from docs.book.pages.framework import cells
from docs.book.references import basis


def media_page(content: Content) -> Page:
    """The registry that ships; users import lists of any size beside it."""
    media = content.media
    tiers = media.tiers
    blocks: tuple[Block, ...] = (
        paragraph(
            Both(
                "How far the word of an outlet carries. A listed outlet has the tier given for it; any other is placed "
                "by the first rule that fits its address or name.",
                "媒体的影响力层级。已列入名单的媒体按名单归类，其他媒体按地址或名称适用的第一条规则归类。",
            )
        ),
        heading(2, "Tiers", "层级", "tiers"),
        Table(
            cells(
                ("Tier", "层级"), ("Meaning", "含义"), ("Weight", "权重"), ("Alternatives", "备选"), ("Basis", "依据")
            ),
            tuple(
                (
                    line(tier.name),
                    line(tier.meaning),
                    line(Text(number(tier.weight.value), "strong")),
                    line(", ".join(map(number, tier.weight.alternatives)) or "–"),
                    basis(tier.weight),
                )
                for tier in tiers.values()
            ),
            (0.16, 0.4, 0.1, 0.14, 0.2),
        ),
        heading(2, "Rules", "规则", "rules"),
        Table(
            cells(("Rule", "规则"), ("Tier", "层级"), ("Reason", "理由"), ("Examples", "示例")),
            tuple(
                (
                    line(code(rule.code)),
                    line(tiers[rule.tier].name),
                    line(rule.reason),
                    line(", ".join(rule.examples)),
                )
                for rule in media.rules
            ),
            (0.2, 0.16, 0.36, 0.28),
        ),
        heading(2, "Outlets listed", "已列媒体", "outlets"),
        Table(
            cells(("Outlet", "媒体"), ("Tier", "层级"), ("Domains", "域名")),
            tuple(
                (line(outlet.name), line(tiers[outlet.tier].name), line(", ".join(outlet.domains)))
                for outlet in media.outlets
            ),
            (0.46, 0.2, 0.34),
        ),
    )
    return Page("reference/media", Both("Media", "媒体"), "Media", blocks)
