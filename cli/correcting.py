"""tifatu correct: what the rules got wrong, put right for this build and all that follow."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tifatu.builders.corrections import Action


def correct(
    table: Annotated[Path, typer.Argument(help="Table of corrections; made where there is none.", metavar="TSV")],
    action: Annotated[str, typer.Argument(help="accept, reject, fix, merge, split, relabel or retype.")],
    term: Annotated[str, typer.Argument(help="The term, in any of its written forms.")],
    quote: Annotated[str, typer.Option(help="Words of the definition that is meant.")] = "",
    file: Annotated[str, typer.Option(help="End of the path of its report.")] = "",
    value: Annotated[
        str, typer.Option(help="fix: right words; merge: words of the other definition; relabel, retype: the new.")
    ] = "",
    who: Annotated[str, typer.Option(help="Who says so.")] = "",
    why: Annotated[str, typer.Option(help="What shows it.")] = "",
    when: Annotated[str | None, typer.Option(help="Day; today where none is given.")] = None,
) -> None:
    """Add a correction to the table that a setting (corrections = "FILE") lays over every build.

    Example: tifatu correct corrections.tsv reject 三清 --quote 清水清气 --who 李某 --why 是小标题
    """
    from tifatu.builders.corrections import Correction, append, lacking, read_corrections

    day = when or datetime.date.today().isoformat()
    one = Correction(
        action=_action(action), term=term.strip(), quote=quote, file=file, value=value, who=who, when=day, why=why
    )
    if wrong := lacking(one):
        raise typer.BadParameter(wrong)
    if table.exists():
        read_corrections(table)
    append(table, one)
    print(f"{table}: {one}")


def _action(word: str) -> Action:
    from tifatu.builders.corrections import Action

    try:
        return Action(word)
    except ValueError:
        raise typer.BadParameter(f"{word!r} is none of {', '.join(Action)}") from None
