"""Everything a driver carries for one consignment: one list of makers, one paper each.

``PAPERS`` is the list. A maker yields the papers it can make and names those that it cannot, with the
reason; whoever adds a paper adds a maker. The order of signatures is that of
:mod:`batterypass.app.papers`: prepared, rendered, written, issued. Only the transport document and the waste
manifest are prepared and issued; the other sheets carry the code and the evidence of the transport document.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.manifest_forms import is_printed
from batterypass.app.manifests import form_of
from batterypass.app.papers import (
    check_entries,
    code_of,
    files_of,
    find_prepared,
    head_digest,
    host_of,
    prepared_form,
    render_paper,
)
from batterypass.app.transport_content import number_of, transport_content
from batterypass.app.wording import name_of
from batterypass.domain.clock import day_of
from batterypass.errors import RefusedError
from batterypass.regulations.transport.points import points_of
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from batterypass.app.papers import Prepared
    from batterypass.app.session import Session
    from batterypass.app.transport_load import Load
    from batterypass.documents.transport_content import Phone, RoadForm, TransportContent
    from batterypass.documents.words import FormLang, Lang
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.carta_porte import CartaPorteTables
    from batterypass.regulations.tables import Table

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
TRANSPORT_DOCUMENT: Final = "transport_document"
_MOST_LINE: Final = 80
PaperKind = Literal[
    "transport_document", "emergency_sheet", "packing_checklist", "waste_manifest", "carta_porte",
    "package_marks", "written_instructions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way to travel: the set of rules, the mode, and the form of its paper, None: not printed yet.

    ``fields`` names the rows that say what its documents want.
    """

    name: str
    regime: str
    mode: str
    fields: str
    form: RoadForm | None = None


WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Way("mx-road", "NOM-002", "road", "mx", "mx"),
            Way("adr", "ADR", "road", "adr", "adr"),
            Way("sea", "IMDG", "sea", "imdg"),
            Way("air", "IATA", "air", "iata"),
            Way("us-road", "49CFR", "road", "us"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made. ``document_kind`` is empty for one that nobody issues by its digest."""

    paper: PaperKind
    data: bytes
    suffix: str = ".pdf"
    document_kind: str = ""
    number: str = ""

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the file."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class NotMade:
    """A paper that was not made: ``why`` ends the key of its text, ``roadpaper.not-WHY``.

    ``cause`` stands in its place where a rule refuses the paper.
    """

    paper: PaperKind
    why: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    cause: RefusedError | None = None


@dataclass(frozen=True, slots=True)
class PaperTables:
    """The tables beside those of the decision: ADR 1.1.3.6, and the complement of the SAT."""

    adr_points: Table
    carta_porte: CartaPorteTables


@dataclass(frozen=True, slots=True)
class Job:
    """What every maker gets: the load, its content as the papers say it, and the evidence to attach."""

    session: Session
    consignment: ConsignmentState
    way: Way
    form: RoadForm
    load: Load
    lang: FormLang
    content: TransportContent
    files: Sequence[tuple[str, bytes]]
    is_draft: bool
    tables: PaperTables
    waybill: Mapping[str, str]
    """Values of the Carta Porte that the ledger does not know."""


def _road_document(job: Job) -> Iterator[Made | NotMade]:
    from batterypass.documents.road_document import render_road_document

    if not job.content.needs_document:
        yield NotMade("transport_document", "exempt")
        return
    pdf = render_road_document(job.content, job.form, job.lang, job.files)
    yield Made("transport_document", pdf, ".pdf", TRANSPORT_DOCUMENT, job.content.number)


def _emergency_sheet(job: Job) -> Iterator[Made | NotMade]:
    if job.form == "adr":
        # ADR has an official text of four pages for the crew; ours would not be it.
        if job.content.needs_document:
            yield NotMade("written_instructions", "written-instructions")
        return
    from batterypass.documents.emergency_sheet import render_emergency_sheet

    chemistries = [str(one.answers.chem) for one in job.load.goods]
    pdf = render_emergency_sheet(job.content, chemistries, job.lang, job.files)
    yield Made("emergency_sheet", pdf)


def _packing_checklist(job: Job) -> Iterator[Made | NotMade]:
    from batterypass.documents.packing_checklist import render_packing_checklist

    pdf = render_packing_checklist(job.content, job.form, job.lang, job.files)
    yield Made("packing_checklist", pdf)


def _waste_manifest(job: Job) -> Iterator[Made | NotMade]:
    if not job.consignment.waste:
        return
    if job.form != "mx" or not is_printed(job.session, job.consignment):
        yield NotMade("waste_manifest", "waste-form")
        return
    paper = render_paper(job.session, job.consignment, job.lang, draft=job.is_draft)
    yield Made("waste_manifest", paper.pdf, ".pdf", form_of(job.consignment), paper.number)


def _carta_porte(job: Job) -> Iterator[Made | NotMade]:
    """Write the complement where everything of it is known; else say how much is missing."""
    if job.form != "mx":
        return
    from batterypass.app.carta_porte import carta_porte_of
    from batterypass.exchange.carta_porte import encode_carta_porte

    try:
        found = carta_porte_of(job.session, job.consignment, job.tables.carta_porte, job.waybill)
    except RefusedError as error:
        # No key in the catalogue of the SAT, or a border: the other papers are right all the same.
        yield NotMade("carta_porte", cause=error)
        return
    if found.is_ready:
        yield Made("carta_porte", encode_carta_porte(found.tree, found.namespace), ".xml")
        return
    values: dict[str, str | int] = {
        "count": len(found.missing),
        "consignment": job.consignment.consignment,
    }
    yield NotMade("carta_porte", "carta-porte" if found.missing else "carta-faulty", values)


def _package_marks(job: Job) -> Iterator[Made | NotMade]:
    """Draw each mark of the load once, to size; the index says on what they go."""
    from batterypass.documents.marks.pdf import marks_pdf
    from batterypass.documents.marks.vocabulary import CODES, marks_for

    wanted = list(dict.fromkeys(mark for row in job.content.rows for mark in row.marks))
    drawn = [mark for mark in wanted if mark in CODES or mark.startswith("TXT[")]
    if drawn:
        marks = marks_for(
            drawn,
            [row.un for row in job.content.rows],
            [one.decision.psn for one in job.load.goods],
            date.fromisoformat(job.load.day),
        )
        sheet = "letter" if job.form == "mx" else "a4"
        lang: Lang = "en" if job.lang == "en" else "es"
        pdf = marks_pdf(marks, lang, sheet=sheet, attachments=job.files)
        yield Made("package_marks", pdf)
    left = [mark for mark in wanted if mark not in drawn]
    if left:
        yield NotMade("package_marks", "package-marks", {"marks": ", ".join(left)})


#: The makers in the order in which papers are numbered.
PAPERS: Final[tuple[Callable[[Job], Iterator[Made | NotMade]], ...]] = (
    _road_document,
    _emergency_sheet,
    _packing_checklist,
    _waste_manifest,
    _carta_porte,
    _package_marks,
)


def needs_to_prepare(
    session: Session, consignment: ConsignmentState, load: Load, way: Way
) -> list[dict[str, Any]]:
    """List the forms of ``document.prepared`` that are still to be signed for the papers of a load."""
    forms = []
    if needs_document(load) and prepared_of(session, consignment, load) is None:
        forms.append(transport_prepared_form(session, consignment, load))
    if way.form != "mx" or not consignment.waste:
        return forms
    if is_printed(session, consignment) and find_prepared(session, consignment) is None:
        forms.append(prepared_form(session, consignment))
    return forms


def needs_document(load: Load) -> bool:
    """Tell whether some of the goods need a transport document at all."""
    return any(one.decision.level not in ("exempt", "marked") for one in load.goods)


def prepared_of(session: Session, consignment: ConsignmentState, load: Load) -> Prepared | None:
    """Find what was prepared for the transport document of a load: of the mass that it prints."""
    return find_prepared(session, consignment, TRANSPORT_DOCUMENT, load.net_kg)


def transport_prepared_form(
    session: Session, consignment: ConsignmentState, load: Load
) -> dict[str, Any]:
    """Give the form of ``document.prepared`` for the transport document of a consignment.

    It says what was signed in the offer, whichever way the goods travel: so one serves all of them.
    Its count and mass are those that the document prints: of the batteries that were loaded. Raises
    BrokenError where an entry of the consignment is not signed well.
    """
    check_entries(session, consignment)
    signed = consignment.transport
    lines = (
        [f"{signed['un_number']} {signed['proper_shipping_name']}"[:_MOST_LINE]] if signed else []
    )
    return {
        "about": consignment.subject,
        "document_kind": TRANSPORT_DOCUMENT,
        "number": number_of(consignment),
        "un_lines": lines,
        "count": sum(len(one.items) for one in load.goods),
        "mass_kg": load.net_kg,
        "carrier": host_of(consignment.carrier),
        "consignee": host_of(consignment.consignee),
        "date": day_of(consignment.offered_at),
        "statement": head_digest(session, consignment),
    }


def issued_forms(consignment: ConsignmentState, made: Sequence[Made]) -> list[dict[str, Any]]:
    """Give the forms of ``document.issued`` for the papers that are issued by their digest."""
    from batterypass.documents.pdf import RENDERER_ID

    return [
        {
            "about": consignment.subject,
            "document_kind": one.document_kind,
            "number": one.number,
            "renderer": RENDERER_ID,
            "digest": one.digest,
            "bytes": len(one.data),
        }
        for one in made
        if one.document_kind
    ]


def content_of(
    session: Session,
    consignment: ConsignmentState,
    load: Load,
    way: Way,
    adr_points: Table,
    phones: Sequence[Phone] = (),
    *,
    prepared: Prepared | None = None,
    draft: bool = True,
) -> TransportContent:
    """Fill the papers of a load. Those of one that needs no document have no ``prepared`` either.

    ``adr_points`` is the table of ADR 1.1.3.6.
    """
    points = None
    if way.regime == "ADR":
        points = points_of(adr_points, load.day, _by_category(load))
    code, size = b"", 0
    if prepared is not None:
        code, size = code_of(session, prepared), prepared.size
    content = transport_content(
        session, consignment, load, phones=phones, points=points, code=code, checkpoint_size=size
    )
    return replace(content, issuer=_issuer(session, prepared), is_draft=draft)


def _issuer(session: Session, prepared: Prepared | None) -> str:
    if prepared is None:
        return ""
    payload = parse_payload(parse_statement(prepared.statement).payload)
    return name_of(session, str(payload["actor"]))


def _by_category(load: Load) -> dict[str, Decimal]:
    """Add up the net masses that count for ADR 1.1.3.6, by transport category."""
    masses: dict[str, Decimal] = {}
    for one in load.goods:
        category = one.decision.transport_category
        if category and one.decision.level not in ("exempt", "marked"):
            masses[category] = masses.get(category, Decimal(0)) + Decimal(one.net_kg)
    return masses


def make_papers(
    session: Session,
    consignment: ConsignmentState,
    load: Load,
    way: Way,
    form: RoadForm,
    tables: PaperTables,
    lang: FormLang,
    *,
    phones: Sequence[Phone] = (),
    waybill: Mapping[str, str] = _NOTHING,
    draft: bool = False,
) -> tuple[TransportContent, list[Made], list[NotMade]]:
    """Make all papers of a load for a way in its printed form; the same state gives the same bytes.

    The papers that need it were prepared before, unless they are drafts. Raises InputError where they
    were not (see :func:`batterypass.app.papers.render_paper`), and for a value of ``waybill`` that is off.
    """
    prepared = None if draft else prepared_of(session, consignment, load)
    content = content_of(
        session, consignment, load, way, tables.adr_points, phones, prepared=prepared, draft=draft
    )
    files: list[tuple[str, bytes]] = []
    if prepared is not None:
        files = files_of(session, consignment, prepared, content.code)
    job = Job(session, consignment, way, form, load, lang, content, files, draft, tables, waybill)
    found = [one for make in PAPERS for one in make(job)]
    made = [one for one in found if isinstance(one, Made)]
    return content, made, [one for one in found if isinstance(one, NotMade)]
