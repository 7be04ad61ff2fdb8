"""Made-up reports as files: one scene, language and seed each."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.extraction.synthetic import breakdowns, houses, pictures, scenes
from tests.extraction.synthetic.content import LANGUAGES, Fact, Teller
from tests.extraction.synthetic.paper import Paper

SCENES = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        scenes.by_years, scenes.with_codes, scenes.with_other_columns, breakdowns.by_classes,
        breakdowns.classes_by_metrics,
        scenes.years_in_rows, scenes.one_unit, scenes.single_year, breakdowns.classes_in_columns, scenes.side_by_side,
        scenes.beside_prose, scenes.overleaf, scenes.rotated, scenes.both_languages, scenes.with_dashes,
        scenes.units_in_headings, breakdowns.classes_in_labels, breakdowns.levels_by_gender,
        pictures.tiles, pictures.key_figures, pictures.bar_charts, pictures.pie_charts, pictures.prose,
        houses.houses, houses.industries,
    )
}  # fmt: skip


def write_report(folder: Path, scene: str, language: str, seed: int) -> tuple[Path, int, list[tuple[int, Fact]]]:
    """Draw one report.

    Returns:
        Its file, its fiscal year, and the facts printed in it with their pages.
    """
    tell = Teller(f"{scene} {language} {seed}", language)
    path = folder / f"{scene}-{language}-{seed}.pdf"
    paper = Paper(path, language)
    _cover(paper, tell)
    SCENES[scene](paper, tell)
    scenes.footer(paper, tell)
    paper.close()
    return path, tell.year, paper.facts


def _cover(paper: Paper, tell: Teller) -> None:
    """A first page that names the year, and one of prose."""
    name = tell.say("环境、社会及管治报告" if tell.key == "zh" else "Environmental, Social and Governance Report")
    paper.text(60, 300, f"{tell.year} {name}", 20, bold=True)
    paper.next_page()
    paper.text(50, 60, tell.say("关于本报告" if tell.key == "zh" else "About this report"), 14, bold=True)
    about = (
        f"本报告涵盖{tell.year}年1月1日至{tell.year}年12月31日。"
        if tell.key == "zh"
        else f"This report covers the period from 1 January {tell.year} to 31 December {tell.year}. "
    )
    paper.wrapped(50, 90, tell.say(about) + tell.prose(5), 490)
    paper.next_page()


def truth(facts: Sequence[tuple[int, Fact]]) -> list[dict[str, Any]]:
    """The facts as labels."""
    return [
        {
            "key": fact.metric, "breakdown": dict(fact.breakdown), "value": fact.value, "unit": fact.unit,
            "raw_value": fact.raw, "year": fact.year, "page": page, "quote": fact.raw,
        }
        for page, fact in facts
    ]  # fmt: skip


def write_all(folder: Path, names: Iterable[str], seeds: Iterable[int]) -> list[Path]:
    """Reports of scenes in every language, with labels and a split that names each report's scene as its part."""
    reports, gold = folder / "reports", folder / "gold"
    reports.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    seeds = list(seeds)
    rows = []
    for scene in names:
        for language in LANGUAGES:
            for seed in seeds:
                path, year, facts = write_report(reports, scene, language, seed)
                labels = gold / path.stem
                labels.mkdir(exist_ok=True)
                lines = [json.dumps(row, ensure_ascii=False) for row in truth(facts)]
                (labels / "quantities.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
                rows.append([path.stem, scene, f"reports/{path.name}", language, year, len(facts)])
    with (gold / "split.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["report", "part", "document", "language", "year", "facts"])
        writer.writerows(rows)
    return [reports / f"{row[0]}.pdf" for row in rows]
