"""``batterypass prove``: that a file shows everything of somebody, or that nobody here knows him."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import BrokenError, InputError
from batterypass_cli.context import Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.heads import Sealed
    from batterypass.app.ledger import Ledger
    from batterypass.tlog.heads import HeadProof


@bilingual(
    """
    Prueba que nada falta de un paquete o parte, o que no se conoce.

    Dice cuántas declaraciones tiene. Vale para un paquete, embarque, parte o permiso, y para el nombre completo de lo que no está. La
    prueba se apoya en el último punto de control sellado (batterypass checkpoint --seal): quien la tiene
    sabe si le falta una declaración, por ejemplo una revocación. --absent pide que no esté. Con -o se
    escribe como archivo (docs/formats/heads.md).
    """
)
def prove(
    ctx: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ITEM|SUBJECT",
            help=both("An item, consignment or party.", "Un artículo, embarque o parte."),
        ),
    ],
    absent: Annotated[
        bool,
        typer.Option(
            "--absent", help=both("Prove that it is unknown.", "Probar que no se conoce.")
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=both("Write the proof.", "Escribe la prueba.")),
    ] = None,
) -> None:
    """Prove that nothing of a pack or party is missing, or that it is unknown.

    It says how many statements there are. Of a pack, a consignment, a party or a permit, and of the full name of what is not there. The proof
    rests on the last sealed checkpoint (batterypass checkpoint --seal): who has it knows whether a
    statement is missing, a revocation for one. --absent wants it not to be there. With -o it is written
    as a file (docs/formats/heads.md).

    Example:
    batterypass prove QKYC-C9Y5-DZ24-Y
    batterypass prove https://recicladora-norte.example -o heads.cbor
    """
    from batterypass.app.heads import last_sealed
    from batterypass.tlog.heads import heads_of
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    ledger = here.open()
    sealed = last_sealed(ledger.store)
    if sealed is None:
        raise InputError(
            f"no checkpoint of {ledger.origin} is sealed yet: batterypass checkpoint --seal",
            code="prove.none-sealed", origin=ledger.origin,
        )  # fmt: skip
    name = _subject(ledger, subject)
    proof = ledger.prove([name], sealed)[name]
    heads = heads_of(proof, name)
    if absent and heads:
        raise BrokenError(
            f"{name} is in the log, so that it is unknown cannot be proved",
            code="prove.not-absent", subject=name,
        )  # fmt: skip
    if output is not None:
        check_writable(output)
        write_whole(output, proof.encode())
    later = len(ledger) - sealed.size
    if here.out.wants_json:
        here.out.document({"proof": _object(name, heads, proof, sealed, later, output)})
        return
    _print(here, name, heads, sealed, later)
    if output is not None:
        size = len(proof.encode())
        here.out.line(paint("✓ ", "g") + say("prove.written", file=output, bytes=size))


def _subject(ledger: Ledger, text: str) -> str:
    """Give the full name of what ``text`` names; a full name that nothing here has stands for itself.

    Raises InputError where it is neither.
    """
    from batterypass.app.find import subject_of

    if ledger.store.subject(text) is not None:
        return text
    if "#" not in text:
        try:
            return ledger.party(text).party
        except InputError:
            pass
    try:
        return subject_of(ledger.named(text))
    except InputError:
        if text.startswith("https://"):
            return text
        raise


def _print(
    here: Here, name: str, heads: dict[str, tuple[int, bytes]], sealed: Sealed, later: int
) -> None:
    if heads:
        here.out.line(paint("✓ ", "g") + say("prove.present", subject=name))
        rows = [
            (str(count), f"{say(f'prove.lane-{lane}')} ({acc.hex()[:16]}…)")
            for lane, (count, acc) in heads.items()
        ]
        for line in aligned(rows):
            here.out.line(line)
    else:
        words = say("prove.absent", subject=name, entries=sealed.entry)
        here.out.line(paint("✓ ", "g") + words)
    root = sealed.root.hex()[:16] + "…"
    here.out.line(say("prove.under", size=sealed.size, root=root, entry=sealed.entry))
    if later:
        here.out.talk(f"{paint('!', 'y')} {say('prove.later', count=later)}")


def _object(
    name: str,
    heads: dict[str, tuple[int, bytes]],
    proof: HeadProof,
    sealed: Sealed,
    later: int,
    output: Path | None,
) -> dict[str, Any]:
    return {
        "subject": name,
        "present": bool(heads),
        "heads": {
            lane: {"count": count, "digest": acc.hex()} for lane, (count, acc) in heads.items()
        },
        "checkpoint": {"size": sealed.size, "note": sealed.note.decode()},
        "entry": sealed.entry,
        "root": sealed.root.hex(),
        "bucket": proof.bucket,
        "leaves": [
            {"subject": leaf.subject_hash.hex(), "lane": leaf.lane, "count": leaf.count, "digest": leaf.acc.hex()}
            for leaf in proof.leaves
        ],
        "siblings": [one.hex() for one in proof.siblings],
        "later_entries": later,
        "file": None if output is None else str(output),
    }  # fmt: skip
