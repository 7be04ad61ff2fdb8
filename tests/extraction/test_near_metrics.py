"""Figures between two metrics: labels and sentences of neighbouring metrics, and of what only looks like one.

`near-metrics/*.yaml` hold labels and sentences as reports print them, a file for each group of neighbours. Half of
them, drawn by checksum, are the lot `read`, whose misses may be looked at; of the lot `kept` only the sums are, so
that they tell what a mend is worth for labels nobody has seen.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pytest
import yaml
from tests.extraction.test_trade_tables import IDEOGRAPH, is_class
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import fold, read_document

GROUPS = Path(__file__).parents[1] / "cases" / "extraction" / "near-metrics"
FLOORS = {  # figures read under their metric, rows that are right
    "boards": (0.95, 0.93),
    "climate": (0.95, 0.94),
    "energy": (0.97, 0.97),
    "finance-integrity": (0.96, 0.95),
    "giving": (0.95, 0.92),
    "innovation": (0.96, 0.90),
    "investments": (0.93, 0.92),
    "pollutants": (0.97, 0.96),
    "safety": (0.98, 0.92),
    "training": (0.95, 0.90),
    "value-chain": (0.96, 0.94),
    "waste": (0.98, 0.98),
    "water": (0.95, 0.97),
    "workforce": (0.95, 0.97),
}
FACT = re.compile(r"(?:(?P<figure>[\d.]+) )?(?P<metric>[a-z]\w+)(?: \{(?P<classes>.*)\})?")
YEAR = 2022


class Wanted(NamedTuple):
    """A figure as printed, its metric and the words of its classes."""

    figure: float
    metric: str
    classes: list[str]


class Entry(NamedTuple):
    """A line of a group's file, what it is in a report, and what is to be read of it."""

    line: str
    text: str
    wanted: list[Wanted]

    @property
    def lot(self) -> str:
        return "kept" if crc32(self.line.encode()) % 2 else "read"


def wanted_of(told: str, figure: str) -> Iterator[Wanted]:
    for one in filter(None, told.split("; ")):
        found = FACT.fullmatch(one)
        assert found, one
        classes = [fold(name.strip()).lower() for name in (found["classes"] or "").split(",") if name.strip()]
        yield Wanted(float(found["figure"] or figure.replace(",", "")), found["metric"], classes)


def table_of(row: str) -> str:
    """A table of a row: its unit has a column, or stands behind the label where the checksum says so."""
    heading, _, cells = row.rpartition(" :: ")
    label, unit, figure = (cell.strip() for cell in cells.split(" |"))
    names = ("指标", "单位", f"{YEAR}年") if IDEOGRAPH.search(row) else ("Indicator", "Unit", str(YEAR))
    apart = bool(unit) and crc32(row.encode()) % 4 < 2
    if unit and not apart:
        label = f"{label}({unit})" if IDEOGRAPH.search(row) else f"{label} ({unit})"
    rows = [(names[0], *names[1:2] * apart, names[2]), (heading,), (label, *[unit] * apart, figure)]
    return "\n".join("\t".join(cells) for cells in rows if cells[0])


@cache
def entries(group: str) -> list[Entry]:
    """The rows and sentences of a group of neighbours."""
    lines: dict[str, str] = yaml.safe_load((GROUPS / f"{group}.yaml").read_text(encoding="utf-8"))
    both = [(kind, line) for kind in ("rows", "sentences") for line in lines[kind].splitlines()]
    made: list[Entry] = []
    for kind, line in both:
        content, _, told = line.partition(" => ")
        text = table_of(content) if kind == "rows" else content
        figure = content.rpartition(" | ")[2]
        made.append(Entry(line, text, list(wanted_of(told, figure))))
    return made


def read(text: str, folder: Path) -> list[Quantity]:
    title = f"{YEAR}年环境、社会及治理报告" if IDEOGRAPH.search(text) else f"ESG Report {YEAR}"
    report = folder / "report.txt"
    report.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    return extract_quantities(read_document(report), KNOW, year=YEAR)


def is_figure(row: Quantity, figure: float) -> bool:
    """Whether a value is the printed figure, whatever its unit's scale."""
    value = row.value
    return any(abs(value - figure * 10**n) <= 1e-6 * abs(figure * 10**n) for n in range(-6, 13))


def tally(entry: Entry, folder: Path) -> Counter[str]:
    """What is read of an entry; `elsewhere` counts its figures under another metric, `outside` rows of no fact."""
    left = read(entry.text, folder)
    found = Counter(rows=len(left), facts=len(entry.wanted), none=not entry.wanted)
    for figure, metric, classes in entry.wanted:
        near = [row for row in left if row.metric == metric and is_figure(row, figure)]
        exact = [row for row in near if is_class(row, classes)]
        other = [row for row in left if is_figure(row, figure)]
        found.update(right=bool(near), classes=bool(exact), elsewhere=not near and bool(other))
        for row in near or other[:1]:  # a fact may hold for several years
            left.remove(row)
    found.update(outside=len(left), spoilt=bool(left) and not entry.wanted)
    return found


def reaches(name: str, found: Counter[str], floors: tuple[float, float]) -> bool:
    shares = found["right"] / found["facts"], found["right"] / max(found["rows"], 1)
    print(f"{name}: {dict(found)}, read {shares[0]:.3f}, right {shares[1]:.3f}")  # noqa: T201
    return all(share >= floor for share, floor in zip(shares, floors, strict=True))


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("公司历年来向东湖小学捐款累计35万元。", "donations_cash", 350_000),
        ("公司参加“暖冬一日捐”活动,累计捐款3.2万元。", "donations_cash", 32_000),
        ("公司累计向社会捐款2亿元。", "donations_total", 200_000_000),
        ("指标\t2021年\t2022年\n慈善捐赠(万元)\t12\t25", "donations_total", 250_000),
        ("项目\t2022年\n现金捐赠(万元)\t20", "donations_cash", 200_000),
        ("受赠单位\t捐赠金额(万元)\n东湖小学\t20\n西山中学\t30", "donations_cash", 300_000),
        ("The Group donated HK$2.3 million during the year.", "donations_total", 2_300_000),
        ("After the earthquake, the Group donated HK$2.3 million.", "donations_cash", 2_300_000),
        ("公司获得中国专利金奖2项。", "science_awards", 2),
        ("公司获得授权专利12项。", "patents_granted", 12),
        ("公司在扶贫帮困、文化建设、救灾捐款等方面投入210万元。", "donations_cash", 2_100_000),
        ("公司开展扶贫济困活动,向青溪村捐款5万元。", "poverty_alleviation_investment", 50_000),
        ("慰问员工\n\n公司设立专项奖学金,资助了260多名贫困家庭大学生完成学业。", "beneficiaries", 260),
        ("员工关爱\n\n公司资助困难职工35名。", "employees_assisted", 35),
    ],
)
def test_a_figure_is_of_the_nearer_metric(tmp_path: Path, text: str, metric: str, value: float) -> None:
    assert [row.metric for row in read(text, tmp_path) if row.value == pytest.approx(value)] == [metric]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标\t单位\t2022年\n有效授权专利数\t件\t388", [("patents_held", 388)]),
        ("指标\t单位\t2022年\n新引进员工数\t人\t61", [("new_hires", 61)]),
        ("指标\t单位\t2022年\n新进供应商数量\t家\t15", [("suppliers_new", 15)]),
        ("指标\t单位\t2022年\n人均年带薪休假天数\t天\t7.4", [("paid_leave_days_avg", 7.4)]),
        ("指标\t单位\t2022年\n废气排放合规率\t%\t99.8", [("emission_compliance_rate", 99.8)]),
        ("指标\t单位\t2022年\n危害废弃物\t吨\t22.4", [("hazardous_waste", 22.4)]),
        ("指标\t单位\t2022年\n医疗废弃物产生量\t吨\t3.4", [("hazardous_waste", 3.4)]),
        ("指标\t单位\t2022年\n产品不合格率\t%\t0.12", []),
        ("指标\t单位\t2022年\n除死亡外的工伤人数\t人\t6", []),
        ("指标\t单位\t2022年\n能耗强度\t吨标煤/百万收入\t21.3", [("energy_intensity_per_revenue", 21.3)]),
        ("指标\t单位\t2022年\n安全事故数量\t起\t2", [("safety_accidents", 2)]),
        ("公司开展员工满意度调查,参与度92.1%,整体满意度93.6分。", [("employee_satisfaction", 93.6)]),
        ("公司对7家不合格供应商予以清退,6家供应商被列入黑名单。", []),
        ("截至年末,公司与326家供应商建立了合作关系。", [("suppliers_total", 326)]),
        ("公司通过技能培训惠及果农180人。", [("beneficiaries", 180)]),
        ("指标\t单位\t2022年\n因质量问题剔除供应商数量\t家\t4", [("suppliers", 4)]),
        ("指标\t单位\t2022年\n每亿营收员工培训投入\t万元\t1.82", []),
        ("指标\t单位\t2022年\n职业病发生人数\t人次\t0", [("occupational_disease_cases", 0)]),
        ("指标\t单位\t2022年\n职业健康岗中体检率\t%\t100", [("health_check_coverage", 100)]),
        ("2022年离职员工中,30岁以下员工占68%,30至50岁员工占32%。", []),
        ("公司举办质量培训,116家核心供应商现场参与。", []),
        ("公司环保设施向公众开放,累计接待师生180余人次。", []),
        ("报告期内,集团未发生已售产品因安全理由而须回收的事件。", [("recall_rate", 0)]),
        ("公司围绕危废管理、环保应急演练等内容,共举办环保培训24场次。", [("training_sessions", 24)]),
    ],
)
def test_what_is_counted_is_of_its_own_metric(tmp_path: Path, text: str, expected: list[tuple[str, float]]) -> None:
    found = read(text, tmp_path)
    assert [row.metric for row in found] == [name for name, _ in expected]
    assert [row.value for row in found] == pytest.approx([value for _, value in expected])


@pytest.mark.heavy
@pytest.mark.parametrize("group", FLOORS)
def test_near_labels_are_read_under_their_metric(group: str, tmp_path: Path) -> None:
    found = sum((tally(entry, tmp_path) for entry in entries(group)), Counter[str]())
    assert reaches(group, found, FLOORS[group])


def test_every_group_has_floors() -> None:
    assert set(FLOORS) == {path.stem for path in GROUPS.glob("*.yaml")}
