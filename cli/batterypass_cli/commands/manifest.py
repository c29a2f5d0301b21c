"""``batterypass manifest``: the paper of a consignment of waste, shown, printed and checked."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import DeclinedError, InputError, RefusedError
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.manifest_index import MORE
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.app.papers import Paper
    from batterypass.documents.words import FormLang
    from batterypass.domain.states import ConsignmentState

app = typer.Typer(
    cls=group_with(MORE, {}),
    no_args_is_help=True,
    help=both(
        "Waste manifests and papers.\n\n"
        "Example: batterypass manifest pdf M-2026-00418 -o manifest.pdf",
        "Manifiestos de residuos y documentos.\n\n"
        "Example: batterypass manifest pdf M-2026-00418 -o manifiesto.pdf",
    ),
)


@app.command("show")
@bilingual("Muestra un manifiesto como está ahora.")
def show(ctx: typer.Context, consignment: Consignment) -> None:
    """Show a manifest as it stands.

    Example: batterypass manifest show M-2026-00418
    """
    from batterypass.app.amending import corrections_about
    from batterypass.app.manifest_forms import form_if_known
    from batterypass.app.manifests import manifest_content
    from batterypass_cli.corrections import correction_object, show_corrections
    from batterypass_cli.manifest_view import lines_of, object_of

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.consignment(consignment)
    content = manifest_content(ledger.session, state, code=b"\0")
    form = form_if_known(ledger.session, state)
    if here.out.wants_json:
        from batterypass_cli.outbox_view import entry_number

        found = object_of(content, state, form)
        found["entries"] = {
            name: entry_number(ledger, index) for name, index in state.entries.items()
        }
        corrections = corrections_about(ledger.session, state.subject)
        if corrections:
            found["corrections"] = [correction_object(ledger, one) for one in corrections]
        here.out.document({"manifest": found})
        return
    for line in lines_of(content, state, form):
        here.out.line(line)
    show_corrections(here, ledger, state.subject)


@app.command("pdf")
@bilingual(
    """
    Escribe el manifiesto en PDF, con un código que lo prueba sin red.

    La primera vez para cada estado del embarque firma que el papel se preparó, y después la huella
    del archivo. Repetirlo da los mismos bytes y no firma nada. --draft imprime un borrador que no
    prueba nada. --lang es, en o both elige el idioma del papel.
    """,
    signs=True,
)
def pdf(
    ctx: typer.Context,
    consignment: Consignment,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    draft: Annotated[
        bool,
        typer.Option("--draft", help=both("A draft: proves nothing.", "Borrador: no prueba nada.")),
    ] = False,
) -> None:
    """Write the manifest as a PDF, with a code that proves it without a network.

    The first time for each state of the consignment it signs that the paper was prepared, and then
    the digest of the file. Doing it again gives the same bytes and signs nothing. --draft prints a
    draft that proves nothing. --lang es, en or both chooses the language of the paper.

    Example: batterypass manifest pdf M-2026-00418 -o manifest.pdf --lang both
    """
    from batterypass.app.papers import (
        PREPARED,
        find_issued,
        find_prepared,
        prepared_form,
        render_paper,
    )
    from batterypass_cli.attaching import refuse_attached
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    refuse_attached(here)
    lang = _paper_lang(here)
    ledger = here.open() if draft else here.open_to_sign()
    state = ledger.consignment(consignment)
    check_writable(output)
    _warn_of_unsealed(here, ledger, state)
    if draft:
        paper = render_paper(ledger.session, state, lang, draft=True)
        if not here.given.dry_run:
            write_whole(output, paper.pdf)
        _tell(here, output, paper, issued=None, is_new=False)
        return
    actor = ""
    if find_prepared(ledger.session, state) is None:
        # Before anybody is asked who signs: a form that is not printed here needs no signature.
        form = prepared_form(ledger.session, state)
        actor = _signer(here, ledger, state)
        if not _sign_prepared(here, ledger, (PREPARED, form), actor):
            return
    paper = render_paper(ledger.session, state, lang)
    issued = find_issued(ledger.session, state, paper.digest)
    if here.given.dry_run:
        _tell(here, output, paper, issued=issued, is_new=False)
        return
    # The file first: a digest that was signed for a file nobody has would only puzzle people.
    write_whole(output, paper.pdf)
    is_new = issued is None
    if issued is None:
        issued = _sign_issued(here, ledger, state, paper, actor or _signer(here, ledger, state))
    _tell(here, output, paper, issued=issued, is_new=is_new)


def _warn_of_unsealed(here: Here, ledger: Ledger, state: ConsignmentState) -> None:
    """Say before anything is signed what the paper will lack for want of sealed sections."""
    from batterypass.app.papers import entries_unsealed

    entries = entries_unsealed(ledger.session, state)
    if entries:
        shown = ", ".join(map(str, entries))
        here.out.talk(f"{paint('!', 'y')} {say('manifest.unsealed', entries=shown)}")


def _paper_lang(here: Here) -> FormLang:
    wanted = here.given.lang
    if wanted == "both":
        return "both"
    return "es" if language() == "es" else "en"


def _signer(here: Here, ledger: Ledger, state: ConsignmentState) -> str:
    """Give who issues the paper: ``--as``, else the only party to the consignment with a key.

    Raises InputError for a party that has no part in the consignment.
    """
    from batterypass.app.papers import issuers_of
    from batterypass_cli.actors import choose_actor

    parties = {state.consignor, state.carrier, state.consignee}
    here_too = [party for party in here.keys.parties() if party in parties]
    if not here.given.actor and len(here_too) == 1:
        return here_too[0]
    actor = choose_actor(here, ledger, "document.prepared")
    issuers = issuers_of(ledger.session, state)
    party = ledger.session.world.party(actor)
    if actor not in issuers and not (party and "authority" in party.roles):
        raise InputError(
            f"{actor} has no part in {state.consignment}, so it issues no paper of it: these do:"
            f" {', '.join(issuers)}",
            code="manifest.not-a-party",
            party=actor,
            consignment=state.consignment,
            parties=", ".join(issuers),
        )
    return actor


def _sign_prepared(
    here: Here, ledger: Ledger, form: tuple[str, Mapping[str, Any]], actor: str
) -> bool:
    """Sign that the paper is prepared, and with the same consent its digest; False in a dry run."""
    from batterypass_cli.clockcheck import confirm_clock, warn_of_clock
    from batterypass_cli.plain import describe, names_of
    from batterypass_cli.roomcheck import check_room
    from batterypass_cli.signing import plan_events
    from batterypass_cli.terminal import ask_yes_no

    warn_of_clock(here, ledger)
    ready = plan_events(here, ledger, [form], actor=actor)
    findings = [finding for _, finding in ready.refusals()]
    if findings:
        raise RefusedError(findings[0].message("en"), findings=findings)
    if not here.out.wants_json:
        here.out.talk(say("manifest.will-sign"))
        for draft in ready.fresh():
            for line in describe(draft.payload, None, names_of(ledger)):
                here.out.talk(line)
    if here.given.dry_run:
        here.out.talk(say("sign.dry-run", count=2))
        return False
    check_room(here, ledger)
    confirm_clock(here, ledger)
    if not here.given.yes:
        question = say("sign.question", name=names_of(ledger)(actor) or actor)
        if not ask_yes_no(here.terminal, question, default=False):
            raise DeclinedError("nothing was signed", code="sign.declined")
    ledger.sign(ready)
    return True


def _sign_issued(
    here: Here, ledger: Ledger, state: ConsignmentState, paper: Paper, actor: str
) -> int:
    from batterypass.app.papers import ISSUED, issued_form
    from batterypass_cli.signing import plan_events

    ready = plan_events(here, ledger, [(ISSUED, issued_form(state, paper))], actor=actor)
    return ledger.sign(ready)[0].index


def _tell(here: Here, output: Path, paper: Paper, *, issued: int | None, is_new: bool) -> None:
    from batterypass.documents.paper_states import STATES
    from batterypass.documents.words import word

    prepared = paper.prepared.entry if paper.prepared is not None else None
    if here.out.wants_json:
        here.out.document(
            {
                "manifest": {
                    "file": str(output),
                    "number": paper.number,
                    "state": paper.state,
                    "sha256": paper.digest,
                    "bytes": len(paper.pdf),
                    "prepared": prepared,
                    "issued": issued,
                    "already": issued is not None and not is_new,
                    "written": not here.given.dry_run,
                }
            }
        )
        return
    state = word(STATES, paper.state, language())
    here.out.line(
        f"{paint('✓', 'g')} "
        + say("manifest.written", path=output, state=state, digest=paper.digest[:12])
    )
    if prepared is None:
        here.out.talk(say("manifest.draft"))
    elif is_new:
        here.out.line(f"  {say('manifest.issued', prepared=prepared, issued=issued)}")
    elif issued is not None:
        here.out.line(f"  {say('manifest.same', prepared=prepared, issued=issued)}")
    if here.given.dry_run:
        here.out.talk(say("manifest.dry-run", path=output))
