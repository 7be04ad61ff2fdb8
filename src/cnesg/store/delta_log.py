"""The log of a Delta table: one JSON file a version, named by its number."""

import json
from pathlib import Path

LOG_FOLDER = "_delta_log"


def delta_uri(folder: Path) -> str:
    """The name under which Delta finds a folder: given a plain path, it would decode any `%41` in it."""
    return folder.absolute().as_uri()


def log_file(folder: Path, version: int) -> Path:
    """The log file of a version of the Delta table in `folder`."""
    return folder / LOG_FOLDER / f"{version:020d}.json"


def version_of(path: Path) -> int:
    """The version that a log file or checkpoint is about; -1 for other files of a log."""
    number = path.name.split(".")[0]
    return int(number) if number.isdigit() else -1


def removed_files(folder: Path, version: int) -> set[str]:
    """The data files that a version took out of the table, by name inside the table's folder."""
    actions = (json.loads(line) for line in log_file(folder, version).read_text("utf-8").splitlines())
    return {action["remove"]["path"] for action in actions if "remove" in action}


def added_files(folder: Path, version: int) -> dict[str, int]:
    """The data files that a version brought, by name inside the table's folder, and how many rows each holds."""
    actions = [json.loads(line) for line in log_file(folder, version).read_text("utf-8").splitlines()]
    added = [action["add"] for action in actions if "add" in action]
    return {add["path"]: int(json.loads(add["stats"])["numRecords"]) for add in added}
