"""``batterypass passport pdf``: the passport on paper, for anybody or for one reader."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.commands.passport import Item  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import Reader  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState


@bilingual(
    """
    Escribe el pasaporte de un artículo en PDF: una página y sus gráficas, o entero con --full.

    Dice lo que cualquiera puede ver; con --for, lo que puede ver ese lector. Dentro del archivo van
    los valores y los asientos firmados que ese lector puede tener; «verify» lo comprueba. --full
    añade quién la ha tenido, la etiqueta y todos los valores. Los mismos eventos dan los mismos
    bytes. Con --signed, el código lleva además la firma de la llave de etiquetas. --proof firma que
    el papel se preparó y después su huella. Repetirlo no firma nada.
    """,
    signs=True,
)
def pdf(
    ctx: typer.Context,
    item: Item,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    reader: Reader = "public",
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=both(
                "The whole passport: custody, label and every value.",
                "El pasaporte entero: custodia, etiqueta y todos los valores.",
            ),
        ),
    ] = False,
    proof: Annotated[
        bool,
        typer.Option(
            "--proof",
            help=both(
                "As --full, with a code that proves it without a network; signs twice.",
                "Como --full, con un código que lo prueba sin red; firma dos veces.",
            ),
        ),
    ] = False,
    signed: Annotated[
        bool,
        typer.Option(
            "--signed",
            help=both(
                "With the label key's signature in the code.",
                "Con la firma de la llave de etiquetas en el código.",
            ),
        ),
    ] = False,
) -> None:
    """Write the passport of an item as a PDF: one page and its charts, or the whole with --full.

    It says what anybody may see; with --for, what that reader may. Inside the file are the values and
    the signed entries that this reader may have; "verify" checks it. --full adds who has held it, the
    label and every value. The same events give the same bytes. With --signed the code also holds the
    signature of the label key. --proof signs that the paper was prepared, and then its digest. Doing
    it again signs nothing.

    Example:
    batterypass passport pdf 095B-T15T-4217-D -o passport.pdf
    batterypass passport pdf 095B-T15T-4217-D --full --for legitimate_interest -o workshop.pdf
    """
    from hashlib import sha256

    from batterypass.app.passports import check_has_passport
    from batterypass.regulations.passport_readers import points_of
    from batterypass_cli.guide import check_writable, write_whole

    points_of(reader)
    here = Here.of(ctx)
    ledger = here.open_to_sign() if signed or proof else here.open()
    state = ledger.item(item)
    check_has_passport(state)
    check_writable(output)
    actor = ""
    if proof:
        is_ready, actor = _prepare(here, ledger, state)
        if not is_ready:
            return
    if not proof:
        from batterypass_cli.sealing import sealed_over

        ledger = sealed_over(here, state)
    body = _render(ledger, state, reader, full=full or proof, signed=signed, proof=proof)
    if here.given.dry_run:
        here.out.talk(say("passport.dry-run", path=output))
        return
    write_whole(output, body)
    digest = sha256(body).hexdigest()
    issued = _issue(here, ledger, state, digest, len(body), actor) if proof else None
    if here.out.wants_json:
        here.out.document(
            {
                "passport": {
                    "file": str(output), "sha256": digest, "bytes": len(body), "for": reader,
                    "full": full or proof, "issued": issued,
                }
            }
        )  # fmt: skip
        return
    here.out.line(
        f"{paint('✓', 'g')} "
        + say("passport.written", path=output, passport=state.passport, digest=digest[:12])
    )
    if issued is not None:
        here.out.talk(say("passport.issued-as", entry=issued, path=output))
    if reader != "public":
        here.out.talk(f"{paint('!', 'y')} {say('passport.for', reader=say(f'reader.{reader}'))}")


def _prepare(here: Here, ledger: Ledger, state: ItemState) -> tuple[bool, str]:
    """Sign that the paper is prepared, where nobody has; give whether it is, and who signed."""
    from batterypass.app.papers import PREPARED
    from batterypass.app.passport_paper import find_prepared, prepared_form
    from batterypass_cli.load_signing import sign_prepared

    if find_prepared(ledger.session, state) is not None:
        return True, ""
    actor = _signer(here, ledger, state)
    form = prepared_form(ledger.session, state)
    return sign_prepared(here, ledger, [(PREPARED, form)], actor), actor


def _issue(here: Here, ledger: Ledger, state: ItemState, digest: str, size: int, actor: str) -> int:
    """Sign the digest of the file that was written, where nobody has; give its entry."""
    from batterypass.app.papers import ISSUED
    from batterypass.app.passport_paper import find_issued, issued_form
    from batterypass_cli.signing import plan_events

    known = find_issued(ledger.session, state, digest)
    if known is not None:
        return known
    form = issued_form(state, digest, size)
    by = actor or _signer(here, ledger, state)
    return ledger.sign(plan_events(here, ledger, [(ISSUED, form)], actor=by))[0].index


def _signer(here: Here, ledger: Ledger, state: ItemState) -> str:
    """Give who issues the paper. Raises InputError for a party that has no part in the item."""
    from batterypass.app.passport_paper import may_issue
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal
    from batterypass_cli.actors import choose_actor

    parties = {state.custodian, state.responsible_operator, state.maker}
    here_too = [party for party in here.keys.parties() if party in parties]
    if not here.given.actor and len(here_too) == 1:
        return here_too[0]
    actor = choose_actor(here, ledger, "document.prepared")
    if not may_issue(ledger.session, state, actor):
        raise refusal(InputError, "passport.not-yours", party=actor, item=state.item)
    return actor


def _render(
    ledger: Ledger, state: ItemState, reader: str, *, full: bool, signed: bool, proof: bool
) -> bytes:
    from batterypass.app.labels import label_content
    from batterypass.app.passport_full import full_passport
    from batterypass.documents.passport_full import render_full_passport

    lang = language()
    url = label_content(ledger.session, state, lang).signed_url if signed else ""
    content = full_passport(
        ledger.session, state, lang, reader, url, with_proof=proof, every_value=full
    )
    return render_full_passport(content, lang)
