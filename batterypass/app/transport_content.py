"""A load as its papers say it: parties, goods, masses, telephones, and what is still to be filled in.

Everything rests on the entries of the consignment itself and on the answers given by hand; a later
state of the log changes no paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.manifests import party_boxes
from batterypass.app.paper_corrections import entries_shown, paper_corrections
from batterypass.app.permits import authorisations_of, carrier_evidence, consignee_evidence
from batterypass.app.read import EntryView, read_entry
from batterypass.app.transport_load import base_of
from batterypass.app.wording import source_at
from batterypass.documents.content import Words
from batterypass.documents.transport_content import GoodsRow, Phone, TransportContent
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.domain.standing import as_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.app.transport_load import Goods, Load
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.transport.decision import Decision
    from batterypass.regulations.transport.points import Points

#: The federal permit of a carrier stands in a box of its own.
_CARRIERS_PERMIT: Final = "MX-SICT"
_NOT_BY_ADR: Final = frozenset({"phone", "carrier_permit", "signature"})
_EMERGENCY: Final = "emergency_contact"
_NOT_DECIDED: Final = Words(
    "Además van {count} artículos que no son baterías; de su transporte no se decide aquí.",
    "{count} items that are no batteries travel too; their carriage is not decided here.",
)

_NAME_UNCHECKED: Final = "{name} (nombre en español por cotejar)"


@dataclass(frozen=True, slots=True)
class Blank:
    """A field that nobody filled: its name, and where it would come from (``offer``, ``phones`` …)."""

    field: str
    comes_from: str


def number_of(consignment: ConsignmentState) -> str:
    """Give the number of the papers: that of the manifest, or of the consignment."""
    return str(consignment.waste.get("manifest_no", "") or consignment.consignment)


def transport_content(
    session: Session,
    consignment: ConsignmentState,
    load: Load,
    *,
    phones: Sequence[Phone] = (),
    points: Points | None = None,
    code: bytes = b"",
    checkpoint_size: int = 0,
) -> TransportContent:
    """Fill the papers of a load. ``code`` is what proves them; without it they are drafts."""
    indices = entries_shown(session, consignment)
    views = {index: read_entry(session, index) for index in indices}
    offered = _sealed(views.get(consignment.entries["offered"]))
    collected = _sealed(views.get(consignment.entries.get("collected", -1)))
    governing = load.governing
    return TransportContent(
        number=number_of(consignment),
        consignment=consignment.consignment,
        manifest_no=str(consignment.waste.get("manifest_no", "")),
        offered_on=day_of(consignment.offered_at),
        carried_on=load.day,
        edition=governing.edition_title,
        table_hash=governing.tables_sha256,
        consignor=party_boxes(session, consignment.consignor, consignment.offered_site, {}),
        carrier=party_boxes(session, consignment.carrier, "", _permits(session, consignment)),
        consignee=party_boxes(
            session,
            consignment.consignee,
            consignment.consignee_site,
            consignee_evidence(session, consignment, consignment.entries["offered"])
            if consignment.waste
            else {},
        ),
        rows=tuple(_row(consignment, load, one) for one in load.goods),
        packages="" if load.packages is None else str(load.packages),
        net_kg=load.net_kg,
        is_weighed=consignment.mass_basis == "weighed",
        item_ids=tuple(printed_id(name) for one in load.goods for name in one.items),
        phones=_phones(offered, phones),
        handling=offered.get("handling_instructions", ""),
        vehicle_type=consignment.vehicle_type,
        vehicle_plate=collected.get("vehicle_plate", ""),
        driver=collected.get("driver_name", ""),
        by_hand=tuple(_by_hand(load)),
        remarks=_remarks(load),
        source=source_at(session, checkpoint_size or indices[-1] + 1, indices),
        code=code,
        points=points,
        corrections=paper_corrections(session, consignment.subject),
    )


def blanks_of(content: TransportContent, regime: str) -> tuple[Blank, ...]:
    """List what is printed as a line to write on, and where it would come from.

    ADR asks neither for a telephone (there are instructions in writing) nor for a permit or signature.
    """
    collection, directory = "collection", "directory"
    wanted = (
        ("phone", bool(content.phones), "phones"),
        ("consignor_address", bool(content.consignor.street), directory),
        ("consignee_address", bool(content.consignee.street), directory),
        ("carrier_address", bool(content.carrier.street), directory),
        ("carrier_permit", bool(content.carrier.transport_permit), directory),
        ("vehicle_plate", bool(content.vehicle_plate), collection),
        ("driver", bool(content.driver), collection),
        ("signature", False, "ink"),
    )
    free = _NOT_BY_ADR if regime == "ADR" else frozenset()
    return tuple(
        Blank(name, where) for name, is_known, where in wanted if not is_known and name not in free
    )


def _permits(session: Session, consignment: ConsignmentState) -> Mapping[str, str]:
    """Give the carrier's permits: for waste those it rests on, and the federal one for any goods.

    Only what the log below the offer knows as in force counts.
    """
    offered, day = consignment.entries["offered"], day_of(consignment.offered_at)
    held = carrier_evidence(session, consignment, offered) if consignment.waste else {}
    for state in authorisations_of(session, consignment.carrier):
        known = as_known(state, entry=offered) if state.scheme == _CARRIERS_PERMIT else None
        if known is None or known.revoked_from or known.effective_from > day:
            continue
        if not known.effective_to or day <= known.effective_to:
            return {**held, known.scheme: known.number}
    return held


def _sealed(view: EntryView | None) -> dict[str, str]:
    if view is None:
        return {}
    return {name: str(value) for one in view.private.values() for name, value in one.items()}


def _phones(offered: Mapping[str, str], configured: Iterable[Phone]) -> tuple[Phone, ...]:
    """Give the consignor's own number first, as sealed in the offer, then those configured here."""
    own = offered.get(_EMERGENCY, "")
    return (*([Phone("", own)] if own else []), *configured)


def _by_hand(load: Load) -> Iterator[tuple[str, str]]:
    yield from load.given.items()
    for item, own in load.each.items():
        yield from ((f"{printed_id(item)}:{name}", value) for name, value in own.items())


def _remarks(load: Load) -> tuple[Words, ...]:
    if not load.others:
        return ()
    count = len(load.others)
    return (Words(_NOT_DECIDED.es.format(count=count), _NOT_DECIDED.en.format(count=count)),)


def _row(consignment: ConsignmentState, load: Load, goods: Goods) -> GoodsRow:
    decision = goods.decision
    return GoodsRow(
        line=goods.line,
        name=shown_name(decision),
        un=decision.un,
        hazard_class=decision.transport_class,
        condition=goods.condition,
        is_waste=goods.is_waste,
        packages="" if goods.packages is None else str(goods.packages),
        package_kind=load.package_kind,
        items=len(goods.items),
        net_kg=goods.net_kg,
        energy_wh=goods.energy_wh,
        packing=chosen_packing(consignment.transport, decision.packing_instructions),
        marks=decision.marks,
        statements=printed_statements(goods),
        level=decision.level,
        source=decision.reasons[0].source,
        category=decision.transport_category,
    )


def shown_name(decision: Decision) -> Words:
    """Give the name in both languages; a Spanish one that nobody compared says so on the paper."""
    name = Words(decision.psn_es, decision.psn_en)
    is_sure = decision.psn_es_confidence == "high"
    return name if is_sure else Words(_NAME_UNCHECKED.format(name=name.es), name.en)


def chosen_packing(signed: Mapping[str, Any], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Give the packing that the consignor signed where the law allows it, else all that it allows.

    ``P903`` signed is any of its paragraphs that fit.
    """
    said = str(signed.get("packing_instruction", "")).upper().replace("/", " ").split()
    exact = tuple(code for code in allowed if code.upper() in said)
    bases = {base_of(one) for one in said}
    return exact or tuple(code for code in allowed if base_of(code) in bases) or allowed


def printed_statements(goods: Goods) -> tuple[str, ...]:
    """Give what the document says beside the description; keys of other papers are not printed.

    The description itself is a statement of the tables, as is ``MaterialPeligroso=Sí`` for the SAT.
    """
    return tuple(
        text for text in goods.decision.statements if text != goods.line and "=" not in text
    )
