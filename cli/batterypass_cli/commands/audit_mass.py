"""``batterypass audit mass``: whether a batch gave back what went into it, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.audit_source import FirstUseOption, OpenBundle, TrustOption, open_source
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

if TYPE_CHECKING:
    from batterypass.app.bundle_check import Verified
    from batterypass.domain.states import BatchState

_RULE = 3


@bilingual(
    """
    Balance de masas de un lote: entrada, cada fracción, pérdida, límite y lo recuperado.

    Del registro o de un paquete de pruebas. Lo recuperado cuenta solo en productos, con el método y
    el asiento que lo dice. Si no cuadra, la salida es 3.
    """
)
def mass(
    ctx: typer.Context,
    batch: Annotated[
        str,
        typer.Option("--batch", metavar="BATCH", help=both("The batch.", "El lote.")),
    ],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help=both("A bundle, or the ledger.", "Un paquete de pruebas, o el registro."),
        ),
    ] = None,
    trust: TrustOption = None,
    first_use: FirstUseOption = False,
) -> None:
    """Show the mass balance of a batch: in, each fraction, loss, limit, and what was recovered.

    From a ledger or a bundle. Only products count as recovered, with the method and the entry that
    says so. Where it does not balance, the exit is 3.

    Example:
    batterypass audit mass --batch L-0931
    batterypass audit mass --batch L-0931 norte-2026-T3.bpz --first-use
    """
    from batterypass.app.batches import find_batch
    from batterypass.app.mass_balance import mass_of
    from batterypass_cli.batch_view import digests_of, mass_lines, mass_object

    here = Here.of(ctx)
    today = here.now().date().isoformat()
    source = open_source(here, file, trust, first_use=first_use)
    if isinstance(source, OpenBundle):
        verified = source.verified
        state = _in_bundle(verified, batch, source.name)
        found = mass_of(state, verified.case.around.regulations, today)
        entries = {entry for one in found.recovered for entry in one.entries}
        names = {entry: verified.case.digest_of(entry).hex()[:6] for entry in entries}
    else:
        session = source.ledger.session
        state = find_batch(session, batch)
        found = mass_of(state, session.around.regulations, today)
        names = digests_of(source.ledger, found)
    if here.out.wants_json:
        here.out.document({"mass": mass_object(found)})
    else:
        for line in mass_lines(found, names):
            here.out.line(line)
    if found.word == "broken":
        raise typer.Exit(_RULE)


def _in_bundle(verified: Verified, text: str, file: str) -> BatchState:
    """Give a batch that is wholly in a bundle, by its id or full name. Raises InputError."""
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal

    world = verified.world
    names = [text] if "#batch/" in text else world.pointed("batch", text)
    found = [one for name in names if world.knows(name) and (one := world.batch(name)) is not None]
    if len(found) != 1:
        raise refusal(InputError, "batch.not-in-bundle", text=text, file=file)
    return found[0]
