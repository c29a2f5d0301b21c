"""``batterypass transport papers``: everything that the driver carries, by one command."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.carriage_options import read_waybill
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.phones import Doubt
    from batterypass.app.transport_fields import FieldValue
    from batterypass.app.transport_load import Load
    from batterypass.app.transport_papers import Made, NotMade, Way
    from batterypass.documents.transport_content import Phone, RoadForm, TransportContent
    from batterypass.domain.states import ConsignmentState


@bilingual(
    """
    Escribe todo lo que lleva el conductor de un embarque.

    Para mx-road: documento de transporte, información de emergencia, lista de embalaje, marcas de los
    bultos, el manifiesto si lleva residuos y la Carta Porte si nada le falta; para adr: carta de porte,
    lista de embalaje y marcas. Un LEAME dice qué hay y qué falta. Para sea, air y us-road da con --json la decisión y cada campo; su formato impreso llega
    después. Lo que la oferta no dice se pregunta por su nombre (--set); nada se supone. --explain
    dice de dónde sale cada campo y cuáles nadie ha cotejado con la norma.
    """,
    signs=True,
)
def papers(
    ctx: typer.Context,
    consignment: Consignment,
    way: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="WAY",
            help=both(
                "mx-road, adr, sea, air or us-road.", "mx-road, adr, sea, air o us-road."
            ),
        ),
    ] = "mx-road",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help=both("Folder for them.", "Carpeta para ellos.")
        ),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=both(
                "An answer that the offer does not give; again for more. About one item alone:"
                " PACK:NAME=VALUE.",
                "Una respuesta que la oferta no da; otra vez para más. De un solo artículo:"
                " PAQUETE:NOMBRE=VALOR.",
            ),
        ),
    ] = None,
    phones: Annotated[
        Path | None,
        typer.Option(
            "--phones",
            metavar="FILE",
            help=both(
                "Emergency numbers (JSON); else those of the home folder.",
                "Teléfonos de emergencia (JSON); si no, los de la carpeta propia.",
            ),
        ),
    ] = None,
    waybill: Annotated[
        Path | None,
        typer.Option(
            "--carta-porte",
            metavar="FILE.json",
            help=both(
                "Values of the Carta Porte that the ledger does not know, as for transport carta-porte.",
                "Datos de la Carta Porte que el registro no sabe, como en transport carta-porte.",
            ),
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help=both("Drafts: prove nothing.", "Borradores: no prueban nada.")),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help=both(
                "Say each field and where it comes from; write nothing.",
                "Dice cada campo y de dónde sale; no escribe nada.",
            ),
        ),
    ] = False,
) -> None:  # fmt: skip
    """Write everything that the driver carries for a consignment.

    For mx-road: the transport document, the emergency information, the packing checklist, the marks of
    the packages, the manifest where it carries waste, and the Carta Porte where nothing of it is
    missing; for adr: the transport document, the packing checklist and the marks. A README says what
    is there and what is not. For sea, air and us-road --json gives the decision and every
    field; their printed form comes later. What the offer does not say is asked for by name (--set);
    nothing is assumed. --explain says where each field comes from, and which ones nobody has
    compared with the norm.

    Example: batterypass transport papers M-2026-00418 --for mx-road -o papers
    """
    from batterypass.app.transport_load import OF_ALL, read_load
    from batterypass.app.transport_papers import WAYS, content_of
    from batterypass.bootstrap import adr_points, transport_tables
    from batterypass_cli.attaching import refuse_attached
    from batterypass_cli.transport_view import explained, problem_of
    from batterypass_cli.un_words import answers_of_each, split_answers

    here = Here.of(ctx)
    refuse_attached(here)
    chosen = WAYS.get(way)
    if chosen is None:
        raise InputError(
            f"--for {way}: expected one of {', '.join(WAYS)}",
            code="roadpaper.no-way", found=way, known=", ".join(WAYS),
        )  # fmt: skip
    whole, own = split_answers(answers or ())
    given = _answers(whole)
    values = {} if waybill is None else read_waybill(waybill)
    ledger = here.open() if draft or explain or output is None else here.open_to_sign()
    state = ledger.consignment(consignment)
    each = answers_of_each(own, ledger.item, state.items, OF_ALL, read=_answers)
    load = read_load(
        ledger.session, state, transport_tables(), (chosen.regime, chosen.mode), given, each
    )  # fmt: skip
    numbers, doubts = _phones(here, phones, load)
    problem = problem_of(state, load)
    if explain or output is None:
        if not explain and not here.out.wants_json:
            raise _no_output(chosen, state.consignment)
        content = content_of(ledger.session, state, load, chosen, adr_points(), numbers)
        if here.out.wants_json:
            here.out.document({"transport": _object(state, load, chosen, content, doubts)})
        else:
            fields = _fields(content, load, chosen)
            for line in explained(load, fields, with_sheet=chosen.form == "mx"):
                here.out.line(line)
        if problem is not None:
            from batterypass_cli.exits import exit_code, words_of

            here.out.talk(paint("✗ ", "r") + words_of(problem))
            raise typer.Exit(exit_code(problem))
        return
    if chosen.form is None:
        raise _no_output(chosen, state.consignment)
    if problem is not None:
        raise problem
    _write(
        here, ledger, state, load, chosen, chosen.form, output, numbers, doubts, values, draft=draft
    )  # fmt: skip


def _no_output(way: Way, consignment: str) -> InputError:
    if way.form is not None:
        return InputError(
            "name the folder for the papers with -o DIR", code="roadpaper.no-folder"
        )  # fmt: skip
    words = say(f"roadpaper.way-{way.name}")
    return InputError(
        f"the printed form for {way.name} comes in a later version: --json gives what it says",
        code="roadpaper.later", way=words, name=way.name, consignment=consignment,
    )  # fmt: skip


def _answers(words: Sequence[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` words. Raises InputError for one that is none or said twice."""
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = (part.strip() for part in word.partition("="))
        if not (name and equals and value) or given.get(name, value) != value:
            raise InputError(
                f"--set {word}: expected NAME=VALUE", code="roadpaper.bad-set", found=word
            )  # fmt: skip
        given[name] = value
    return given


def _phones(
    here: Here, path: Path | None, load: Load
) -> tuple[tuple[Phone, ...], tuple[Doubt, ...]]:
    """Read the configured numbers: those of the file named, else of the home folder, else none."""
    from batterypass.app.phones import FILE, read_phones
    from batterypass.bootstrap import emergency_phones
    from batterypass_cli.files import read_file

    place = path or here.home / FILE
    if path is None and not place.is_file():
        return (), ()
    return read_phones(read_file(place), emergency_phones(), load.day)


def _fields(content: TransportContent, load: Load, way: Way) -> tuple[FieldValue, ...]:
    from batterypass.app.transport_fields import field_values

    return field_values(content, load, way.fields, language())


def _object(
    state: ConsignmentState,
    load: Load,
    way: Way,
    content: TransportContent,
    doubts: Sequence[Doubt],
) -> dict[str, Any]:
    from batterypass_cli.transport_view import load_object

    return load_object(state, load, way, content, _fields(content, load, way), doubts)


def _write(
    here: Here,
    ledger: Ledger,
    state: ConsignmentState,
    load: Load,
    way: Way,
    form: RoadForm,
    output: Path,
    phones: Sequence[Phone],
    doubts: Sequence[Doubt],
    waybill: Mapping[str, str],
    *,
    draft: bool,
) -> None:
    """Prepare, render, write whole, issue: in this order (:mod:`batterypass.app.papers`)."""
    from batterypass.app.papers import ISSUED, PREPARED, find_issued
    from batterypass.app.transport_papers import (
        PaperTables,
        issued_forms,
        make_papers,
        needs_to_prepare,
    )
    from batterypass.bootstrap import adr_points, carta_porte
    from batterypass.store.whole_folder import write_folder
    from batterypass_cli.load_signing import paper_lang, sign_prepared, signer_of
    from batterypass_cli.paper_folder import check_paper_folder
    from batterypass_cli.transport_view import file_names, index_text, why_not

    check_paper_folder(output)
    over = state.received_at or state.delivered_at
    if over:
        from batterypass_cli.plain import when

        here.out.talk(f"{paint('!', 'y')} {say('roadpaper.over', time=when(over))}")
    lang = paper_lang(here)
    actor = ""
    if not draft:
        forms = needs_to_prepare(ledger.session, state, load, way)
        if forms:
            actor = signer_of(here, ledger, state)
            if not sign_prepared(here, ledger, [(PREPARED, form) for form in forms], actor):
                return
    content, made, not_made = make_papers(
        ledger.session, state, load, way, form, PaperTables(adr_points(), carta_porte()), lang,
        phones=phones, waybill=waybill, draft=draft,
    )  # fmt: skip
    files = dict(zip(file_names(made), made, strict=True))
    index = index_text(way, load, content, files, not_made, doubts)
    entries: list[int] = []
    fresh: list[dict[str, Any]] = []
    if not here.given.dry_run:
        bodies = {name: one.data for name, one in files.items()}
        bodies[say("roadpaper.file-index")] = index.encode()
        write_folder(output, bodies.items())
        if not draft:
            wanted = issued_forms(state, made)
            known = [find_issued(ledger.session, state, form["digest"]) for form in wanted]
            fresh = [form for form, index in zip(wanted, known, strict=True) if index is None]
            if fresh:
                from batterypass_cli.signing import plan_events

                signer = actor or signer_of(here, ledger, state)
                ready = plan_events(
                    here, ledger, [(ISSUED, form) for form in fresh], actor=signer
                )  # fmt: skip
                known += [one.index for one in ledger.sign(ready)]
            entries = sorted(one for one in known if one is not None)
    for doubt in doubts:
        here.out.talk(f"{paint('!', 'y')} {say(doubt.code, **doubt.values)}")
    if here.out.wants_json:
        found = _object(state, load, way, content, doubts)
        found["folder"] = str(output)
        found["written"] = not here.given.dry_run
        found["draft"] = draft
        found["issued"] = entries
        found["files"] = [
            {"file": name, "paper": one.paper, "sha256": one.digest, "bytes": len(one.data)}
            for name, one in files.items()
        ]
        found["not_made"] = [{"paper": one.paper, "why": why_not(one)} for one in not_made]
        here.out.document({"transport": found})
        return
    _tell(here, output, files, not_made, content, way, entries, draft=draft, is_new=bool(fresh))


def _tell(
    here: Here,
    output: Path,
    files: Mapping[str, Made],
    not_made: Sequence[NotMade],
    content: TransportContent,
    way: Way,
    entries: Sequence[int],
    *,
    draft: bool,
    is_new: bool,
) -> None:
    from batterypass.app.transport_content import blanks_of
    from batterypass_cli.transport_view import why_not

    if here.given.dry_run:
        here.out.talk(say("roadpaper.dry-run", path=output))
    else:
        written = say("roadpaper.written", count=len(files), number=content.number, path=output)
        here.out.line(f"{paint('✓', 'g')} {written}")
    for name, one in files.items():
        here.out.line(f"  {name}  {one.digest[:12]}")
    for lacking in not_made:
        paper = say(f"roadpaper.paper-{lacking.paper}")
        here.out.talk(f"  {paint('–', 'd')} {paper}: {why_not(lacking)}")
    for blank in blanks_of(content, way.regime):
        if blank.comes_from != "ink":
            here.out.talk(f"  {paint('!', 'y')} {say(f'roadpaper.field-{blank.field}')}")
    if draft:
        here.out.talk(say("roadpaper.draft"))
    elif entries:
        shown = ", ".join(map(str, entries))
        key = "roadpaper.issued" if is_new else "roadpaper.same"
        here.out.line(f"  {say(key, entries=shown)}")
