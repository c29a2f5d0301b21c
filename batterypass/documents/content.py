"""What each document says: frozen records that the renderers take and nothing else.

Texts are final: dates are RFC 3339 with their offset (``2026-11-23T08:41:07-06:00``) or plain days
(``2026-11-23``), months are ``2026-11``, masses and other numbers are the decimal strings of the
ledger and are printed digit for digit. An empty string means *not known* and prints as a visible
blank, never as a guess. What exists in two languages is a :class:`Words`; states and conditions are
enumerated and :mod:`batterypass.documents.words` has their words. Natural persons' names are sealed
in the ledger: they are filled in only where the section was disclosed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from batterypass.regulations.label_marks import NO_SIGNS, Signs

ManifestState = Literal[
    "draft",
    "generator_signed",
    "in_transit",
    "arrived",
    "received",
    "received_with_differences",
    "partially_rejected",
    "rejected",
    "returned",
    "cancelled",
]
"""States of ``manifest-workflow.json`` that a paper tells, with two that the file has no word for:
``received_with_differences`` and ``returned``. What comes after the truck is on no paper.
"""

Condition = Literal["serviceable", "damaged_stable", "damaged_critical", "cannot_be_diagnosed", ""]
Outcome = Literal["received", "damaged", "missing", "surplus", "rejected", "returned", ""]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the two languages of the project."""

    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values come from, so that a reader can check them."""

    origin: str
    """Name of the ledger, as in its checkpoints."""
    size: int
    """Entries that the checkpoint covers."""
    root: str
    """Root hash of the checkpoint, 64 hex digits."""
    entries: tuple[int, ...] = ()
    """Indices of the entries that the values were read from."""


@dataclass(frozen=True, slots=True)
class CorrectedField:
    """A field as it was signed and as it was corrected, with the item of its line."""

    label: Words
    before: Words
    after: Words
    item: str = ""
    """Printed id; empty where the field is not one of an item."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of something that the paper says; both versions are printed."""

    entry: int
    of_entry: int
    """Index of the entry that it corrects."""
    by: str
    reason: Words
    fields: tuple[CorrectedField, ...]
    holds_from: int | None
    """Entry from which on it holds; None while it waits, and what was signed governs."""
    waiting: tuple[str, ...] = ()
    """Who has still to agree."""
    annuls: bool = False
    """It takes the whole entry back: nothing of it is on this paper any more, once it holds."""


# --- labels -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LabelContent:
    """What a pack label says (interface.md 4.1, bytes.md 9)."""

    url: str
    """The item's id."""
    signed_url: str
    """The same with ``#1.`` and the label signature; empty for a plain label."""
    printed_id: str
    """12 characters and a check character, in groups: ``FXVP-TPAR-29KS-R``."""
    maker: str
    model: str
    serial: str
    chemistry: str
    energy_wh: str
    mass_kg: str
    made_month: str
    """``2026-11``."""
    emergency_line: str = ""
    """What to do or whom to call, in the language of the label; empty if none is known."""
    details: tuple[str, ...] = ()
    """Category, capacity and voltage, in the language of the label, where there is room."""
    extinguishing: str = ""
    """What puts a fire of this battery out; public whoever asks."""
    signs: Signs = NO_SIGNS
    """Signs beside the crossed-out bin."""
    backup: str = ""
    """What the second, smaller code holds: the printed id alone; empty for none."""

    @property
    def code_text(self) -> str:
        """Give what the QR code holds."""
        return self.signed_url or self.url


# --- waste manifest ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ManifestParty:
    """A generator, a transporter or a designated facility, in the parts of the form."""

    name: str = ""
    nra: str = ""
    """Environmental registration number (box 1), of the generator."""
    street: str = ""
    ext_no: str = ""
    int_no: str = ""
    colonia: str = ""
    postal_code: str = ""
    municipality: str = ""
    state: str = ""
    phone: str = ""
    email: str = ""
    authorisation: str = ""
    """SEMARNAT number on ``mx_semarnat``, the state's on ``mx_special_handling``."""
    transport_permit: str = ""
    """S.C.T. permit of a transporter (box 10)."""


@dataclass(frozen=True, slots=True)
class WasteLine:
    """One line of box 5."""

    name: str
    quantity: str
    unit: str = "kg"
    cretib: str = ""
    """Letters out of CRETIB that apply, in any order."""
    container_type: str = ""
    container_capacity: str = ""
    """With its unit, as ``500 kg``."""
    labelled: bool | None = None
    note: str = ""
    """NOM-052 key, UN number: printed under the name."""


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """One pack, module or fraction of the consignment."""

    printed_id: str
    serial: str
    un: str
    condition: Condition
    declared_kg: str
    is_weighed: bool
    """The declared mass was weighed; otherwise it is an estimate, and the paper says so."""
    received_kg: str = ""
    outcome: Outcome = ""


@dataclass(frozen=True, slots=True)
class Countersignature:
    """The key of a party that had signed in ink, put under the same later."""

    at: str
    key_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature, as much of it as a paper can show."""

    role: str
    at: str
    key_id: str
    fingerprint: str
    """Short digest of the signed statement."""
    name: str = ""
    """Only where the sealed section was disclosed."""
    is_paper: bool = False
    """The party signed on paper; someone else recorded it, and no key of its own stands behind."""
    recorded_by: str = ""
    """Who wrote down what was signed on paper, with its own key."""
    countersigned: Countersignature | None = None
    """What was signed on paper, signed later with the party's own key."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What a further transporter wrote when it took the load from the one before."""

    vehicle_type: str = ""
    vehicle_plate: str = ""
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the consignee found against what was declared, in kg.

    ``declared_kg`` is that of all that was loaded, ``expected_kg`` that of what was received: with
    it the scale is compared.
    """

    declared_kg: str
    measured_kg: str
    missing: int = 0
    surplus: int = 0
    damaged: int = 0
    expected_kg: str = ""


@dataclass(frozen=True, slots=True)
class Classification:
    """Which row of law made this waste what the paper says, and on which day (D9)."""

    result: Words
    """``residuo de manejo especial``, ``residuo peligroso``."""
    regime: str
    """Id of the row: ``MX-2004``."""
    table_hash: str
    """SHA-256 of the table, hex."""
    reason: Words
    declared_on: str
    """The day the pack was declared waste."""
    offered_on: str
    """The day the consignment was offered: the row in force on this day was taken."""


@dataclass(frozen=True, slots=True)
class Transport:
    """The transport decision as far as it belongs on this paper."""

    un: str
    name: str
    """Proper shipping name."""
    hazard_class: str
    packing_instruction: str = ""
    statements: tuple[str, ...] = ()
    """Official wordings, as ``Transport in accordance with special provision 376``."""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class ManifestContent:
    """What a waste manifest says, on either form."""

    number: str
    issuer: str
    """Who gave the number."""
    series: str
    state: ManifestState
    offered_on: str
    """Day of the offer; the declarations in force on this day are printed."""
    generator: ManifestParty
    transporters: tuple[ManifestParty, ...]
    """In order; the form has room for the first, the others follow on a page of their own."""
    facility: ManifestParty
    lines: tuple[WasteLine, ...]
    items: tuple[ManifestItem, ...]
    source: Source
    event_root: str
    """Digest over the events that this paper shows, hex; at the foot of each page."""
    code: bytes
    """What the QR code holds: a complete proof for the roadside, or a URL; empty for a draft."""
    handling: str = ""
    vehicle_type: str = ""
    vehicle_plate: str = ""
    route: str = ""
    receiver: str = ""
    """Name and post of the person who receives (box 17)."""
    remarks: str = ""
    """As the parties wrote them (box 18)."""
    notes: tuple[Words, ...] = ()
    """What the record says and box 18 has to: rejected, returned, not loaded."""
    generator_signature: Signature | None = None
    transporter_signature: Signature | None = None
    facility_signature: Signature | None = None
    legs: tuple[Leg, ...] = ()
    """For each transporter after the first, in order."""
    difference: Difference | None = None
    classification: Classification | None = None
    transport: tuple[Transport, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """In the order of the log. The values above are those that hold."""

    @property
    def is_turned_away(self) -> bool:
        """Tell whether nothing was received: what the consignee signed is that it refused it."""
        return bool(self.items) and all(
            one.outcome in ("rejected", "returned") for one in self.items
        )
