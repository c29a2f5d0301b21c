"""Commands and groups as Typer builds them, with our help pages in two languages.

A page is: usage, what it does, an example, arguments, options. The English text is the docstring,
the Spanish one stands in :func:`bilingual`, or after ``ES:`` at the end of the docstring where the
options of signing are not wanted; the ``Example:`` lines of the docstring serve both.
Groups know the names and one-line texts of commands whose modules are not imported yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from batterypass.errors import InputError
from batterypass_cli.options import GENERAL, shared_params
from batterypass_cli.words import language, pick, say

if TYPE_CHECKING:
    from batterypass.texts.bilingual import Text

#: Section of commands that work and that no list or completion shows.
HIDDEN = "hidden"
F = TypeVar("F", bound=Callable[..., Any])


class Entry(NamedTuple):
    """A command that is loaded when it is used: where it is, and what it does in one line."""

    section: str
    module: str
    attribute: str
    text: Text


def bilingual(es: str, *, signs: bool = False, acts: bool = False) -> Callable[[F], F]:
    """Give a command its Spanish text; ``signs`` adds the options of commands that write.

    ``acts`` adds those of a command that writes something and signs nothing.

    The first line is the one-line text of lists; further paragraphs follow after an empty line.
    """

    def mark(function: F) -> F:
        function.__dict__.update(help_es=cleandoc(es), signs=signs, acts=acts)
        return function

    return mark


def split_examples(text: str) -> tuple[str, list[str]]:
    """Divide a docstring into its text and the commands of its ``Example:`` lines."""
    head, _, tail = text.partition("\nES:")[0].partition("Example:")
    return head.strip(), [line.strip() for line in tail.strip().splitlines() if line.strip()]


class _Page:
    """What commands and groups print when asked for help."""

    params: list[Any]
    help: str | None
    short_help: str | None
    examples: list[str]

    def translate(self) -> None:
        """Choose the language of every text on the page."""
        for param in self.params:
            if getattr(param, "help", None):
                param.help = pick(param.help)
            for name in ("install-completion", "show-completion"):
                if f"--{name}" in param.opts:
                    param.help = say(f"help.{name}")

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the page."""
        pieces: list[str] = []
        for param in self.params:
            if param.param_type_name == "argument":
                name = param.metavar or param.name.upper()
                name += "..." if param.nargs == -1 and not name.endswith("...") else ""
                pieces.append(name if param.required or name.startswith("[") else f"[{name}]")
        if isinstance(self, TyperGroup):
            pieces.append(say("help.command"))
        pieces.append(f"[{say('help.options').upper()}]")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("help.usage") + ": ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.help or "")
        if self.examples:
            with formatter.section(say("help.example")):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
        if isinstance(self, Group):
            self.format_commands(ctx, formatter)
        arguments = [_record(p) for p in self.params if p.param_type_name == "argument" and p.help]
        if arguments:
            with formatter.section(say("help.arguments")):
                formatter.write_dl(arguments)
        self.translate()
        options = [_record(p) for p in self.params if _is_shown(p)]
        options.append(("-h, --help", say("help.help")))
        with formatter.section(say("help.options").capitalize()):
            formatter.write_dl(options)


def _is_shown(param: Any) -> bool:  # noqa: ANN401
    return param.param_type_name == "option" and not param.hidden


def _record(param: Any) -> tuple[str, str]:  # noqa: ANN401
    """Write an option or argument as a line of the page."""
    if param.param_type_name == "argument":
        return (param.metavar or param.name.upper()), param.help
    names = ", ".join([*param.opts, *param.secondary_opts])
    if not param.is_flag:
        names += f" {param.metavar or param.name.upper()}"
    text = param.help or ""
    if not param.is_flag and isinstance(param.default, str | int) and param.show_default:
        text += f" [{param.default}]"
    if param.required:
        text += f" ({say('help.required')})"
    return names, text


class Command(_Page, TyperCommand):
    """A command with the shared options and a page in two languages."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401
        """Take what Typer gives, and read the texts that the function carries."""
        settings.setdefault("rich_markup_mode", None)
        super().__init__(*args, **settings)
        marks = getattr(self.callback, "__dict__", {})
        shared = shared_params(signs=bool(marks.get("signs")), acts=bool(marks.get("acts")))
        self.params = [*self.params, *shared]
        whole = self.help or ""
        text, self.examples = split_examples(whole)
        spanish = marks.get("help_es") or whole.partition("\nES:")[2].strip() or text
        self.help = spanish if language() == "es" else text
        self.short_help = (self.help or "").split("\n", 1)[0]
        self.translate()
        self._signs = bool(marks.get("signs"))

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; one that signs begins with what takes longest."""
        here = ctx.find_root().obj
        if self._signs and here is not None:
            here.out.has_signed = True
            here.begin_to_sign()
        return super().invoke(ctx)


class Group(_Page, TyperGroup):
    """A group whose commands may be in modules that are not imported yet."""

    entries: ClassVar[Mapping[str, Entry]] = {}
    aliases: ClassVar[Mapping[str, str]] = {}
    examples: list[str]

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401
        """Take what Typer gives, and add the shared options."""
        settings["rich_markup_mode"] = None
        super().__init__(*args, **settings)
        shared = shared_params(signs=True)
        for param in shared:
            # Accepted before the command as well; the command's own page shows them.
            param.hidden = param.name not in GENERAL
        self.params = [*self.params, *shared]
        self.help, self.examples = split_examples(pick(self.help or ""))
        self.short_help = self.help.split("\n", 1)[0]
        self.translate()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """List the names, those of modules not yet imported included."""
        return [*self._own(), *self.entries]

    def _own(self) -> dict[str, Any]:
        """Give the commands that have no entry; one that was loaded is listed by its entry still."""
        return {name: one for name, one in self.commands.items() if name not in self.entries}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Give a command; its module is imported now."""
        name = self.aliases.get(cmd_name, cmd_name)
        if name not in self.commands and name in self.entries:
            self.add_command(load(self.entries[name], name), name)
        return self.commands.get(name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command that the words name. Raises InputError that suggests the near ones."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise unknown_name(
                "cli.unknown-command", args[0], self.list_commands(ctx), path=ctx.command_path
            )
        return command.name, command, args[1:]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """List the commands by section, without importing what is not imported."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, command in self._own().items():
            sections.setdefault("", []).append((name, command.get_short_help_str(200)))
        for name, entry in self.entries.items():
            if entry.section == HIDDEN:
                continue
            text = entry.text.in_language(language())
            sections.setdefault(entry.section, []).append((name, text))
        for section, rows in sections.items():
            title = say(f"help.section.{section}") if section else say("help.commands")
            with formatter.section(title):
                formatter.write_dl(rows)
        if self.aliases:
            short = ", ".join(f"{alias} {name}" for alias, name in self.aliases.items())
            with formatter.section(say("help.short-forms")):
                formatter.write_text(short)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer names without importing the commands behind them."""
        # Typer has no public name for what a completion gives.
        from typer.models import CompletionItem  # type: ignore[attr-defined]

        shown = {name: one for name, one in self.entries.items() if one.section != HIDDEN}
        words = {name: entry.text.in_language(language()) for name, entry in shown.items()}
        words.update({name: one.get_short_help_str(200) for name, one in self._own().items()})
        found = [CompletionItem(n, help=t) for n, t in words.items() if n.startswith(incomplete)]
        if incomplete.startswith("-"):
            found += super().shell_complete(ctx, incomplete)
        return found


def unknown_name(code: str, name: str, known: list[str], **values: object) -> InputError:
    """Make the error for a name that is not known, with those that are near."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.6)
    near = near or [one for one in known if one.startswith(name[:3]) and len(name) > 2][:3]
    hint = say("cli.did-you-mean", names=", ".join(near)) if near else ""
    return InputError(f"{name}: not known", code=code, name=name, hint=hint, **values)


def load(entry: Entry, name: str) -> Any:  # noqa: ANN401
    """Import the module of an entry and build its command or group."""
    found = getattr(import_module(f"batterypass_cli.commands.{entry.module}"), entry.attribute)
    return build(found, name)


def build(found: Any, name: str) -> Any:  # noqa: ANN401
    """Build a command from a function, or a group from a Typer application."""
    if not isinstance(found, typer.Typer):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name, cls=Command)(found)
        command = typer.main.get_command(app)
        command.name = name
        return command
    for info in found.registered_commands:
        info.cls = Command
    if found.info.cls is None or not isinstance(found.info.cls, type):
        found.info.cls = Group
    group = typer.main.get_group(found)
    group.name = name
    return group


def group_with(entries: Mapping[str, Entry], aliases: Mapping[str, str]) -> type[Group]:
    """Make the class of a group that also has commands in other modules."""
    return type("LazyGroup", (Group,), {"entries": dict(entries), "aliases": dict(aliases)})
