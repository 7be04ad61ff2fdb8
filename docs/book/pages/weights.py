"""Where Level I weights come from: what standards ask for, and pairwise judgements with every reason."""

from collections.abc import Iterator

from docs.book.blocks import Block, Both, Inline, Page, Table, Text, heading, line, paragraph
from docs.book.content import Content
from docs.book.figures import number, percent
from docs.book.pages.framework import cells
from docs.book.references import basis, indicator

from cnesg.framework.judgements import Weighed
from cnesg.framework.weighting import Level1Weight, level1_weights


def weights_page(content: Content) -> Page:
    """Both inputs of every Level I weight, the voices of standards, and the judgements."""
    methodology = content.methodology
    found = level1_weights(methodology, content.mappings, content.judgements, content.weighting)
    share = content.weighting.items_share
    blocks: list[Block] = [
        paragraph(
            Both(
                f"A Level I weight is mixed from two inputs: {percent(share.value)} follows the share of standards' "
                f"items that ask for the issue, {percent(1 - share.value)} follows pairwise judgements. Shares are "
                "among the issues of one dimension and are written to the printed digits.",
                f"一级指标权重由两项输入混合而成：{percent(share.value)} 取自各标准要求该议题的条目占比，"
                f"{percent(1 - share.value)} 取自两两比较判断；占比在同一维度内计算，并按所示位数取整。",
            ),
            " ",
            *basis(share),
        ),
        Table(
            cells(
                ("Issue", "议题"),
                ("Asked by standards", "标准条目"),
                ("Judged", "判断"),
                ("Mixed", "混合"),
                ("Derived", "推得"),
                ("In use", "采用"),
            ),
            tuple(_inputs(one, content) for one in found.values()),
            (0.36, 0.14, 0.12, 0.12, 0.13, 0.13),
        ),
        heading(2, "Voices of standards", "标准的声音", "voices"),
        paragraph(
            Both(
                "Publishers that keep several lists speak with one voice.",
                "同一发布方的多个清单合并为一个声音。",
            )
        ),
        Table(
            cells(("Voice", "声音"), ("Standards", "标准")),
            tuple(
                (
                    line(voice.name),
                    line(", ".join(content.standards.by_code[code].short for code in voice.standards)),
                )
                for voice in content.weighting.voices
            ),
            (0.5, 0.5),
        ),
    ]
    for parent, weighed in content.judgements.by_parent.items():
        blocks.extend(_judgements(parent, weighed, content))
    return Page("weights", Both("Where weights come from", "权重的由来"), "Weights", tuple(blocks))


def _inputs(one: Level1Weight, content: Content) -> tuple[Inline, ...]:
    level1 = content.methodology.level1[one.code]
    return (
        line(indicator(one.code), " ", level1.name),
        line(percent(one.items)),
        line(percent(one.judged)),
        line(percent(one.mixed)),
        line(percent(one.derived)),
        line(Text(percent(level1.weight.value), "strong")),
    )


def _judgements(parent: str, weighed: Weighed, content: Content) -> Iterator[Block]:
    name = content.methodology.dimensions[parent].name if parent in content.methodology.dimensions else None
    title = name or Both("Dimensions", "维度")
    yield heading(2, f"Judgements: {title.en}", f"判断：{title.zh}", f"judgements-{parent.lower()}")
    given = weighed.judgements
    yield paragraph(
        given.question,
        f" Consistency ratio {number(weighed.priorities.consistency_ratio, 3)}, acceptable below "
        f"{number(content.judgements.scale.acceptable_ratio)}.",
    )
    yield Table(
        cells(("More", "更重要"), ("Less", "次重要"), ("By", "倍数"), ("Reason", "理由")),
        tuple(
            (line(Text(pair.more, "code")), line(Text(pair.less, "code")), line(number(pair.by)), line(pair.reason))
            for pair in given.pairs
        ),
        (0.1, 0.1, 0.1, 0.7),
    )
