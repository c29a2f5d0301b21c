"""``batterypass attachments``: which files the events name, which are missing, which are due."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import DeclinedError, InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.attachments import Document

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Attachments of events.\n\nExample: batterypass attachments missing",
        "Archivos adjuntos de los eventos.\n\nExample: batterypass attachments missing",
    ),
)

_DAYS = re.compile(r"([1-9][0-9]{0,4})d?")
#: A container is at most so large (``docs/formats/container.md``).
_MOST_BYTES = 256 * 1024 * 1024
_COLUMNS = (
    Column("digest", Text("digest", "huella")),
    Column("media_type", Text("type", "tipo")),
    Column("size", Text("size", "tamaño"), right=True),
    Column("entry", Text("entry", "asiento"), right=True),
    Column("state_words", Text("state", "estado")),
)


@app.command("list")
@bilingual(
    """
    Lista los archivos que nombran los asientos.

    Con su estado: aquí, falta, o retirado por antigüedad.
    """
)
def list_all(ctx: typer.Context) -> None:
    """List the files that entries name.

    With their state: here, missing, or removed after their time.

    Example: batterypass attachments list --json
    """
    from batterypass.app.attachments import documents
    from batterypass_cli.attaching import files_of

    here = Here.of(ctx)
    files = files_of(here)
    found = documents(here.open().session, files)
    here.out.rows("attachments", (_row(one) for one in found), _COLUMNS)
    named = {one.digest for one in found}
    loose = sum(digest not in named for digest, _ in files.listed())
    if loose and not here.out.wants_json:
        here.out.talk(say("attachments.loose", count=loose, folder=files.folder))


@app.command()
@bilingual(
    """
    Lista los archivos que faltan, y quién los tiene.

    Un archivo falta si un asiento lo nombra, no está aquí y nadie lo retiró por antigüedad.
    """
)
def missing(ctx: typer.Context) -> None:
    """List the files that are missing, and who has them.

    A file is missing where an entry names it, it is not here, and nobody removed it after its time.

    Example: batterypass attachments missing
    """
    from batterypass.app.attachments import documents
    from batterypass_cli.attaching import files_of, size_words
    from batterypass_cli.plain import kind_title, names_of, party_short

    here = Here.of(ctx)
    ledger = here.open()
    found = documents(ledger.session, files_of(here))
    lacking = [one for one in found if not one.is_here and not one.removed_on]
    if here.out.wants_json:
        here.out.rows("attachments", (_row(one) for one in lacking), ())
        return
    name_of = names_of(ledger)
    for one in lacking:
        by = one.named_by[0]
        whose = say("attachments.by", name=party_short(by.actor, name_of))
        place = "" if by.entry is None else f"#{by.entry} "
        here.out.line(
            f" {paint('!', 'y')} {one.digest[:12]}…  {one.media_type} {size_words(one.bytes)}  "
            f" {place}{kind_title(by.kind)}  {whose}"
        )
    removed = sum(bool(one.removed_on) for one in found)
    text = say("attachments.count", missing=len(lacking), count=len(found), removed=removed)
    here.out.line(text)


@app.command()
@bilingual(
    """
    Toma archivos que faltan, de una memoria o de un archivo .bpz.

    Solo los que nombra algún asiento; se comparan por su huella, no por su nombre.
    """
)
def take(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help=both("Files, or .bpz files.", "Archivos, o archivos .bpz.")
        ),
    ],
) -> None:
    """Take missing files, from a stick or from a .bpz file.

    Only those that an entry names; they are told by their digest, not by their name.

    Example: batterypass attachments take E:/photo1.jpg
    """
    from batterypass.app.attachments import missing as missing_files
    from batterypass.app.attachments import take as take_files
    from batterypass.store.file_folder import read_file
    from batterypass_cli.attaching import files_of

    here = Here.of(ctx)
    session = here.open().session
    files = files_of(here)
    bodies = [(Path(name).name, read_file(Path(name), _MOST_BYTES)) for name in names]
    taken = take_files(session, files, bodies)
    left = len(missing_files(session, files))
    if here.out.wants_json:
        here.out.document({"taken": taken, "missing": left})
        return
    here.out.line(paint("✓ ", "g") + say("attachments.taken", count=len(taken), missing=left))


@app.command()
@bilingual(
    """
    Retira archivos adjuntos cuyo plazo pasó.

    Los que solo nombran eventos anteriores a --older-than. El evento y la huella quedan; el archivo
    no vuelve. Nunca ocurre por sí solo.
    """,
    signs=True,
)
def prune(
    ctx: typer.Context,
    older_than: Annotated[
        str,
        typer.Option(
            "--older-than", metavar="DAYS", help=both("Such as 3650d.", "Por ejemplo 3650d.")
        ),
    ],
) -> None:
    """Remove attachments whose time has passed.

    Those that only events before --older-than name. The event and the digest stay; the file does not
    come back. It never happens by itself.

    Example: batterypass attachments prune --older-than 3650d --dry-run
    """
    from batterypass.app.attachments import prunable
    from batterypass.app.attachments import prune as remove
    from batterypass.domain.clock import event_time_of, instant_ms
    from batterypass_cli.attaching import files_of
    from batterypass_cli.terminal import ask_yes_no

    here = Here.of(ctx)
    days = _days(older_than)
    before = event_time_of((here.now() - timedelta(days=days)).replace(microsecond=0))
    files = files_of(here)
    found = prunable(here.open().session, files, instant_ms(before))
    if here.out.wants_json or found:
        here.out.rows("attachments", (_row(one) for one in found), _COLUMNS)
    if here.given.dry_run or not found:
        key = "attachments.would-prune" if found else "attachments.none-to-prune"
        here.out.talk(say(key, count=len(found)))
        return
    question = say("attachments.prune-question", count=len(found))
    if not here.given.yes and not ask_yes_no(here.terminal, question, default=False):
        raise DeclinedError("nothing was removed", code="attachments.declined")
    remove(files, found, here.now().date().isoformat())
    here.out.talk(paint("✓ ", "g") + say("attachments.pruned", count=len(found)))


def _days(text: str) -> int:
    match = _DAYS.fullmatch(text)
    if match is None:
        raise InputError(
            f"--older-than {text}: expected a number of days, such as 3650d",
            code="attachments.bad-age", text=text,
        )  # fmt: skip
    return int(match[1])


def _row(one: Document) -> dict[str, Any]:
    from batterypass_cli.attaching import size_words

    state = "here" if one.is_here else "removed" if one.removed_on else "missing"
    words = {
        "here": say("attachments.here"),
        "missing": say("attachments.missing"),
        "removed": say("attachments.removed", day=one.removed_on),
    }
    return {
        "digest": one.digest,
        "media_type": one.media_type,
        "bytes": one.bytes,
        "size": size_words(one.bytes),
        "entry": one.named_by[0].entry,
        "state": state,
        "state_words": words[state],
        "removed_on": one.removed_on,
        "named_by": [
            {
                "entry": by.entry, "kind": by.kind, "subject": by.subject, "actor": by.actor,
                "event_time": by.event_time,
            }
            for by in one.named_by
        ],
    }  # fmt: skip
