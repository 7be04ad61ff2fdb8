"""A small market with all that the nine products are made of, run once for all tests of deliveries."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.everybody_rated import everybody_rated
from tests.pipeline.conftest import COMPANIES, observations_csv, with_own_revenues

from cnesg.companies.codes import isin
from cnesg.framework.plausibility import Plausibility
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.running import run

RUN_ON = date(2024, 6, 30)


def bond(number: int) -> str:
    """An ISIN from a range that nobody gives out, with its check digit."""
    return next(code for digit in "0123456789" if isin(code := f"CND99{number:06}{digit}"))


_NEWS = {
    "id": "n1",
    "title": "",
    "text": "清溪酒业厂区夜间偷排废水，生态环境局罚款20万元。",
    "published_at": "2024-06-12T08:00:00+08:00",
    "source": "新华社",
    "url": "https://www.news.cn/1",
    "language": "zh",
}
_HOLDINGS = "fund,day,scope,security,name,kind,weight,published,source\n"
_BONDS = (
    "isin,name,issuer,guarantor,kind,issued,matures,amount,label,use,proceeds,allocated,refinancing,tco2_avoided,mwh,"
    "published,source\n"
)


def _companies() -> str:
    header = "company_id,name_en,name_zh,code,market,industry,issuer_kind,admin_level,region,valid_from,published\n"
    day = "2015-01-01,2015-01-01\n"
    rows = [
        f"L{n:02},Liquor {n},{'清溪酒业' if n == 1 else ''},6999{n:02}.SH,a-share,340500,,,,{day}"
        for n in range(1, COMPANIES + 1)
    ]
    others = (
        f'F01,"=HYPERLINK(""http://x"")",甲公司,,a-share,340500,,,,{day}'
        f"V01,Vehicle,某城投,,bond,620100,financing-vehicle,prefecture,CN-SD,{day}"
        f"G01,Government,某市,,bond,,local-government,prefecture,CN-SD,{day}"
    )
    return header + "".join(rows) + others


def _positions(fund: str, scope: str, day: str, published: str, weights: dict[str, float], rest: str = "") -> str:
    head = f"{fund},{day},{scope}"
    rows = [f"{head},{code},{code} name,equity,{weight},{published},report\n" for code, weight in weights.items()]
    return "".join(rows) + rest.format(head=head, published=published)


def _holdings() -> str:
    codes = [f"6999{n:02}.SH" for n in range(1, COMPANIES + 1)]
    full = dict.fromkeys(codes, 7.5)
    cash = "{head},,deposits,cash,10,{published},report\n"
    equity = _positions("E1.OF", "full", "2023-12-31", "2024-03-29", full, cash)
    equity += _positions("E1.OF", "top10", "2024-03-31", "2024-04-20", dict.fromkeys(codes[:10], 5.0))
    # Held on the last day of June, told in July: no delivery of June may know it.
    equity += _positions("E1.OF", "top10", "2024-06-30", "2024-07-20", dict.fromkeys(codes[2:], 6.0))
    mixed = "{head},E1.OF,fund E1,fund,90,{published},report\n" + cash
    overseas = "{head},US0378331005,somebody abroad,equity,90,{published},report\n" + cash
    bonds = f"{{head}},{bond(1)},V G1,bond,60,{{published}},report\n"
    bonds += "{head},,treasuries,government-bond,65,{published},report\n"
    bonds += "{head},,repo,cash,-25,{published},report\n"
    money = "{head},,deposits,cash,60,{published},report\n{head},,certificates,other,40,{published},report\n"
    others = {"FOF.OF": mixed, "Q1.OF": overseas, "B1.OF": bonds, "M1.OF": money}
    told = (_positions(fund, "full", "2023-12-31", "2024-03-29", {}, rest) for fund, rest in others.items())
    return _HOLDINGS + equity + "".join(told)


def _bonds() -> str:
    life = "2023-05-18,2028-05-18,1000000000"
    impact = "190000,250000"
    rows = (
        f"{bond(1)},V G1,V01,L01,corporate,{life},green,风电场建设,1000000000,600000000,30,{impact},2024-04-30,r\n",
        f"{bond(2)},G01 20,G01,,local-government,{life},none,,,,,,,2024-04-30,r\n",
        f"{bond(3)},L02 G1,L02,,corporate,{life},green,,,,,,,2024-04-30,r\n",
        f"{bond(4)},L03 S1,L03,,interbank,{life},sustainability-linked,补充流动资金,1000000000,,,,,2024-04-30,r\n",
    )
    return _BONDS + "".join(rows)


def _tables() -> dict[str, str]:
    funds = "".join(
        f"{code},{name},{kind},2020-01-02,2020-01-02\n"
        for code, name, kind in (
            ("E1.OF", "绿色先锋股票", "equity"),
            ("FOF.OF", "稳健配置FOF", "fund-of-funds"),
            ("Q1.OF", "全球精选QDII", "overseas"),
            ("B1.OF", "稳利债券", "bond"),
            ("M1.OF", "天天货币", "money-market"),
        )
    )
    segments = (
        "L01,2023,光伏组件,,400000000,2024-04-29,annual report\n"
        "L01,2023,白酒,,600000000,2024-04-29,annual report\n"
        "L02,2023,白酒,,1000000000,2024-04-29,annual report\n"
    )
    return {
        "companies": _companies(),
        "observations": with_own_revenues(observations_csv()),
        "segments": "company_id,year,segment,products,revenue,published,source\n" + segments,
        "funds": "fund,name_zh,kind,valid_from,published\n" + funds,
        "bonds": _bonds(),
        "holdings": _holdings(),
    }


ANYTHING = 1e-6
"""The least share of data of a rating here: of the government nothing is known."""


@pytest.fixture(scope="module", autouse=True)
def rated() -> Iterator[None]:
    """Whoever has any data is rated."""
    with everybody_rated(ANYTHING):
        yield


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the workspace; not to be changed."""
    folder = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as workspace:
        for kind, text in _tables().items():
            path = folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            import_table(workspace, kind, path)
        (folder / "news.jsonl").write_text(json.dumps(_NEWS, ensure_ascii=False) + "\n", encoding="utf-8")
        import_news(workspace, folder / "news.jsonl")
        with everybody_rated(ANYTHING):
            run(workspace, RUN_ON)
    return folder / "workspace"


@pytest.fixture(scope="module")
def scored(market: Path) -> Iterator[Workspace]:
    """The market for tests that only read."""
    with Workspace.open(market) as workspace:
        yield workspace


@pytest.fixture
def own(market: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy that a test may add to."""
    with Workspace.open(Path(shutil.copytree(market, tmp_path / "own"))) as workspace:
        yield workspace


FAULT = (
    "company_id,kind,concept,year,value,unit,published,restated,source\n"
    "L09,quantity,electricity,2023,-9,GWh,2024-06-10,true,tables\n"
)


def _everything_is_possible() -> Plausibility:
    return Plausibility(basis="assumed", reference="tests", other_currencies=1, units=())


@pytest.fixture(scope="session")
def restated(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The market after a table restated L09's electricity, below zero, and the month was run again.

    Imports refuse such rows; earlier versions took them in, and workspaces have them.
    """
    folder = tmp_path_factory.mktemp("restated")
    (folder / "late.csv").write_text(FAULT, encoding="utf-8")
    possible = patch("cnesg.pipeline.imports.fact_checks.load_plausibility", return_value=_everything_is_possible())
    copied = Path(shutil.copytree(market, folder / "workspace"))
    with possible, everybody_rated(ANYTHING), Workspace.open(copied) as workspace:
        import_table(workspace, "observations", folder / "late.csv")
        run(workspace, RUN_ON)
    return folder / "workspace"


@pytest.fixture(scope="module")
def faulty(restated: Path) -> Iterator[Workspace]:
    """That market for tests that only read."""
    with Workspace.open(restated) as workspace:
        yield workspace
