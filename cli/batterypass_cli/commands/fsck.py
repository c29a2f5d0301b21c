"""``batterypass fsck``: a published log recomputed from its static files, here or on a web server."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.context import Here
from batterypass_cli.files import read_file
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.fsck import Fsck
    from batterypass.app.log_check import Flaw

#: Flaws of one kind that are written out; the others are counted.
_SHOWN = 20
_KINDS = ("contradicted", "unreadable", "missing", "older", "ahead")


@bilingual(
    """
    Comprueba un registro publicado desde sus archivos.

    Todo se calcula de nuevo. Primero el registro: paquetes de asientos, huellas, raíz firmada, puntos de control anteriores.
    Luego lo que dicen los asientos, como «verify». Con --log-only solo lo primero: sirve para
    cualquier registro C2SP, lo haya hecho quien sea. Códigos de salida: 0 íntegro; 3 no cumple;
    4 contradicho; 5 falta un archivo o una llave, o la copia es más vieja que lo visto; 1 ilegible.
    """
)
def fsck(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|URL",
            help=both(
                "Folder or web address of a published log.",
                "Carpeta o dirección web de un registro publicado.",
            ),
        ),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file, in place of the pinned one.",
                "Un archivo de confianza, en lugar del guardado.",
            ),
        ),
    ] = None,
    old: Annotated[
        list[Path] | None,
        typer.Option(
            "--old",
            metavar="CHECKPOINT",
            help=both(
                "A checkpoint seen earlier, which the log has to extend.",
                "Un punto de control visto antes, que el registro debe continuar.",
            ),
        ),
    ] = None,
    log_only: Annotated[
        bool,
        typer.Option(
            "--log-only",
            help=both(
                "Entries are bytes: any C2SP tiled log.",
                "Los asientos son bytes: cualquier registro C2SP.",
            ),
        ),
    ] = False,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Accept a log that nothing vouches for yet.",
                "Aceptar un registro que nada avala todavía.",
            ),
        ),
    ] = False,
) -> None:
    """Check a published log from its files.

    Everything is computed again. First the log: bundles of entries, hashes, signed root, earlier checkpoints. Then what the entries
    say, as "verify" does. With --log-only just the first: it serves for any C2SP tiled log, whoever
    made it. Exit codes: 0 sound; 3 not compliant; 4 contradicted; 5 a file or key is missing,
    or the copy is older than what was seen; 1 unreadable.

    Example: batterypass fsck public/ --trust north.policy
    """
    from batterypass import bootstrap

    here = Here.of(ctx)
    trust_file = read_file(trust) if trust is not None else None
    olds = [read_file(path) for path in old or ()]
    settings: dict[str, Any] = {"clock": here.now} if here.fixed_clock else {}
    with (
        Progress(here.out, say("fsck.progress")) as progress,
        bootstrap.published(source, progress) as folder,
    ):
        found = bootstrap.fsck(
            folder,
            around=bootstrap.surroundings(home=here.home, **settings),
            log_only=log_only,
            trust_file=trust_file,
            old=olds,
            first_use=first_use,
            progress=progress,
        )
    if here.out.wants_json:
        here.out.document(_object(found, source, log_only=log_only))
    else:
        _print(here, found, source, log_only=log_only)
    raise typer.Exit(found.exit_code())


def _object(found: Fsck, source: str, *, log_only: bool) -> dict[str, Any]:
    from batterypass_cli.commands.verify import verdict_object

    return {
        "source": source,
        "origin": found.origin,
        "size": found.size,
        "root": found.root.hex(),
        "trust": found.trust,
        "log_only": log_only,
        "files": found.files,
        "exit": found.exit_code(),
        "flaws": [
            {
                "kind": flaw.kind,
                "part": flaw.part,
                "code": flaw.code,
                "message": say(flaw.code, part=flaw.part, **flaw.values),
            }
            for flaw in found.flaws
        ],
        "evidence": found.evidence or None,
        "verdict": verdict_object(found.verdict) if found.verdict is not None else None,
    }


def _print(here: Here, found: Fsck, source: str, *, log_only: bool) -> None:
    from batterypass_cli.verdicts import MARKS, by_cause, check_line, finding_lines, verdict_line
    from batterypass_cli.witness_view import evidence_lines, seen_line, witness_line

    out = here.out
    out.line(paint(say("fsck.title", source=source, origin=found.origin, size=found.size), "b"))
    kinds = {kind: [one for one in found.flaws if one.kind == kind] for kind in _KINDS}
    wrong = bool(kinds["contradicted"] or kinds["unreadable"])
    is_open = bool(kinds["missing"] or kinds["older"])
    mark, colour = MARKS[False if wrong else None if is_open else True]
    out.line(
        f" {paint(mark, colour)} {say('fsck.log').ljust(17)} {say('fsck.files', files=found.files)}"
    )
    for kind in _KINDS:
        for line in _flaw_lines(kind, kinds[kind]):
            out.line(line)
    verdict = found.verdict
    witnessed = verdict.witnessed if verdict is not None else found.witnessed
    if verdict is None and witnessed is not None:
        out.line(witness_line(here, witnessed))
    if verdict is not None:
        for check in verdict.checks:
            if line := check_line(here, check, verdict):
                out.line(line)
        if line := seen_line(verdict.seen):
            out.line(line)
        for line in finding_lines(by_cause(verdict.findings)):
            out.line(line)
        out.line(verdict_line(verdict))
    elif (wrong or is_open) and not log_only:
        out.line(f" {paint('?', 'y')} {say('fsck.not-audited')}")
    for line in evidence_lines(found.evidence or (verdict.evidence if verdict else "")):
        out.line(line)
    code = found.exit_code()
    if verdict is None:
        key = {0: "fsck.sound", 4: "fsck.contradicted", 1: "fsck.unreadable"}.get(code, "fsck.open")
        if code == 5 and kinds["older"] and not kinds["missing"]:
            key = "fsck.is-older"
        out.line(paint(say(key, size=found.size), "b") + "  " + say("verify.exit", code=code))
    if found.is_open and found.trust == "first-use":
        out.talk(say("verify.first-use"))


def _flaw_lines(kind: str, flaws: Sequence[Flaw]) -> list[str]:
    mark = paint("!", "y") if kind in ("missing", "older", "ahead") else paint("✗", "r")
    lines = [
        f"   {mark} {flaw.part}: {say(flaw.code, part=flaw.part, **flaw.values)}"
        for flaw in flaws[:_SHOWN]
    ]
    if len(flaws) > _SHOWN:
        lines.append("     " + say("verify.more", count=len(flaws) - _SHOWN))
    return lines
