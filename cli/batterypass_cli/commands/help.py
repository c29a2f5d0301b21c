"""``batterypass help``: a command's page, every page, or a topic."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import Group, bilingual, unknown_name
from batterypass_cli.words import both, say

#: Exit code -> key of its text.
EXIT_CODES: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7, 130)
_COLUMNS = (
    Column("code", Text("code", "código"), right=True),
    Column("meaning", Text("meaning", "significado")),
)
#: Variable of the surroundings -> key of its text. The seed of the demonstration is not among them.
ENVIRONMENT: dict[str, str] = {
    "BATTERYPASS_LEDGER": "environment.ledger",
    "BATTERYPASS_HOME": "environment.home",
    "BATTERYPASS_KEYS": "environment.keys",
    "BATTERYPASS_PASSPHRASE": "environment.passphrase",
    "BATTERYPASS_CLOCK": "environment.clock",
    "BATTERYPASS_ATTACHMENT_MB": "environment.attachment-mb",
    "LANG": "environment.lang",
    "NO_COLOR": "environment.no-color",
}
_VARIABLES = (
    Column("name", Text("variable", "variable")),
    Column("meaning", Text("meaning", "significado")),
)


@bilingual(
    """
    Ayuda de un comando o un tema.

    Temas: exit-codes, environment. --all muestra la línea de cada comando.
    """
)
def help_page(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|exit-codes|environment]...", help=both("What about.", "Sobre qué.")
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=both("All commands.", "Todos los comandos."))
    ] = False,
) -> None:
    """Help on a command or a topic.

    Topics: exit-codes, environment. --all shows a line for each command.

    Example: batterypass help exit-codes
    """
    here = Here.of(ctx)
    if topic == ["exit-codes"]:
        rows = [{"code": code, "meaning": say(f"exit.{code}")} for code in EXIT_CODES]
        here.out.rows("exit_codes", rows, _COLUMNS)
        return
    if topic == ["environment"]:
        rows = [{"name": name, "meaning": say(key)} for name, key in ENVIRONMENT.items()]
        here.out.rows("environment", rows, _VARIABLES)
        return
    root = ctx.find_root()
    if everything:
        rows = [
            {"command": " ".join(path), "text": command.short_help}
            for path, command in walk(root.command, root)
        ]
        columns = (
            Column("command", Text("command", "comando")),
            Column("text", Text("what it does", "qué hace")),
        )
        here.out.rows("commands", rows, columns)
        return
    command, info = root.command, root
    for name in topic or []:
        found = command.get_command(info, name) if isinstance(command, Group) else None
        if found is None:
            known = command.list_commands(info) if isinstance(command, Group) else []
            topics = ["exit-codes", "environment"]
            raise unknown_name(
                "cli.unknown-command", name, [*known, *topics], path=info.command_path
            )
        info = type(root)(found, info_name=name, parent=info)
        command = found
    here.out.line(command.get_help(info).rstrip())


def walk(command: Any, ctx: Any, path: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """Give every command below a group, with its path."""
    for name in command.list_commands(ctx):
        found = command.get_command(ctx, name)
        if isinstance(found, Group):
            yield from walk(found, ctx, (*path, name))
        elif found is not None and not found.hidden:
            yield (*path, name), found
