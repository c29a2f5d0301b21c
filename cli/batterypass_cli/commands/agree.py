"""``batterypass agree``: the other side of what is corrected agrees, and the correction holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.amending import Correction
    from batterypass.app.ledger import Ledger


@bilingual(
    """
    Acepta una corrección de lo que su parte también firmó.

    ENTRY es la corrección, o el asiento corregido si solo una espera. Vale desde que la acepta el
    último que falta; hasta entonces rige lo que se firmó. Sin --as firma la parte a la que espera y
    que tiene llave aquí.
    """,
    signs=True,
)
def agree(
    ctx: typer.Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            help=both("The correction, or what it corrects.", "La corrección, o lo que corrige."),
        ),
    ],
) -> None:
    """Agree to a correction of what your side has signed too.

    ENTRY is the correction, or the corrected entry if only one waits. It holds once the last of those
    who are missing agrees; until then what was signed governs. Without --as the party signs for which
    it waits and which has a key here.

    Example: batterypass agree 61 --as camino-real
    """  # fmt: skip
    from batterypass.app.amending import AGREED, agreement_form, find_open
    from batterypass_cli.corrections import correction_lines
    from batterypass_cli.plain import names_of
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    correction = find_open(ledger.session, ledger.entry(entry))
    actor = _signer(here, ledger, correction)
    if not here.out.wants_json:
        for line in correction_lines(ledger, correction, names_of(ledger)):
            here.out.talk(line)
    sign_events(
        here, [(AGREED, agreement_form(correction))], actor=actor,
        next_step=f"batterypass diff {entry}",
    )  # fmt: skip


def _signer(here: Here, ledger: Ledger, correction: Correction) -> str:
    """Give who agrees. Raises InputError where the correction waits for nobody who has a key here."""
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.signing import entry_words

    asked = [*correction.waiting, *correction.agreed]
    name = entry_words(ledger, correction.entry)
    if not asked:
        raise refusal(InputError, "amend.holds-already", entry=name)
    if here.given.actor:
        return choose_actor(here, ledger, "")
    own = [party for party in here.keys.parties() if party in correction.waiting]
    own = own or [party for party in here.keys.parties() if party in correction.agreed]
    if len(own) == 1:
        return own[0]
    if not own:
        raise refusal(
            InputError, "amend.not-asked", entry=name, waiting=", ".join(asked),
            folder=here.keys_path,
        )  # fmt: skip
    from batterypass_cli.guide import Guide, one_of

    guide = Guide(here)
    options = [(party, party) for party in own]
    found = guide.choice(say("ask.who-signs"), "--as", None, options, read=one_of(*own))
    # Where nobody answered, this raises.
    guide.check()
    return found or ""
