"""Papers that go with every delivery: what a user, a supervisor or a rated company wants to read beside the figures."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from cnesg.products.disclosure import disclosure_sheet
from cnesg.products.schema import product_schema

_PLAIN = {"SELF-ASSESSMENT.md": "self-assessment.md", "CONFLICTS-AND-COMPLAINTS.md": "conflicts-and-complaints.md"}
_MOST_PROBLEMS = 3
_HEAD = """# Disclosure sheet after Annex III of Regulation (EU) 2024/3005

{title_en} / {title_zh}, {month}, edition {edition}. Letters as in the annex where they were seen in public text;
items marked * have our running number and must be checked against the official text. Titles and answers are ours.

| item | answer |
|---|---|
"""


def papers(told: Mapping[str, Any]) -> dict[str, bytes]:
    """Files by name, from the manifest's content."""
    found = {name: _source(source).encode("utf-8") for name, source in _PLAIN.items()}
    rows = "".join(f"| {item} | {answer} |\n" for item, answer in disclosure_rows(told))
    found["DISCLOSURE.md"] = (_HEAD.format(**_facts(told)) + rows).encode("utf-8")
    return found


def disclosure_rows(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Item and answer of each line of the disclosure sheet, from the manifest's content."""
    facts = _facts(told)
    return [(item, answer.text.format(**facts)) for item, answer in disclosure_sheet().answers(told["product"])]


def _source(name: str) -> str:
    return (files("cnesg.products") / "papers" / name).read_text(encoding="utf-8")


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    shares = "; ".join(
        f"{dimension} confirmed {found['confirmed']:.1%}, auto-accepted {found['auto_accepted']:.1%}, "
        f"estimated {found['estimated']:.1%}, missing {found['missing']:.1%}"
        for dimension, found in told["shares"].items()
    )
    problems = [problem["en"].replace("|", "/") for problem in told["problems"]]
    more = f" and {len(problems) - _MOST_PROBLEMS} more in manifest.json" if len(problems) > _MOST_PROBLEMS else ""
    return {
        "title_en": told["title"]["en"],
        "title_zh": told["title"]["zh"],
        "month": told["month"],
        "edition": told["edition"],
        "methodology": told["versions"]["methodology"],
        "run": told["run"]["run_id"],
        "year": told["run"]["fiscal_year"],
        "profile": told["run"]["profile"],
        "as_of": told["as_of"],
        "frequency": told["calendar"]["frequency"],
        "shares": shares or "no company is scored",
        "range": _range(told["product"]),
        "problems": " ".join(problems[:_MOST_PROBLEMS]) + more if problems else "nothing was left out",
        "schema": told["schema_version"],
        "root": told["merkle"]["root"],
    }


def _range(product: str) -> str:
    """The range of the column `score` of the main table, as the schema publishes it; empty where there is none."""
    columns = {column.name: column for column in product_schema(product).tables[0].columns}
    limits = columns["score"].range if "score" in columns else None
    return "{:g} to {:g}".format(*limits) if limits else ""
