"""Issuers without listed shares stand in their own groups, finest first; listed companies in none of these."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.issuer_groups import issuer_groups
from cnesg.framework import load_methodology
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.model import COMPANIES


def company(**particulars: Any) -> dict[str, Any]:
    since = {"valid_from": date(2015, 1, 1), "available_at": datetime(2015, 1, 1, tzinfo=UTC)}
    stored = {"recorded_at": datetime(2024, 1, 1, tzinfo=UTC), "position": 1}
    return {"company_id": "X", "market": "bond", "industry": "620306", **since, **stored, **particulars}


def groups(*rows: dict[str, Any]) -> pl.DataFrame:
    table = COMPANIES.conform(pl.DataFrame(list(rows), infer_schema_length=None))
    return issuer_groups(table, load_issuer_groups(), load_methodology().industries)


VEHICLE = {"issuer_kind": "financing-vehicle"}
GOVERNMENT = {"issuer_kind": "local-government"}


@pytest.mark.parametrize(
    ("particulars", "expected"),
    [
        ({"issuer_kind": "corporate"}, ["ISSUER:620306", "ISSUER:620300", "ISSUER:620000", "ISSUER"]),
        ({"market": "unlisted", "industry": "340500"}, ["ISSUER:340500", "ISSUER:340000", "ISSUER"]),
        ({"industry": "000000"}, ["ISSUER"]),
        (
            {**VEHICLE, "admin_level": "prefecture", "region": "CN-SD"},
            ["LGFV:prefecture:CN-SD", "LGFV:prefecture", "LGFV"],
        ),
        ({**VEHICLE, "admin_level": "county"}, ["LGFV:county", "LGFV"]),
        ({**VEHICLE, "region": "CN-SD"}, ["LGFV"]),
        ({**GOVERNMENT, "admin_level": "province", "region": "CN-SD"}, ["LGOV:province", "LGOV"]),
        ({**GOVERNMENT, "admin_level": "county"}, ["LGOV:county", "LGOV"]),
        ({"market": "a-share"}, []),
        ({"market": "hk"}, []),
        ({**VEHICLE, "market": "a-share", "admin_level": "county"}, []),
    ],
)
def test_the_groups_of_an_issuer(particulars: dict[str, Any], expected: list[str]) -> None:
    assert groups(company(**particulars))["group"].to_list() == expected


def test_several_companies_are_sorted_and_each_starts_at_its_finest_group() -> None:
    found = groups(company(company_id="B", industry="340500"), company(company_id="A", **GOVERNMENT))
    assert found.rows() == [("A", 0, "LGOV"), ("B", 0, "ISSUER:340500"), ("B", 1, "ISSUER:340000"), ("B", 2, "ISSUER")]


def test_no_company_no_group() -> None:
    found = issuer_groups(COMPANIES.empty(), load_issuer_groups(), load_methodology().industries)
    assert found.is_empty()
    assert found.columns == ["company_id", "order", "group"]


@given(
    st.sampled_from(["bond", "unlisted", "a-share", "hk"]),
    st.sampled_from([None, "corporate", "financing-vehicle", "local-government"]),
    st.sampled_from([None, "province", "prefecture", "county"]),
    st.sampled_from([None, "CN-SD", "CN-ZJ"]),
)
def test_whoever_has_no_listed_shares_has_groups_that_widen(
    market: str, kind: str | None, level: str | None, region: str | None
) -> None:
    found = groups(company(market=market, issuer_kind=kind, admin_level=level, region=region))["group"].to_list()
    assert len(set(found)) == len(found)
    if market in ("bond", "unlisted"):
        family = found[-1]
        assert ":" not in family
        assert all(group.startswith(family) for group in found)
