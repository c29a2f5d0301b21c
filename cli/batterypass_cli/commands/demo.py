"""``demo``: a pack's whole life on a sample ledger, with real commands echoed as they run."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import chdir, closing
from pathlib import Path
from shlex import join, quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import FailedError, InputError
from batterypass_cli.context import Here
from batterypass_cli.story import ORIGIN, Step, copy_inputs
from batterypass_cli.story.steps import story
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Everybody may know it: the keys of the demonstration sign nothing but the demonstration.
PASSPHRASE = "una demostracion no guarda secretos"  # noqa: S105
_LEDGER = "demo.bp"
#: Files that a refusal names; it counts the others.
_NAMED = 5
_COPY = "changed-copy.bp"
_PLACES = {
    "BATTERYPASS_HOME": "home",
    "BATTERYPASS_KEYS": "keys",
    "BATTERYPASS_LEDGER": _LEDGER,
}
_SAYS = {
    "tamper": (
        "Ahora se cambia un solo valor en una copia del archivo: en la recepción, 409.5 kg pasa a 309.5 kg.",
        "Now one single value of a copy of the file is changed: in the reception, 409.5 kg becomes 309.5 kg.",
    ),
    "done": ("Documentos:", "Documents:"),
    "play": (
        "Para seguir jugando (la contraseña de estas llaves no es secreta):",
        "To play on (the passphrase of these keys is no secret):",
    ),
}


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Option(
            "--folder",
            help=both("Where to play it; made if missing.", "Dónde mostrarla; se crea si falta."),
        ),
    ] = Path("demo"),
) -> None:
    """Play a pack's whole life.

    Example:
    batterypass demo --folder demo

    ES: Muestra la vida entera de un paquete.
    """
    here = Here.of(ctx)
    prepare(folder)
    environ = {
        **{
            name: value
            for name, value in here.environ.items()
            if not name.startswith("BATTERYPASS_")
        },
        **_PLACES,
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        "BATTERYPASS_SEED": ORIGIN,
        "LANG": "es_MX.UTF-8" if language() == "es" else "en_US.UTF-8",
    }
    with chdir(folder):
        _play(here, environ)
    for line in how_to_play_on(folder, here.environ):
        here.out.line(line)
    here.out.line(str((folder / _LEDGER).resolve()))


def how_to_play_on(folder: Path, environ: Mapping[str, str]) -> list[str]:
    """Give what to type to work with the ledger that the demonstration leaves in ``folder``."""
    is_found = shutil.which("batterypass", path=environ.get("PATH", ""))
    path = [] if is_found else [f'  PATH={quote(str(_program_folder()))}:"$PATH"']
    places = " ".join(f"{name}={place}" for name, place in _PLACES.items())
    return [
        _say("play"),
        f"  cd {quote(str(folder))}",
        *path,
        f"  export {places}",
        f"  export BATTERYPASS_PASSPHRASE={quote(PASSPHRASE)}",
        "  batterypass today",
    ]


def _program_folder() -> Path:
    """Give the folder of the program that runs; a shell that was not told does not look there."""
    started = Path(sys.argv[0]).absolute()
    return started.parent if started.stem in ("batterypass", "bp") else Path(sys.executable).parent


def prepare(folder: Path) -> None:
    """Make the folder, in place of an earlier demonstration and of nothing else.

    Raises InputError for a folder with other things in it, whoever put them beside a demonstration.
    """
    try:
        found = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
        if found and not {_LEDGER, "home", "keys"} <= found:
            raise InputError(
                f"{folder}: this folder holds other things; name an empty one with --folder DIR",
                code="demo.other-things",
                folder=folder,
            )
        if found:
            _demand_untouched(folder)
            shutil.rmtree(folder)
        (folder / "documents").mkdir(parents=True)
        copy_inputs(folder)
    except OSError as error:
        raise FailedError(
            f"{folder}: cannot be used: {error.strerror or error}",
            code="demo.unusable",
            folder=folder,
            why=error.strerror or str(error),
        ) from error


def _demand_untouched(folder: Path) -> None:
    """Raise InputError where an earlier demonstration has more in it than was played there."""
    from batterypass.errors import refusal
    from batterypass_cli.story.added import added_to

    added = added_to(folder, _LEDGER)
    if not added:
        return
    what = [say("demo.entries", count=added.entries, path=_LEDGER)] if added.entries else []
    what += [say("demo.keys", count=added.keys)] if added.keys else []
    what += added.files[:_NAMED]
    more = len(added.files) - _NAMED
    what += [say("demo.more-files", count=more)] if more > 0 else []
    raise refusal(InputError, "demo.added", folder=folder, what=", ".join(what))


def _play(here: Here, environ: dict[str, str]) -> None:
    ring: Any = None
    for step in story():
        code, ring = _run(here, environ, step, ring)
        if code != step.exits:
            raise _unexpected(code, step.exits)
    here.out.line(_say("tamper"))
    change_one_value(Path(_LEDGER), Path(_COPY))
    last = story()[-1]
    words = ("verify", "--ledger", _COPY)
    code, _ = _run(here, environ, Step(last.at, words), ring)
    if code != 4:
        raise _unexpected(code, 4)
    here.out.line(_say("done"))
    for document in sorted(Path("documents").iterdir()):
        here.out.line(f"  {document.resolve()}")


def _run(here: Here, environ: dict[str, str], step: Step, ring: Any) -> tuple[int, Any]:  # noqa: ANN401
    """Echo one command and run it, as the shell would."""
    from batterypass_cli.main import main

    said = step.say(language())
    if said:
        here.out.line("")
        here.out.line(said)
    words = _filled(environ, step)
    here.out.line(f"$ batterypass {join(words)}")
    inner = Here({**environ, "BATTERYPASS_CLOCK": step.at}, words, program=here.program)
    if ring is not None:
        # One key ring for the whole demonstration: its keys are unlocked once.
        vars(inner)["keys"] = ring
    code = main(words, inner)
    return code, inner.keys


def _filled(environ: dict[str, str], step: Step) -> list[str]:
    """Put in what only the ledger knows: the digest of the last entry, the id of a passport."""
    words = list(step.words)
    if not any("=@" in word for word in words):
        return words
    from batterypass.bootstrap import open_ledger

    item = words[2]
    with open_ledger(environ["BATTERYPASS_LEDGER"], read_only=True) as ledger:
        last = ledger.history(item)[-1].digest
        passport = ledger.item(item).passport
    return [
        word.replace("=@last", f"={last}").replace("=@passport", f"={passport}") for word in words
    ]


def change_one_value(ledger: Path, copy: Path) -> int:
    """Change one value in a copy of a ledger file, as somebody with a database tool would."""
    with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        (entry, statement) = target.execute(
            "SELECT idx, statement FROM entries WHERE instr(statement, ?) > 0",
            (b'"measured_mass_kg":"409.5"',),
        ).fetchone()
        # What keeps entries from being changed is put back, so that nothing else is different.
        triggers = target.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            target.execute(f'DROP TRIGGER "{name}"')
        changed = statement.replace(b'"measured_mass_kg":"409.5"', b'"measured_mass_kg":"309.5"')
        target.execute("UPDATE entries SET statement = ? WHERE idx = ?", (changed, entry))
        for _, sql in triggers:
            target.execute(sql)
        target.commit()
    return int(entry)


def _unexpected(found: int, expected: int) -> FailedError:
    return FailedError(
        f"the command ended with {found}, expected {expected}",
        code="demo.unexpected",
        found=found,
        expected=expected,
    )


def _say(name: str) -> str:
    es, en = _SAYS[name]
    return es if language() == "es" else en
