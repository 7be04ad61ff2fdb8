"""A table of reports to take in: file, company, fiscal year, day of publication and kind of each."""

from pathlib import Path

from cnesg.pipeline.reports.ingesting import DOCUMENT_KINDS, Report
from cnesg.sources import KnownNames, SourceColumn, SourceKind, read_table, validate_table

_LIST = SourceKind(
    kind="reports",
    title={"en": "Reports to take in", "zh": "待读入的报告"},
    key=("file", "company"),
    columns=(
        SourceColumn(
            name="file",
            type="text",
            required=True,
            example="600519-2023.pdf",
            meaning={
                "en": "the file; from the table's own folder if relative",
                "zh": "文件；相对路径以本表所在文件夹为准",
            },
        ),
        SourceColumn(
            name="company",
            type="text",
            required=True,
            example="600519.SH",
            meaning={"en": "whose report: id, code or name", "zh": "公司：编号、证券代码或名称"},
        ),
        SourceColumn(
            name="year",
            type="year",
            required=True,
            example="2023",
            meaning={"en": "fiscal year that it is about", "zh": "报告所涉财务年度"},
        ),
        SourceColumn(
            name="published",
            type="date",
            required=True,
            example="2024-04-02",
            meaning={"en": "day it was published", "zh": "公开日期"},
        ),
        SourceColumn(
            name="kind",
            type="text",
            choices=DOCUMENT_KINDS,
            example="esg",
            meaning={"en": "kind of document; esg where empty", "zh": "文件类别；留空为 esg"},
        ),
    ),
)


def listed_reports(path: Path) -> list[Report]:
    """The reports that a table names (CSV or another form of table that imports take).

    Raises:
        InputError: with everything wrong in it.
    """
    table = validate_table(read_table(path, _LIST.headers()), _LIST, KnownNames(), path)
    return [
        Report(path.parent / row["file"], row["company"], row["year"], row["published"], row["kind"] or "esg")
        for row in table.iter_rows(named=True)
    ]
