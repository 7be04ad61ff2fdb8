"""Papers that go with every delivery: what a user, a supervisor or a rated company wants to read beside the figures."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_PLAIN = {"SELF-ASSESSMENT.md": "self-assessment.md", "CONFLICTS-AND-COMPLAINTS.md": "conflicts-and-complaints.md"}
_MOST_TOLD = 3


def papers(told: Mapping[str, Any]) -> dict[str, bytes]:
    """Files by name, from the manifest's content."""
    found = {name: _source(source).encode("utf-8") for name, source in _PLAIN.items()}
    found["DISCLOSURE.md"] = _disclosure(told).encode("utf-8")
    return found


def disclosure_rows(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Item and answer of each line of the disclosure sheet, from the manifest's content."""
    lines = [line.strip("| ") for line in _disclosure(told).splitlines() if line.startswith("| ")]
    cells = [line.split(" | ", 1) for line in lines[1:]]
    return [(item, answer) for item, answer in cells]


def _disclosure(told: Mapping[str, Any]) -> str:
    return _source("disclosure.md").format(**_facts(told))


def _source(name: str) -> str:
    return (files("cnesg.products") / "papers" / name).read_text(encoding="utf-8")


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    shares = "; ".join(
        f"{dimension} confirmed {found['confirmed']:.1%}, auto-accepted {found['auto_accepted']:.1%}, "
        f"estimated {found['estimated']:.1%}, missing {found['missing']:.1%}"
        for dimension, found in told["shares"].items()
    )
    problems = [problem["en"].replace("|", "/") for problem in told["problems"]]
    more = f" and {len(problems) - _MOST_TOLD} more in manifest.json" if len(problems) > _MOST_TOLD else ""
    return {
        "title_en": told["title"]["en"],
        "title_zh": told["title"]["zh"],
        "month": told["month"],
        "edition": told["edition"],
        "methodology": told["versions"]["methodology"],
        "run": told["run"]["run_id"],
        "year": told["run"]["fiscal_year"],
        "as_of": told["as_of"],
        "frequency": told["calendar"]["frequency"],
        "shares": shares or "no scores in this delivery",
        "problems": " ".join(problems[:_MOST_TOLD]) + more if problems else "nothing was left out",
        "schema": told["schema_version"],
        "root": told["merkle"]["root"],
    }
