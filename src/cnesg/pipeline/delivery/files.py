"""A delivery's tables as CSV and Parquet, and its subjects' texts, on which proofs rest."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from cnesg.pipeline.writing import neutralised_table
from cnesg.products.merkle import leaf_hash
from cnesg.products.schema import ProductTable

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class PublishedTable:
    """A table as it goes out.

    Attributes:
        schema: what it promises.
        frame: its rows, conformed.
    """

    schema: ProductTable
    frame: pl.DataFrame

    @cached_property
    def csv(self) -> str:
        """The CSV without byte order mark, a line a row; text that a spreadsheet would run gets an apostrophe."""
        buffer = io.BytesIO()
        self.harmless.write_csv(
            buffer, datetime_format="%Y-%m-%dT%H:%M:%SZ", date_format="%Y-%m-%d", float_scientific=False
        )
        return buffer.getvalue().decode("utf-8")

    @cached_property
    def harmless(self) -> pl.DataFrame:
        """The rows with text that no spreadsheet takes for a formula."""
        return neutralised_table(self.frame)

    def csv_file(self) -> bytes:
        """The CSV file: with a byte order mark, so that Excel shows Chinese."""
        return BOM + self.csv.encode("utf-8")

    def parquet_file(self) -> bytes:
        """The Parquet file: typed, as published."""
        buffer = io.BytesIO()
        self.frame.write_parquet(buffer, compression="zstd", statistics=True)
        return buffer.getvalue()


def subject_texts(tables: Sequence[tuple[str, Sequence[str], str]]) -> dict[str, str]:
    """The text of every subject, in order of subjects.

    Args:
        tables: of each its name, the subject of each row in order, and its CSV without byte order mark.
    """
    found: dict[str, list[str]] = {}
    for name, subjects, csv in tables:
        header, *lines = csv.split("\n")[:-1]
        if len(lines) != len(subjects):
            raise ValueError(f"{name}: {len(lines)} lines for {len(subjects)} rows")
        met: set[str] = set()
        for subject, line in zip(subjects, lines, strict=True):
            text = found.setdefault(subject, [])
            if subject not in met:
                met.add(subject)
                text += [name, header]
            text.append(line)
    return {subject: "\n".join(found[subject]) + "\n" for subject in sorted(found)}


def leaves(texts: dict[str, str]) -> list[str]:
    """The leaf hashes of subjects, in their order."""
    return [leaf_hash(text) for text in texts.values()]


def texts_of(tables: Sequence[PublishedTable]) -> dict[str, str]:
    """The subjects' texts of tables as they go out."""
    return subject_texts([(t.schema.name, t.frame[t.schema.subject].to_list(), t.csv) for t in tables])
