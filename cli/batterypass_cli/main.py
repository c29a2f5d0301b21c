"""Where ``batterypass`` and ``bp`` start: language, parsing, one command, an exit code."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from batterypass.errors import BatterypassError, DeclinedError, FailedError
from batterypass_cli.context import Here
from batterypass_cli.index import ALIASES, COMMANDS
from batterypass_cli.pages import group_with
from batterypass_cli.words import both, choose_language, say, speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What Typer raises where the words do not fit a command; its module is not public.
_UsageError: Any = typer.BadParameter.__base__

#: New objects after which the garbage collector looks for what nobody needs.
_OBJECTS = 100_000

#: What a shell gives for a command that Ctrl-C ended.
_INTERRUPTED = 130


def _show_version(ctx: typer.Context, value: bool) -> None:
    if value:
        from batterypass import __version__

        Here.of(ctx).out.line(f"batterypass {__version__}")
        raise typer.Exit


def make_root() -> Any:  # noqa: ANN401
    """Build the root group; commands are imported when they are used."""
    app = typer.Typer(
        cls=group_with(COMMANDS, ALIASES),
        add_completion=True,
        no_args_is_help=True,
        rich_markup_mode=None,
        help=both(
            "A signed, append-only ledger of the life of lithium-ion packs.\n\n"
            "Example:\n"
            "batterypass demo\n"
            "batterypass init ledger.bp\n"
            "batterypass COMMAND --help",
            "Un registro firmado, que solo crece, de la vida de los paquetes de ion litio.\n\n"
            "Example:\n"
            "batterypass demo\n"
            "batterypass init ledger.bp\n"
            "batterypass COMMAND --help",
        ),
    )

    @app.callback(context_settings={"help_option_names": ["-h", "--help"]})
    def root(
        version: bool = typer.Option(
            False,
            "--version",
            help=both("Print the version.", "Imprime la versión."),
            is_eager=True,
            callback=_show_version,
        ),
    ) -> None:
        pass

    return typer.main.get_command(app)


@contextmanager
def _too_long_is_ours() -> Iterator[None]:
    """Say of a name that no disk takes what is said of other files that cannot be read.

    Whether a file is there is asked in many places; only this answer is neither yes nor no.
    """
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise FailedError(
            f"{error.filename}: cannot be read: {error.strerror}",
            code="cli.unreadable", path=error.filename, why=error.strerror,
        ) from error  # fmt: skip


def main(argv: Sequence[str], here: Here) -> int:
    """Run one command and give its exit code; unexpected exceptions pass through."""
    speak(choose_language(argv, here.environ))
    try:
        with here, _too_long_is_ours():
            code = make_root().main(
                list(argv), prog_name=here.program, standalone_mode=False, obj=here
            )
    except BatterypassError as error:
        from batterypass_cli.exits import tell_error

        return tell_error(error, here.out)
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            here.out.line(error.format_message().rstrip())
            return 0
        from batterypass_cli.exits import tell_usage

        return tell_usage(error, here.out)
    except typer.Abort:
        from batterypass_cli.exits import tell_error

        return tell_error(DeclinedError(say("ask.end"), code="ask.end"), here.out)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        # Typer gives the number for it too, and says nothing.
        here.out.talk(say("cli.interrupted"))
    return code if isinstance(code, int) else 0


def run() -> None:
    """Run the installed command and leave the process with its exit code."""
    # What is imported stays, and there is much of it: to look at all of that again and again, and once
    # more at the end, takes a twelfth of a short command.
    gc.set_threshold(_OBJECTS)
    code = 1  # That of a fault.

    def leave() -> None:
        if not here.is_unlocking:
            return
        # bcrypt cannot be stopped, and nobody needs its key any more. The interpreter must not end
        # under its thread, which would come back into nothing; nor should a person wait for it.
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    # What is registered first is called last.
    atexit.register(leave)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show ✓ shows ? and the work goes on.
            stream.reconfigure(errors="replace")
    program = Path(sys.argv[0]).name
    argv = sys.argv[1:]
    here = Here(os.environ, argv, program=program if program in ("bp",) else "batterypass")

    def crashed(kind: type[BaseException], error: BaseException, trace: Any) -> None:  # noqa: ANN401
        from batterypass_cli.fault import tell_fault

        tell_fault(error, here)

    # The last resort is a hook and no blanket "except": a fault of ours is still a fault.
    sys.excepthook = crashed
    code = main(argv, here)
    sys.exit(code)
