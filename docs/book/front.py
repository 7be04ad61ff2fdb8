"""The title page of the site."""

import html

from docs.book.content import Content

from cnesg.framework.definitions import Edition
from cnesg.framework.yaml_files import parse_yaml, validate_mapping


def edition(content: Content) -> Edition:
    """What the methodology calls itself."""
    text = (content.methodology.folder / "methodology.yaml").read_text(encoding="utf-8")
    parsed, _ = parse_yaml("methodology.yaml", text)
    found, _ = validate_mapping("methodology.yaml", Edition, parsed)
    if found is None:
        raise ValueError("methodology.yaml: load_methodology would have refused it")
    return found


def counts(content: Content) -> tuple[tuple[int, str, str, str], ...]:
    """The figures of the title page: number, English and Chinese name, and the page that shows them."""
    methodology = content.methodology
    return (
        (len(methodology.dimensions), "dimensions", "维度", "overview"),
        (len(methodology.level1), "key issues", "一级指标", "overview"),
        (len(methodology.level2), "indicators", "二级指标", "selection"),
        (len(methodology.data_points), "data points", "数据点", "overview"),
        (len(content.incidents.types), "incident types", "事件类型", "incidents/index"),
        (len(content.standards.by_code), "standards", "披露标准", "standards/index"),
        (len(content.materiality.industries), "industries rated", "行业评级", "materiality/index"),
        (len(content.choices), "choices named", "假定取值", "choices/index"),
    )


def front_page(content: Content) -> str:
    """The site's first page, as Markdown."""
    about = edition(content)
    figures = "".join(
        f'<a href="{page}.html"><strong>{number}</strong><span class="en" lang="en">{en}</span> '
        f'<span class="zh" lang="zh-Hans">{zh}</span></a>'
        for number, en, zh, page in counts(content)
    )
    versions = content.methodology.versions
    return (
        "---\ntitle: CN-ESG methodology\nhide:\n  - navigation\n  - toc\n---\n"
        '<div class="book-cover">'
        f'<p class="book-edition">{html.escape(about.label)}</p>'
        '<h1>CN-ESG<br>Methodology</h1><p class="book-cover-zh" lang="zh-Hans">方法学全书</p>'
        f'<p class="book-subtitle"><span class="en" lang="en">{html.escape(about.title.en)}</span>'
        f'<span class="zh" lang="zh-Hans">{html.escape(about.title.zh)}</span></p>'
        f'<p class="book-after"><span class="en" lang="en">After {html.escape(about.source.en)}</span>'
        f'<span class="zh" lang="zh-Hans">依据{html.escape(about.source.zh)}</span></p>'
        "</div>\n\n"
        f'<div class="book-counts">{figures}</div>\n\n'
        '<p class="book-promise"><span class="en" lang="en">Every indicator, rule, weight and example in this book is '
        "generated from the methodology's data files. What the published source states is marked "
        "<em>published</em>; what it leaves open is marked <em>assumed</em>, with reasons and alternatives.</span>"
        '<span class="zh" lang="zh-Hans">本书的全部指标、规则、权重与示例均由方法学数据文件生成。'
        "原文明确者标为 published；原文未明确而由本实现决定者标为 assumed，并说明理由与备选。</span></p>\n\n"
        f'<p class="book-versions">methodology {versions.methodology} · extraction {versions.extraction} · '
        f"reference {versions.reference}</p>\n"
    )
