"""A proof that a company's rows are part of a delivery, which tells nothing of the others; and its check."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cnesg.errors import InputError
from cnesg.foreign import ask
from cnesg.foreign.json_texts import JsonFile
from cnesg.pipeline.delivery.verifying import edition_texts
from cnesg.products import merkle
from cnesg.products.merkle import Step, leaf_hash


def prove(folder: Path, company: str) -> dict[str, Any]:
    """The proof of one company (fund, bond) of an edition.

    Args:
        folder: the edition.
        company: its id, or any cell of a row of it that names it: exchange code, name.

    Returns:
        `product`, `month`, `edition`, `subject`, `text` (its lines of the CSV files), `steps` (siblings up to the root)
        and `root`.

    Raises:
        InputError: the edition is not sound, or has no such company.
    """
    told, texts = edition_texts(folder)
    subjects = list(texts)
    subject = company if company in texts else _named(texts, company)
    if subject is None:
        raise InputError.of("delivery.no_subject", folder=folder, company=company)
    hashes = [leaf_hash(text) for text in texts.values()]
    steps = merkle.proof(hashes, subjects.index(subject))
    return {
        "product": told["product"],
        "month": told["month"],
        "edition": told["edition"],
        "subject": subject,
        "text": texts[subject],
        "steps": [list(step) for step in steps],
        "root": told["merkle"]["root"],
    }


def _named(texts: Mapping[str, str], wanted: str) -> str | None:
    import csv

    for subject, text in texts.items():
        if any(wanted in cells for cells in csv.reader(text.splitlines()[2:3])):
            return subject
    return None


def check_proof(path: Path, root: str | None = None) -> dict[str, Any]:
    """Check a proof.

    Args:
        path: the file.
        root: the root that the delivery's maker published elsewhere; the proof's own if None, which shows only that
            the proof agrees with itself.

    Returns:
        The proof's content.

    Raises:
        InputError: it is no proof, or leads to another root.
    """
    try:
        content = ask(JsonFile(path), path)
        steps = [Step(str(side), str(bytes.fromhex(sibling).hex())) for side, sibling in content["steps"]]
        text, claimed = str(content["text"]), root or str(content["root"])
    except InputError as error:
        if error.problems[0].message_id == "sources.missing_file":
            raise
        raise InputError.of("delivery.bad_proof", path=path, what=error) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError.of("delivery.bad_proof", path=path, what=f"{type(error).__name__} {error}") from error
    found = merkle.proved(text, steps)
    if found != claimed:
        raise InputError.of("delivery.false_proof", path=path, found=found, claimed=claimed)
    return dict(content)
