"""``batterypass completion``: the script that makes TAB complete commands, kinds and ids."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

_SHELLS = ("bash", "zsh", "fish")


@bilingual(
    """
    Imprime el autocompletado para su terminal.

    «batterypass --install-completion» lo instala.
    """
)
def completion(
    ctx: typer.Context,
    shell: Annotated[
        str,
        typer.Argument(
            metavar="bash|zsh|fish",
            help=both("Your shell.", "Su terminal."),
            autocompletion=lambda incomplete: [s for s in _SHELLS if s.startswith(incomplete)],
        ),
    ],
) -> None:
    """Print the completion for your shell.

    "batterypass --install-completion" installs it.

    Example: source <(batterypass completion bash)
    """
    # Typer prints this script itself for --show-completion, but only for the shell it finds.
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in _SHELLS:
        raise InputError(
            f"{shell}: expected one of {', '.join(_SHELLS)}",
            code="completion.unknown-shell",
            shell=shell,
            known=", ".join(_SHELLS),
        )
    here = Here.of(ctx)
    for program in ("batterypass", "bp"):
        script = get_completion_script(
            prog_name=program, complete_var=f"_{program.upper()}_COMPLETE", shell=shell
        )
        here.out.line(script)
