"""Commands on models of news: train one on labels, and say how good one is."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from cnesg.errors import render

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="MODEL", help=render("cli.news_model"), show_default=False),
]
_Labels = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE...", help=render("cli.news_labels"), show_default=False)
]


def register(group: typer.Typer) -> None:
    """Add the commands to those on news."""
    group.command("train", help=render("cli.news_train"))(train)
    group.command("evaluate", help=render("cli.news_evaluate"))(evaluate)


def train(
    files: _Labels = None,
    out: Annotated[Path, typer.Option("--out", metavar="MODEL", help=render("cli.news_train_out"))] = Path(
        "news-model.npz"
    ),
    template: Annotated[bool, typer.Option("--template", help=render("cli.template"))] = False,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Train models of news on labels that the user brings, and write them with their card."""
    from cnesg.pipeline.news.labels import labels_kind
    from cnesg.pipeline.news.training import train_news

    if template:
        typer.echo(labels_kind().template(), nl=False)
        return
    if not files:
        raise typer.BadParameter(render("cli.news_needs_labels"))
    trained = train_news(files)
    trained.write(out)
    card = trained.card
    if output == "json":
        typer.echo(json.dumps({"path": str(out), **asdict(card)}, ensure_ascii=False, indent=2))
        return
    for name, value in card.held_out.items():
        typer.echo(f"{name:32} {value}")
    typer.echo(render("cli.news_trained", path=out, texts=card.texts, card=out.with_suffix(".card.md").name))


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.news_labels"), show_default=False)],
    model: ModelOption = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help=render("cli.news_html"), show_default=False)
    ] = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Judge labelled news by the models that ship, or by one that was trained."""
    from cnesg.pipeline.news.evaluation.page import evaluate as judged
    from cnesg.pipeline.news.evaluation.page import page_of
    from cnesg.pipeline.writing import write_whole

    found = judged(file, model)
    if html is not None:
        write_whole(html, page_of(found).encode("utf-8", "surrogatepass"))
    if output == "json":
        typer.echo(json.dumps(found.figures()))
        return
    for name, value in found.figures().items():
        typer.echo(f"{render(f'news.figure_{name}'):28} {value}")
    if html is not None:
        typer.echo(render("cli.news_page_written", path=html))
