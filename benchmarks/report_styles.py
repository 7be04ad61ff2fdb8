"""Whether reports are read alike however their tables are set: the same words ruled, without lines, in the middle.

    benchmarks/report_styles.py [--only WORD] [--style NAME] [--differences]

What a table says does not depend on its lines, fills, alignment or typeface. Each report of benchmarks/invented_reports
is printed as it is and once more in each style, and all are measured against the same facts: no labels are needed for
what a style loses. The table gives the means of each style, as benchmarks/invented_reports.py measures them. The last
line is one JSON object. --differences prints for each report of `sight` what a style loses or invents that the report
as it is does not.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework import load_methodology
from invented_reports import MEASURES, Measured, Report, facts_of, measure, printed, reports

_ONE_LINE = "table{border-collapse:collapse !important}"
_BARE = "border:none !important;background:none !important"
STYLES: Mapping[str, str] = {
    "as it is": "",
    "ruled": f"{_ONE_LINE} td,th{{border:0.6px solid #444 !important}}",
    "grid": f"{_ONE_LINE} td,th{{{_BARE};border:0.6px solid #444 !important;text-align:center !important;"
    "vertical-align:middle !important}",
    "lines across": f"{_ONE_LINE} td,th{{{_BARE};border-bottom:0.5px solid #999 !important}}",
    "no lines": f"table,td,th,tr,thead,tbody,tfoot{{{_BARE};box-shadow:none !important}}",
    "zebra": f"{_ONE_LINE} td,th{{{_BARE}}} tr:nth-child(even) td{{background:#e8eef5 !important}}",
    "left": "td,th{text-align:left !important}",
    "centred": "td,th{text-align:center !important}",
    "top": "td,th{vertical-align:top !important}",
    "bottom": "td,th{vertical-align:bottom !important}",
    "tight": "td,th{padding-top:0.5px !important;padding-bottom:0.5px !important;line-height:1.1 !important}",
    "serif": '*{font-family:"Liberation Serif","Noto Serif CJK SC","Noto Sans CJK SC" !important}',
}


def restyled(chosen: Sequence[Report], css: str, folder: Path) -> list[Report]:
    """Copies of reports in a folder with a style of their own.

    Args:
        chosen: reports.
        css: rules put after a report's own; "" leaves it as it is.
        folder: where the copies go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copies = []
    for report in chosen:
        page = folder / report.page.name
        html = report.page.read_text(encoding="utf-8")
        added = f"<style>{css}</style>"
        page.write_text(
            html.replace("</head>", f"{added}</head>") if "</head>" in html else html + added, encoding="utf-8"
        )
        copies.append(replace(report, page=page))
    return copies


def measured(chosen: Sequence[Report], css: str, folder: Path, know: Knowledge) -> dict[str, Measured]:
    """What is read of each report in a style, by its name."""
    facts = {report.name: facts_of(report) for report in chosen}
    pages = restyled(chosen, css, folder)
    return {report.name: measure(path, facts[report.name], know) for report, path in printed(pages, folder)}


def means(each: Mapping[str, Measured]) -> dict[str, float]:
    """The means over reports."""
    shares = [one.shares() for one in each.values()]
    return {name: round(sum(one[name] for one in shares) / len(shares), 4) for name in MEASURES}


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="reports whose name has this word")
    parser.add_argument("--style", choices=sorted(STYLES), help="this style beside the reports as they are, no other")
    parser.add_argument("--differences", action="store_true", help="print what a style loses, of reports of `sight`")
    asked = parser.parse_args()
    chosen = [report for report in reports() if asked.only in report.name]
    know = Knowledge.of(load_methodology())
    styles = {name: css for name, css in STYLES.items() if not css or asked.style in {None, name}}
    found: dict[str, dict[str, float]] = {}
    plain: dict[str, Measured] = {}
    print(f"{'style':14}" + "".join(f"{name:>14}" for name in MEASURES))
    with tempfile.TemporaryDirectory() as scratch:
        for name, css in styles.items():
            each = measured(chosen, css, Path(scratch) / name.replace(" ", "-"), know)
            plain = plain or each
            found[name] = means(each)
            print(f"{name:14}" + "".join(f"{share:14.4f}" for share in found[name].values()))
            for report in chosen if asked.differences and css else ():
                new = [miss for miss in each[report.name].misses if miss not in plain[report.name].misses]
                if new and report.part == "sight":
                    print(f"  {report.name}\n" + "".join(f"    {miss}\n" for miss in new), end="")
    print(json.dumps({"reports": len(chosen), "styles": found}))


if __name__ == "__main__":
    main()
