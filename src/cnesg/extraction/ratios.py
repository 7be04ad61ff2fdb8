"""Figures for one of something, where the label says so and not the unit: 人均用水 44 吨, 吨钢综合能耗 597 kgce."""

import re
from dataclasses import replace

from cnesg.extraction.numbers import Number

_PATTERNS = (
    (
        "employee",
        "employee",
        re.compile(
            re.compile(
                r"人均|每人|每[名位个]?(?:员工|雇员|职工)"
                r"|(?i:per (?:employee|capita|head|person|fte|full.time employee)|by headcount)"
            ),
        ),
    ),
    ("money", "HKD million", re.compile(r"每?百万港[元币]|(?i:per (?:hkd?|hk\$) ?million)")),
    ("money", "USD million", re.compile(r"每?百万美元|(?i:per (?:usd?|us\$) ?million)")),
    ("money", "CNY 10k", re.compile(r"(?<!百)万元(?:工业)?(?:产值|营收|营业收入|收入|增加值|GDP|销售)|每万元")),
    (
        "money",
        "CNY million",
        re.compile(r"百万(?:元)?(?:产值|营收|营业收入|收入)|每百万元|(?i:per (?:rmb|cny) ?million)"),
    ),
    ("money", "CNY", re.compile(r"单位(?:产值|营收|营业收入|收入|工业增加值)|每元")),
    (
        "production",
        "t",
        re.compile(
            r"吨(?:钢|产品|铝|水泥|熟料|煤|纸|浆|酒|油|铜|锌|糖|焦|氨|碱|矿|材|铁|原煤)"
            r"|每(?:生产|加工|处理)?(?:1|一)?吨|(?i:per (?:tonne|ton)\b)"
        ),
    ),
    (
        "production",
        "unit",
        re.compile(
            r"(?:吨|人|车|客|[百万][吨人车])公里|每(?:生产|加工)?(?:1|一)?(?:千升|间夜|箱|件|台|辆|万?米|立方米|标箱|重量箱)|单(?:均|箱|件)"
        ),
    ),
    ("production", "unit", re.compile(r"单位(?:产品|产量)|单产|(?i:per unit of (?:product|production|output))")),
    ("area", "m2", re.compile(r"单位(?:建筑)?面积|每平方米|(?i:per square (?:met|f))")),
)
_SHARES = re.compile(r"每\s?(十|\d+)?\s?股")
_AMOUNTS = frozenset({"mass", "co2", "energy", "volume"})


def as_ratio(number: Number, label: str) -> Number:
    """The number as an intensity where the label says that it is for one of something.

    Args:
        number: a number with the unit it is printed in.
        label: the folded words that say what it is.
    """
    if "money" in number.kinds and (shares := _SHARES.search(label)):
        count = {None: 1.0, "十": 10.0}.get(shares[1], 0.0) or float(shares[1])
        return replace(
            number,
            value=number.value / count,
            unit=f"{number.unit}/share",
            kinds=frozenset({"per_share"}),
            family="share",
        )
    if number.family is not None or not number.kinds & _AMOUNTS:
        return number
    for family, below, pattern in _PATTERNS:
        if pattern.search(label):
            return replace(number, unit=f"{number.unit}/{below}", kinds=frozenset({"intensity"}), family=family)
    return number
