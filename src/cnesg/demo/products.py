"""Funds, bonds, issuers without shares and segments of the fictional market, as tables that can be imported."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from cnesg.companies.codes import isin
from cnesg.demo.draws import Draws

_DRAWS = Draws("products")
_YEAR = 2024
_AMOUNTS = frozenset({"CNY", "t", "tCO2e", "tce", "kWh", "m3", "L", "persons", "person-times"})

_FULL, _FULL_PUBLISHED = "2024-12-31", "2025-03-28"
_TOP, _TOP_PUBLISHED = "2025-03-31", "2025-04-21"


def write_products(
    companies: pl.DataFrame, observations: pl.DataFrame, revenue: Callable[[str], float], folder: Path
) -> list[tuple[str, Path]]:
    """Write the tables, and give kind and path of each in the order in which they are imported.

    Args:
        companies: columns of the import of companies; listed ones hold segments and are held by funds.
        observations: of listed companies, after which issuers without shares are told.
        revenue: of a company in 2024, in CNY.
        folder: where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bonds = list(_bonds(companies))
    tables = {
        "issuers": ("companies", list(_issuers())),
        "facts-of-issuers": ("observations", list(_facts(observations))),
        "segments": ("segments", list(_segments(companies, revenue))),
        "funds": ("funds", [_fund(fund) for fund in _content()["funds"]]),
        "bonds": ("bonds", bonds),
        "holdings": ("holdings", list(_holdings(companies, bonds))),
    }
    paths = []
    for name, (kind, rows) in tables.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = folder / f"{name}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        paths.append((kind, path))
    return paths


@cache
def _content() -> dict[str, Any]:
    source = files("cnesg.demo") / "data" / "products.yaml"
    content: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return content


def _issuers() -> Iterator[dict[str, Any]]:
    for issuer in _content()["issuers"]:
        yield {
            "company_id": issuer["id"],
            "name_en": issuer["en"],
            "name_zh": issuer["zh"],
            "market": "bond",
            "industry": issuer["industry"],
            "incorporation": "CN",
            "ownership": "local-soe",
            "issuer_kind": issuer["kind"],
            "admin_level": issuer["level"],
            "region": issuer["region"],
            "valid_from": "2015-01-05",
            "published": "2015-01-05",
        }


def _facts(observations: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """What is known of issuers without shares: as much as a prospectus tells, told after a listed company's facts."""
    for issuer in _content()["issuers"]:
        told = observations.filter(
            pl.col("company_id") == issuer["like"], pl.col("year") == _YEAR, ~pl.col("restated").fill_null(value=False)
        )
        size = _DRAWS.uniform(issuer["id"], "size") * 0.5 + 0.35
        for row in told.iter_rows(named=True):
            if _DRAWS.chance(0.75, issuer["id"], row["concept"]):
                yield row | _sized(row, size) | {"company_id": issuer["id"], "source": "bond prospectus"}


def _sized(row: dict[str, Any], size: float) -> dict[str, Any]:
    """Amounts of an issuer that is smaller than the company it is told after; what is a ratio stays."""
    if row["value"] is None or row["unit"] not in _AMOUNTS:
        return {}
    digits = 0 if row["unit"] in {"CNY", "persons", "person-times"} else 2
    return {"value": round(row["value"] * size, digits)}


def _segments(companies: pl.DataFrame, revenue: Callable[[str], float]) -> Iterator[dict[str, Any]]:
    for company, industry in companies.select("company_id", "industry").iter_rows():
        for part in _content()["segments"].get(industry[:2], ()):
            yield {
                "company_id": company,
                "year": _YEAR,
                "segment": part["name"],
                "products": part["products"],
                "revenue": round(revenue(company) * part["share"] * 0.98, -4),
                "published": "2025-04-29",
                "source": "annual report",
            }


def _fund(fund: dict[str, Any]) -> dict[str, Any]:
    return {
        "fund": fund["fund"],
        "name_zh": fund["zh"],
        "name_en": fund["en"],
        "kind": fund["kind"],
        "mandate": fund["mandate"],
        "manager": "fictional",
        "valid_from": "2020-01-02",
        "published": "2020-01-02",
    }


def _bonds(companies: pl.DataFrame) -> Iterator[dict[str, Any]]:
    listed = companies.filter(pl.col("market") == "a-share").sort("company_id")["company_id"].to_list()
    issuers = [issuer["id"] for issuer in _content()["issuers"]]
    owners = [
        issuers[2],
        issuers[0],
        listed[3],
        listed[40],
        listed[70],
        listed[90],
        issuers[1],
        listed[120],
        listed[150],
    ]
    owners.append(issuers[3])
    for place, bond in enumerate(_content()["bonds"]):
        amount, share, issued = 1e9 if place % 2 else 6e8, bond["share"], bond["issued"]
        day = date.fromisoformat(issued)
        yield {
            "isin": _isin(place),
            "name": f"{day:%y}虚构{place + 1:02}",
            "issuer": owners[place],
            "guarantor": listed[5] if place == 1 else "",
            "kind": bond["kind"],
            "issued": issued,
            "matures": f"{day.year + 5}{issued[4:]}",
            "amount": amount,
            "label": bond["label"],
            "use": bond["use"],
            "proceeds": amount * share if share else None,
            "allocated": amount * share * 0.8 if share else None,
            "refinancing": bond["refinancing"],
            "tco2_avoided": bond["tco2_avoided"],
            "mwh": bond["mwh"],
            "published": "2025-04-30",
            "source": "allocation report",
        }


def _isin(place: int) -> str:
    """An ISIN from a range that nobody gives out, with its check digit."""
    stem = f"CND99{place:06}"
    return next(stem + digit for digit in "0123456789" if isin(stem + digit))


def _holdings(companies: pl.DataFrame, bonds: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for fund in _content()["funds"]:
        positions = _positions(fund, companies, bonds)
        for scope, day, published in (("full", _FULL, _FULL_PUBLISHED), ("top10", _TOP, _TOP_PUBLISHED)):
            if scope == "top10" and fund["kind"] not in {"equity", "mixed"}:
                continue
            shown = positions if scope == "full" else [p for p in positions if p[2] == "equity"][:10]
            for security, name, kind, weight in shown:
                row = {
                    "fund": fund["fund"],
                    "day": day,
                    "scope": scope,
                    "security": security,
                    "name": name,
                    "kind": kind,
                }
                yield row | {"kind": kind, "weight": weight, "published": published, "source": "fund report"}


def _positions(
    fund: dict[str, Any], companies: pl.DataFrame, bonds: Sequence[dict[str, Any]]
) -> list[tuple[str, str, str, float]]:
    code, kind, industries = fund["fund"], fund["kind"], fund["holds"]
    if kind == "bond":
        held = [(bond["isin"], bond["name"], "bond", 9.0) for bond in bonds]
        # Borrowing lets a bond fund hold more than its net assets.
        return [*held, ("", "国债", "government-bond", 25.0), ("", "卖出回购", "cash", -15.0)]
    if kind == "money-market":
        return [("", "银行存款", "cash", 55.0), ("", "同业存单", "other", 45.0)]
    if kind == "fund-of-funds":
        funds = [(other["fund"], other["zh"], "fund", 23.0) for other in _content()["funds"][:4]]
        return [*funds, ("", "银行存款", "cash", 8.0)]
    chosen = companies.filter(
        pl.col("market") == "hk" if kind == "overseas" else pl.col("industry").str.slice(0, 2).is_in(industries)
    )
    rows = chosen.sort("company_id").select("code", "short_name").rows()[:24]
    draws = [_DRAWS.uniform(code, row[0], "weight") + 0.3 for row in rows]
    room = 88.0 if kind != "overseas" else 60.0
    weights = [round(room * draw / sum(draws), 2) for draw in draws]
    shares = [(row[0], row[1], "equity", weight) for row, weight in zip(rows, weights, strict=True)]
    shares.sort(key=lambda position: -position[3])
    if kind == "overseas":
        shares.append(("US0378331005", "an overseas company", "equity", 30.0))
    rest = round(100 - sum(position[3] for position in shares), 2)
    return [*shares, ("", "银行存款", "cash", rest)]
