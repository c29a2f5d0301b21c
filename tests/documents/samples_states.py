"""A manifest in every state that it can be printed in, for snapshots, pictures and checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from batterypass.documents.content import (
    Countersignature,
    Difference,
    Leg,
    ManifestContent,
    Signature,
    WasteLine,
    Words,
)
from documents import samples

if TYPE_CHECKING:
    from batterypass.documents.content import ManifestItem, ManifestState, Outcome

_COLLECTED = "2026-11-23T08:41:07-06:00"
_REJECTED = Words(
    "RECHAZADO: 3 artículos, motivo: sin capacidad; sigue: vuelve al remitente",
    "REJECTED: 3 items, reason: no capacity; next: back to the consignor",
)


def _items(outcome: Outcome, count: int = 3) -> tuple[ManifestItem, ...]:
    weighed = outcome in ("received", "damaged")
    return tuple(
        replace(one, outcome=outcome, received_kg="409.8" if weighed else "")
        for one in samples.items(count)
    )


def _offered() -> ManifestContent:
    """Three packs, offered and signed by the generator."""
    lines = (
        WasteLine(
            "Baterías de ión litio de vehículo", "1237.5", cretib="RTI",
            container_type="3 × caja metálica", container_capacity="500 kg", labelled=True,
            note="UN3480",
        ),
    )  # fmt: skip
    known = samples.manifest(3)
    return replace(
        known, state="generator_signed", lines=lines, items=_items(""),
        transporters=(replace(known.transporters[0], int_no="3"),),
        facility=replace(known.facility, int_no="Báscula 2"),
        transporter_signature=None, facility_signature=None, difference=None, receiver="",
        remarks="", vehicle_plate="", vehicle_type="",
    )  # fmt: skip


def _collected(signature: Signature | None = None) -> ManifestContent:
    signed = signature or samples.signature("", _COLLECTED, name="Persona conductora 7")
    return replace(
        _offered(), state="in_transit", transporter_signature=signed,
        vehicle_type="Caja seca 3.5 t", vehicle_plate="EJ-042-MX",
    )  # fmt: skip


def _closed(state: ManifestState, outcome: Outcome, remarks: str = "") -> ManifestContent:
    signed = samples.signature("Jefatura de patio", "2026-11-23T10:35:00-06:00", "Guardia 4")
    return replace(
        _collected(), state=state, items=_items(outcome), facility_signature=signed,
        receiver="Guardia 4, Jefatura de patio", remarks=remarks,
    )  # fmt: skip


def _received() -> ManifestContent:
    return replace(_closed("received", "received"), difference=Difference("1237.5", "1229.4"))


def _differs() -> ManifestContent:
    one, two, three = _items("received")
    four = replace(samples.items(4)[3], outcome="surplus", declared_kg="", received_kg="411.2")
    return replace(
        _received(), state="received_with_differences",
        items=(one, replace(two, outcome="damaged"),
               replace(three, outcome="missing", received_kg=""), four),
        difference=Difference("1237.5", "1230.8", missing=1, surplus=1, damaged=1),
        remarks="Falta un paquete; uno hinchado, apartado.",
    )  # fmt: skip


def _partly() -> ManifestContent:
    one, two, three = _items("received")
    note = Words(
        "RECHAZADO: 1 artículo, motivo: dañado; sigue: otro destinatario (Metales del Sur)",
        "REJECTED: 1 item, reason: damaged; next: another facility (Metales del Sur)",
    )
    return replace(
        _received(), state="partially_rejected",
        items=(one, two, replace(three, outcome="rejected", received_kg="")), notes=(note,),
        difference=Difference("1237.5", "819.6"),
    )  # fmt: skip


def _returned() -> ManifestContent:
    back = Words(
        "DEVUELTO el 2026-11-24: 3 artículos, 1237 kg", "RETURNED on 2026-11-24: 3 items, 1237 kg"
    )
    return replace(
        _closed("rejected", "returned"), state="returned", notes=(_REJECTED, back)
    )  # fmt: skip


def _on_paper(*, later: bool) -> Signature:
    signed = samples.signature("", _COLLECTED, name="Transportes Sierra Azul, S.A. de C.V.")
    again = Countersignature("2026-11-23T12:00:00-06:00", "25d17234a5bd05c9", "90cf1e33ab07d2c4")
    return replace(
        signed, is_paper=True, recorded_by="Planta Apodaca, S.A. de C.V.",
        countersigned=again if later else None,
    )  # fmt: skip


def _received_on_paper() -> ManifestContent:
    """A consignee without a key, whose ink the consignor wrote down."""
    signed = replace(
        _on_paper(later=False),
        at="2026-11-23T10:35:00-06:00",
        name="Recicladora del Norte, S.A. de C.V.",
    )
    return replace(_received(), facility_signature=signed, receiver="")


def _second_carrier(*, collected: bool) -> ManifestContent:
    first = _collected()
    second = samples.party(
        "Ruta Dos, S.A. de C.V.", street="Av. Ruiz Cortines", ext_no="900", int_no="",
        municipality="Monterrey", email="base@ruta-dos.example", authorisation="19-I-07-26",
        transport_permit="0202AALJ01012026230301000",
    )  # fmt: skip
    signed = samples.signature("", "2026-11-23T09:10:00-06:00", name="Persona conductora 9")
    leg = Leg("Torton 14 t", "RD-118-MX", signed) if collected else Leg()
    return replace(first, transporters=(*first.transporters, second), legs=(leg,))


def _residue() -> ManifestContent:
    """What dismantling leaves, sent to be confined: no battery, no UN number, no capacity known."""
    line = WasteLine("Electrolito de baterías de ion litio", "6.2", cretib="TI",
                     container_type="1 × tambor")  # fmt: skip
    one = replace(
        samples.items(1)[0], un="", serial="", declared_kg="6.2", received_kg="", is_weighed=True
    )
    return replace(
        _received(), lines=(line,), items=(one,), transport=(), handling="", route="",
        difference=Difference("6.2", "6.2"),
        generator_signature=samples.signature("", "2026-11-09T09:00:00-06:00"),
    )  # fmt: skip


def _amended(base: ManifestContent) -> ManifestContent:
    held = samples.amended().corrections[0]
    mass = replace(held.fields[0], item=base.items[0].printed_id)
    return replace(base, corrections=(replace(held, fields=(mass, held.fields[1])),))


#: Name of the state (and of what else is special) -> the manifest.
STATES: dict[str, ManifestContent] = {
    "draft": replace(_offered(), state="draft", code=b"", generator_signature=None),
    "draft-bare": samples.draft(),
    "generator-signed": _offered(),
    "in-transit": _collected(),
    "in-transit-paper": _collected(_on_paper(later=False)),
    "in-transit-countersigned": _collected(_on_paper(later=True)),
    "second-carrier-named": _second_carrier(collected=False),
    "second-carrier": _second_carrier(collected=True),
    "arrived": replace(_collected(), state="arrived"),
    "received": _received(),
    "received-residue": _residue(),
    "received-paper": _received_on_paper(),
    "received-with-differences": _differs(),
    "partly-rejected": _partly(),
    "rejected": replace(_closed("rejected", "rejected"), notes=(_REJECTED,)),
    "returned": _returned(),
    "cancelled": replace(_offered(), state="cancelled"),
    "amended": _amended(_differs()),
    "amended-paper": _amended(_collected(_on_paper(later=True))),
    "many": samples.manifest(24),
}  # fmt: skip
