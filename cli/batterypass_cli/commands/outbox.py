"""``batterypass outbox``: what was signed at a site and is not in the log yet."""

from __future__ import annotations

from hashlib import sha256
from itertools import count as naturals
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.commands.outbox_answers import answers
from batterypass_cli.commands.outbox_forget import forget
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.files import read_file, write_and_read_back
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.outbox import Taken
    from batterypass.app.site import SiteSession
    from batterypass.evidence.outbox_file import OutboxFile

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "What you signed and is not in the log yet.\n\nExample: batterypass outbox list",
        "Lo que usted firmó y aún no está en el registro.\n\nExample: batterypass outbox list",
    ),
)
_File = Annotated[str, typer.Argument(metavar="FILE", help=both("File .bpz.", "Archivo .bpz."))]


@app.command("list")
@bilingual(
    """
    Muestra lo que espera en el buzón.

    Con su número (N), su estado y sobre qué otro se apoya. --all muestra también lo terminado.
    «batterypass show 3p» muestra entero el número 3.
    """,
    signs=True,
)
def list_rows(
    ctx: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help=both("What is done as well.", "También lo terminado."))
    ] = False,
) -> None:
    """Show what waits in the outbox.

    With its number (N), its state, and what it rests on. --all shows what is done as well.
    "batterypass show 3p" shows number 3 whole.

    Example: batterypass outbox list
    """
    from batterypass.app.outbox import outbox_rows
    from batterypass_cli.outbox_view import (
        COLUMNS,
        lost_object,
        lost_words,
        row_object,
        row_words,
    )
    from batterypass_cli.plain import names_of, when

    here = Here.of(ctx)
    session = open_site(here)
    rows = outbox_rows(session, final=everything)
    if here.out.wants_json:
        found = [*map(lost_object, session.lost), *map(row_object, rows)]
        here.out.rows("statements", found, COLUMNS)
        return
    sent = session.outbox.last_sent()
    last_sent = when(here.local_time(sent)) if sent else ""
    name_of = names_of(here.open_to_sign())
    lines = [row_words(row, name_of, last_sent) for row in rows]
    here.out.rows("statements", [*map(lost_words, session.lost), *lines], COLUMNS)


@app.command("send")
@bilingual(
    """
    Escribe el archivo que se lleva al operador.

    Todo lo que aún puede asentarse, también lo que firmó un socio y sobre lo que se apoya. Sin datos
    sellados ni archivos, salvo --with-sealed y --with-files. Con --for, el archivo para un socio.
    """,
    signs=True,
)
def send(
    ctx: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            "--to",
            metavar="FILE|DIR",
            help=both("Where to write it.", "Dónde escribirlo."),
        ),
    ],
    for_party: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="PARTY",
            help=both(
                "Only what concerns this party, with its sealed data.",
                "Solo lo de esta parte, con sus datos sellados.",
            ),
            autocompletion=complete_parties,
        ),
    ] = "",
    with_sealed: Annotated[
        bool,
        typer.Option("--with-sealed", help=both("With sealed data.", "Con los datos sellados.")),
    ] = False,
    with_files: Annotated[
        bool,
        typer.Option("--with-files", help=both("With attachments.", "Con los archivos adjuntos.")),
    ] = False,
    also: Annotated[
        list[int] | None,
        typer.Option(
            "--also",
            metavar="N",
            help=both("This one too, although refused.", "También este, aunque rechazado."),
        ),
    ] = None,
) -> None:
    """Write the file that is carried to the operator.

    All that may still be recorded, and what a partner signed and it rests on. Without sealed data and
    attachments, but for --with-sealed and --with-files. With --for, the file for a partner.

    Example: batterypass outbox send -o stick/
    """  # fmt: skip
    from batterypass.app.outbox import make_files
    from batterypass.domain.clock import event_time_of
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.attaching import files_of

    here = Here.of(ctx)
    session = open_site(here)
    ledger = here.open_to_sign()
    party = choose_actor(here, ledger)
    moment = here.now().replace(microsecond=0)
    files = make_files(
        session,
        party=party,
        made_at=event_time_of(moment),
        for_party=ledger.party(for_party).party if for_party else "",
        with_sealed=with_sealed,
        again=also or (),
        attachments=files_of(here) if with_files else None,
    )
    places = _places(Path(output), party, moment.strftime("%Y%m%d-%H%M"), len(files))
    written = []
    for file, place in zip(files, places, strict=True):
        data = file.encode()
        write_and_read_back(place, data)
        digest = sha256(data).digest()
        if not for_party:
            # What only a partner has was not sent to the operator.
            session.outbox.note_sent(digest, file.made_at, [one.digest for one in file.statements])
        written.append((place, digest, file))
    _print_sent(here, written, for_party=for_party)


@app.command("take")
@bilingual(
    """
    Toma el archivo de un socio.

    Cada declaración se juzga con lo que aquí se conoce; lo que usted firme después puede apoyarse en
    ella y viaja con su archivo. El mismo archivo otra vez no agrega nada.
    """,
    signs=True,
)
def take(ctx: typer.Context, file: _File) -> None:
    """Take a partner's file in.

    Each statement is judged with what is known here; what you sign next may rest on it, and it
    travels with your file. The same file again adds nothing.

    Example: batterypass outbox take stick/camino-20261123-1740.bpz
    """
    from batterypass.app.outbox import take as take_file
    from batterypass.evidence.outbox_file import OutboxFile
    from batterypass_cli.attaching import files_of

    here = Here.of(ctx)
    parsed = OutboxFile.parse(read_file(file), Path(file).name)
    session = open_site(here)
    taken = take_file(session, parsed)
    folder = files_of(here)
    for body in parsed.files.values():
        folder.add(body)
    _print_taken(here, parsed, taken)
    if any(one.outcome not in ("kept", "already", "older") for one in taken):
        raise typer.Exit(3 if any(one.outcome == "refused" for one in taken) else 6)


app.command("answers")(answers)
app.command("forget")(forget)


@app.command("rebase")
@bilingual(
    """
    Firma de nuevo lo que no pudo asentarse, o lo descarta.

    Con la misma hora, id y contenido, sobre lo que el registro dice hoy; nunca los dos se asientan.
    Pregunta por cada uno. Con --yes firma solo lo que no dice nada nuevo.
    """,
    signs=True,
)
def rebase(
    ctx: typer.Context,
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[N]...", help=both("Which ones; else all.", "Cuáles; si no, todos.")
        ),
    ] = None,
) -> None:
    """Sign again what could not be recorded, or give it up.

    With the same time, id and content, over what the log says today; never are both recorded. It
    asks about each. With --yes it signs only what brings nothing new to read.

    Example: batterypass outbox rebase 7
    """
    from batterypass.app.site import settle
    from batterypass_cli.attaching import refuse_attached
    from batterypass_cli.rebasing import rebase_rows
    from batterypass_cli.roomcheck import check_room

    here = Here.of(ctx)
    refuse_attached(here)
    session = open_site(here)
    check_room(here, here.open_to_sign())
    settle(session)
    left = rebase_rows(here, session, [_number(text) for text in places or ()])
    if left:
        raise typer.Exit(7)


def _number(text: str) -> int:
    """Read a number of the outbox, as ``outbox list`` or as ``show`` writes it: 3 or 3p."""
    digits = text.removesuffix("p")
    if not (digits.isascii() and digits.isdigit()):
        raise InputError(f"{text!r} is no number of the outbox", code="outbox.no-number", text=text)
    return int(digits)


def open_site(here: Here) -> SiteSession:
    """Open the replica of this run with its outbox. Raises InputError for an operator's ledger."""
    from batterypass.app.site import SiteSession

    session = here.open_to_sign().session
    if not isinstance(session, SiteSession):
        raise InputError(
            f"{here.ledger_path} is an operator's ledger and has no outbox: what is signed here is"
            " recorded at once",
            code="outbox.no-site", path=here.ledger_path,
        )  # fmt: skip
    return session


def _places(output: Path, party: str, moment: str, count: int) -> list[Path]:
    """Give the files to write: in a folder under a name of their own, numbered where several."""
    from batterypass.domain.ids import host_of

    has_own_name = output.is_dir() or not output.suffix
    if has_own_name:
        output = output / f"{host_of(party)}-{moment}.bpz"
    if count < 2 and not (has_own_name and output.exists()):
        return [output] * count
    # A partner's file and the operator's may be of the same minute: neither replaces the other.
    numbered = (output.with_name(f"{output.stem}-{n}{output.suffix}") for n in naturals(1))
    free = (place for place in numbered if not (has_own_name and place.exists()))
    return list(islice(free, count))


def _print_sent(
    here: Here, written: list[tuple[Path, bytes, OutboxFile]], *, for_party: str
) -> None:
    if here.out.wants_json:
        rows = (
            {
                "path": str(place),
                "sha256": digest.hex(),
                "statements": len(file.statements),
                "taken": sum(one.taken for one in file.statements),
                "sections": len(file.sections),
                "files": len(file.files),
            }
            for place, digest, file in written
        )
        here.out.rows("files", rows, ())
        return
    if not written:
        here.out.line(say("outbox.nothing"))
        return
    for place, _, file in written:
        own = sum(not one.taken for one in file.statements)
        text = say("outbox.written", path=place, count=len(file.statements), own=own)
        here.out.line(f"{paint('✓', 'g')} {text}")
        here.out.line(
            "  " + say("outbox.beside", sections=len(file.sections), files=len(file.files))
        )
        code = "outbox.carry-partner" if for_party else "outbox.carry"
        here.out.talk("  → " + say(code, name=quote(place.name)))


def _print_taken(here: Here, file: OutboxFile, taken: list[Taken]) -> None:
    from batterypass_cli.exits import finding_object
    from batterypass_cli.outbox_view import what_words
    from batterypass_cli.plain import names_of
    from batterypass_cli.words import language

    if here.out.wants_json:
        rows = (
            {
                "digest": one.digest.hex(),
                "event_id": one.payload.get("event_id"),
                "kind": one.payload.get("kind"),
                "outcome": one.outcome,
                "place": one.place or None,
                "findings": [finding_object(found) for found in one.findings],
            }
            for one in taken
        )
        here.out.rows("statements", rows, ())
        return
    count = {
        name: sum(one.outcome == name for one in taken) for name in ("kept", "already", "older")
    }
    party = names_of(here.open_to_sign())(file.party) or file.party
    here.out.line(f"{paint('✓', 'g')} " + say("outbox.took", party=party, **count))
    for one in taken:
        if one.outcome not in count:
            here.out.line(
                f"{paint('✗', 'r')} {what_words(one.payload)}: "
                + say(f"outbox.state-{one.outcome}")
            )
            for found in one.findings[:3]:
                here.out.line(f"    {found.code} {found.message(language())}")
