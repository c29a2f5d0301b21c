"""``batterypass checkpoint``, alone or with what goes to a witness and comes back."""

from __future__ import annotations

from functools import wraps
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.commands.checkpoint import checkpoint
from batterypass_cli.context import Here
from batterypass_cli.pages import Entry, group_with, split_examples
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Callable

_OTHERS = {
    "request": Entry(
        "", "checkpoint_cosign", "request",
        Text("Write the request for a witness: the checkpoint with its proof.", "Escribe la solicitud para un testigo: el punto de control y su prueba."),
    ),
    "cosign": Entry(
        "", "checkpoint_cosign", "cosign",
        Text("Put the cosignatures of witnesses under the ledger's checkpoints.", "Pone las firmas de los testigos bajo los puntos de control."),
    ),
}  # fmt: skip


def _alone(command: Callable[..., None]) -> Callable[..., None]:
    """Run a command where no command of the group is named."""

    @wraps(command)
    def run(ctx: typer.Context, **words: Any) -> None:  # noqa: ANN401 - its own options
        if ctx.invoked_subcommand is None:
            if command.__dict__.get("signs"):
                Here.of(ctx).begin_to_sign()
            command(ctx, **words)

    return run


def _page(command: Callable[..., None]) -> str:
    """Give the page of a command as the page of a group."""
    text, examples = split_examples(cleandoc(command.__doc__ or ""))
    tail = "\n\nExample:\n" + "\n".join(examples)
    return both(text + tail, command.__dict__["help_es"] + tail)


app = typer.Typer(cls=group_with(_OTHERS, {}), help=_page(checkpoint))
app.callback(invoke_without_command=True)(_alone(checkpoint))
