"""No module of extraction names a metric: which metrics a rule is for is data, `methodology/lexicon/roles.yaml`."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import cnesg
from cnesg.framework import load_methodology
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.wording import Family, Grammar

SOURCE = Path(cnesg.__file__).parent
EXTRACTION = SOURCE / "extraction"
_PART = re.compile(r"_[a-z0-9_]{2,}|[a-z0-9_]{2,}_")  # of a name: _rate, ghg_


def trees(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield str(file.relative_to(SOURCE)), ast.parse(file.read_text(encoding="utf-8"))


def named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.heavy
def test_no_module_of_extraction_names_a_metric() -> None:
    metrics = load_methodology().metrics
    found = [
        f"{file}:{line} {text}" for file, tree in trees(EXTRACTION) for line, text in named(tree) if text in metrics
    ]
    assert found == [], "give the metrics a role in methodology/lexicon/roles.yaml and ask for that"


def test_a_named_metric_would_be_found() -> None:
    tree = ast.parse('_STAFF = {"employees_total", "all"}\n')
    assert [text for _, text in named(tree) if text in load_methodology().metrics] == ["employees_total"]


def looked_at(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where code asks how a metric's name begins or ends, and parts of names that could be asked for."""
    names = tuple(load_methodology().metrics)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node.func.value).rpartition(".")[2]
            if asked == "metric" and node.func.attr in {"startswith", "endswith", "replace", "partition", "split"}:
                yield node.lineno, ast.unparse(node)
    for line, text in named(tree):
        if _PART.fullmatch(text) and any(name.startswith(text) or name.endswith(text) for name in names):
            yield line, text


@pytest.mark.heavy
def test_no_module_of_extraction_looks_at_how_a_metric_is_called() -> None:
    """A metric has a role because it is given one; what the next one of such a name is, its name does not tell."""
    found = [f"{file}:{line} {text}" for file, tree in trees(EXTRACTION) for line, text in looked_at(tree)]
    assert found == [], "give the metrics a role in methodology/lexicon/roles.yaml and ask for that"


def test_a_look_at_a_name_would_be_found() -> None:
    code = '_LESS = ("_saved", "saved_")\nyes = fit.metric.startswith("employees") or unit.endswith("/t")\n'
    assert sorted(text for _, text in looked_at(ast.parse(code))) == ["_saved", "fit.metric.startswith('employees')"]


@pytest.mark.heavy
def test_every_role_and_relation_is_asked_for() -> None:
    asked = {node.attr for _, tree in trees(SOURCE) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names = {one.name for one in fields(MetricRoles)} | set(Family.model_fields) | set(Grammar.model_fields)
    assert sorted(names - asked) == []


def defined_twice(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Functions and classes at a module's top level whose name an earlier one there has; overloads are one."""
    seen: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            overloads = any(ast.unparse(one).endswith("overload") for one in node.decorator_list)
            if node.name in seen and not overloads:
                yield node.lineno, node.name
            if not overloads:
                seen.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else (node.target,):
                for one in ast.walk(target):
                    if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                        if one.id in seen:
                            yield node.lineno, one.id
                        seen.add(one.id)


@pytest.mark.heavy
def test_no_name_is_defined_twice_in_a_module() -> None:
    """Of two functions of one name the first is never called, and the rule that it holds is lost without a word."""
    assert [f"{file}:{line} {name}" for file, tree in trees(SOURCE) for line, name in defined_twice(tree)] == []


def test_a_name_defined_twice_would_be_found() -> None:
    code = "def told(): ...\nKINDS = {1}\ndef other(): ...\ndef told(): ...\nclass KINDS: ...\nOTHER = [other]\n"
    assert list(defined_twice(ast.parse(code))) == [(4, "told"), (5, "KINDS")]
