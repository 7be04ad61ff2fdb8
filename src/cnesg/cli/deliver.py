"""`cnesg deliver`: the nine deliveries of a month, an outsider's check of them, and proofs of single companies."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import WorkspaceOption, parse_month
from cnesg.errors import InputError, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnesg.pipeline.delivery.delivering import Delivered
    from cnesg.pipeline.delivery.verifying import Checked

Output = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("deliver", help=render("delivery.deliver"))(deliver)


def deliver(
    workspace: WorkspaceOption,
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help=render("delivery.deliver_product"))] = "all",
    month: Annotated[
        date | None,
        typer.Option(help=render("delivery.deliver_month"), parser=parse_month, metavar="YYYY-MM", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option(help=render("delivery.deliver_out"), metavar="DIR")] = Path("deliveries"),
    profile: Annotated[str, typer.Option(help=render("delivery.deliver_profile"))] = "default",
    reason: Annotated[str | None, typer.Option(help=render("delivery.deliver_reason"), show_default=False)] = None,
    override: Annotated[
        list[str] | None,
        typer.Option(help=render("delivery.deliver_override"), metavar="FINDING", show_default=False),
    ] = None,
    by: Annotated[str, typer.Option(help=render("delivery.deliver_by"), show_default=False)] = "",
    publish: Annotated[
        list[str] | None,
        typer.Option(help=render("delivery.deliver_publish"), metavar="URL", show_default=False),
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(help=render("delivery.deliver_verify"), metavar="DIR", show_default=False)
    ] = None,
    prove: Annotated[
        str | None, typer.Option(help=render("delivery.deliver_prove"), metavar="COMPANY", show_default=False)
    ] = None,
    origin: Annotated[
        Path | None, typer.Option("--from", help=render("delivery.deliver_from"), metavar="DIR", show_default=False)
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help=render("delivery.deliver_check"), metavar="FILE", show_default=False)
    ] = None,
    root: Annotated[
        str | None, typer.Option(help=render("delivery.deliver_root"), metavar="HASH", show_default=False)
    ] = None,
    output: Output = "table",
) -> int:
    """Make deliveries, or check what was made. Exit 1 when something was kept back, left out or is not sound."""
    if verify is not None:
        return _verify(verify, root, output)
    if check is not None:
        return _check(check, root)
    if prove is not None:
        return _prove(prove, origin or out)
    if month is None:
        raise InputError.of("delivery.deliver_no_month")
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.delivery.delivering import Wanted
    from cnesg.pipeline.delivery.delivering import deliver as make
    from cnesg.quality import Override

    products = () if product == "all" else (product,)
    with Workspace.open(workspace) as opened:
        overrides = tuple(Override(finding, by, reason or "") for finding in override or ())
        done = list(make(opened, Wanted(month, out, products, profile, reason, overrides)))
    if output == "json":
        typer.echo(json.dumps([_as_dict(one) for one in done], ensure_ascii=False, indent=2))
    for one in done:
        _tell(one, output)
    _publish(done, publish or ())
    failed = [one for one in done if one.how == "failed"]
    if len(failed) == len(done):
        return 2
    return int(any(one.problems for one in done))


def _as_dict(one: "Delivered") -> dict[str, Any]:
    return {
        "product": one.product,
        "how": one.how,
        "edition": one.edition,
        "rows": one.rows,
        "folder": str(one.folder) if one.folder else None,
        "problems": [problem.text() for problem in one.problems],
    }


def _tell(one: "Delivered", output: str) -> None:
    if output == "table" and one.how != "failed":
        values: dict[str, Any] = {"edition": one.edition, "rows": f"{one.rows:,}", "folder": one.folder}
        typer.echo(render(f"delivery.deliver_{one.how.replace('-', '_')}", product=one.product, **values))
    for problem in one.problems:
        typer.echo(f"{one.product}: {problem.text()}", err=True)


def _publish(done: "Iterable[Delivered]", targets: "Iterable[str]") -> None:
    from cnesg.pipeline.delivery.publishing import publish

    for target in targets:
        for one in done:
            if one.folder is not None:
                place = publish(one.folder, target)
                typer.echo(render("delivery.deliver_published", product=one.product, place=place), err=True)


def _verify(folder: Path, root: str | None, output: str) -> int:
    from cnesg.pipeline.delivery.verifying import verify_deliveries

    found = list(verify_deliveries(folder))
    if root is not None and root not in {one.root for one in found}:
        raise InputError.of("delivery.root_not_there", folder=folder, root=root)
    if output == "json":
        typer.echo(json.dumps([_checked(one) for one in found], ensure_ascii=False, indent=2))
    for one in found:
        if output == "table" and not one.problems:
            values: dict[str, Any] = {
                "product": one.product,
                "month": one.month,
                "edition": one.edition,
                "root": one.root,
            }
            typer.echo(render("delivery.deliver_sound", **values))
        for problem in one.problems:
            typer.echo(problem.text(), err=True)
    return int(any(one.problems for one in found))


def _checked(one: "Checked") -> dict[str, Any]:
    return {
        "folder": str(one.folder),
        "product": one.product,
        "month": one.month,
        "edition": one.edition,
        "root": one.root,
        "problems": [problem.text() for problem in one.problems],
    }


def _prove(company: str, folder: Path) -> int:
    from cnesg.pipeline.delivery.proving import prove
    from cnesg.pipeline.delivery.verifying import edition_folders

    proof = prove(edition_folders(folder, one=True)[0], company)
    typer.echo(json.dumps(proof, ensure_ascii=False, indent=2))
    return 0


def _check(path: Path, root: str | None) -> int:
    from cnesg.pipeline.delivery.proving import check_proof

    proof = check_proof(path, root)
    names = ("subject", "product", "month", "edition", "root")
    told = {name: proof.get(name) for name in names} | {"root": root or proof["root"]}
    typer.echo(render("delivery.deliver_proved" if root else "delivery.deliver_proved_alone", **told))
    typer.echo(str(proof["text"]), nl=False)
    return 0
