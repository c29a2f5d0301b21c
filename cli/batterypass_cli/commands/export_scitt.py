"""``batterypass export scitt``: entries for readers of SCITT, with receipts and proofs."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.files import read_file
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session

_STATEMENT = re.compile(r"^([0-9]{1,16})\.cose$")


@bilingual(
    """
    Escribe acuses de asientos para lectores de SCITT (RFC 9942, RFC 9943).

    De cada asiento cuatro archivos: N.cose, la declaración firmada; N.transparent.cose, la misma con
    su acuse adentro; N.receipt.cose, el acuse solo; N.tlog-proof, la prueba de inclusión con su punto
    de control (C2SP). Además, una vez para todos, receipt-keys.cbor e issuer-keys.cbor con las llaves.
    Un artículo o un embarque vale por todos sus asientos. Solo el operador hace
    acuses, con su llave de acuses. Un acuse no lleva punto de control ni testigos: nunca basta para
    «auténtico». Ese dictamen lo da «verify» del registro.
    """
)
def scitt(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ENTRY|ITEM...",
            help=both("Entries, or items and consignments.", "Asientos, o artículos y embarques."),
            autocompletion=complete_items,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help=both("Where to.", "Adónde.")),
    ],
) -> None:
    """Write receipts of entries for SCITT readers (RFC 9942, RFC 9943).

    Four files of each entry: N.cose, the signed statement; N.transparent.cose, the same with its
    receipt in it; N.receipt.cose, the receipt alone; N.tlog-proof, the inclusion proof with its
    checkpoint (C2SP). Besides, once for all of them, receipt-keys.cbor and issuer-keys.cbor with the
    keys. An item or a consignment stands for all its entries. Only the operator makes
    receipts, with the receipt key. A receipt carries no checkpoint and no witness: it is never enough
    for "authentic". "verify" of the ledger gives that verdict.

    Example:
    batterypass export scitt 12 -o receipts/
    batterypass export scitt SA26-000001 -o receipts/
    """
    from batterypass.app.scitt import entries_named, entry_files, key_files, private_receipt_key

    here = Here.of(ctx)
    session = here.open().session
    indices = entries_named(session, names)
    known = _check_folder(output, session)
    private = private_receipt_key(session, here.keys)
    made = entry_files(session, indices, private)
    files = {name: body for one in made for name, body in one.named().items()}
    files.update(key_files(session, {*known, *indices}))
    written = _write(output, files)
    if here.out.wants_json:
        here.out.document(
            {
                "folder": str(output),
                "entries": [
                    {"entry": one.index, "size": one.size, "files": list(one.named())}
                    for one in made
                ],
                "keys": [name for name in files if name.endswith(".cbor")],
                "written": written,
            }
        )
        return
    here.out.line(
        paint("✓ ", "g")
        + say("scitt.done", folder=output, count=len(made), files=len(files), written=written)
    )
    for key in ("scitt.files", "scitt.keys", "scitt.never-enough"):
        here.out.talk(say(key))


def _check_folder(folder: Path, session: Session) -> set[int]:
    """Look, before any key is unlocked, whether the folder is of this log; give its entries.

    A receipt may become another one; a statement never does. Raises InputError where the folder
    has another statement under a number, FailedError where it is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise refusal(FailedError, "cli.unreadable", path=folder, why=say("cli.is-file"))
    found = set()
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if match := _STATEMENT.match(path.name):
            index = int(match[1])
            if index >= session.logged or read_file(path) != session.store.statement(index):
                raise refusal(InputError, "scitt.other-log", path=path)
            found.add(index)
    return found


def _write(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write what is new or has changed; give how many files that were."""
    from batterypass.store.home import write_whole

    written = 0
    for name, body in files.items():
        path = folder / name
        if not path.exists() or read_file(path) != body:
            write_whole(path, body)
            written += 1
    return written
