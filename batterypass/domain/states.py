"""What the log says of each subject right now: the result of the fold.

A state is plain data (text, integers, lists, dicts), so that it can be kept as JSON and compared
byte by byte after a rebuild. Only :mod:`batterypass.domain.fold` changes one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class LedgerState:
    """The ledger itself."""

    origin: str
    #: What every later statement carries as ``aud``.
    audience: str
    profile: str
    registrar: str
    checkpoint_key: str
    operator_key: str
    receipt_key: str
    operator_kid: str
    rulebook: str = ""
    rulebook_version: str = ""
    mark_ms: int = 0
    mark_index: int = 0
    #: Source of a published list -> ``published_on`` and ``entry`` of the newest that was gone
    #: through, and the authorisations (subjects) that it does not name.
    lists: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class PartyState:
    """A party with its keys: ``keys`` maps the thumbprint (hex) to what is known of the key.

    A key has ``role, alg, public, added`` (index), ``vouched`` (``self``, ``registrar``), where its
    card names them ``holder`` and ``until`` (the last day on which it signs), and once revoked ``revoked`` (index), ``reason``, ``revoked_ms`` (event time), ``mark_ms`` (mark below
    the revocation), ``grace_days``, and ``since_index`` or ``since_ms`` where it was compromised.
    """

    party: str
    legal_name: str
    country: str
    tax_id: str
    roles: list[str]
    domains: list[str]
    gs1_prefixes: list[str]
    sites: list[dict[str, Any]]
    registrations: list[dict[str, Any]]
    keys: dict[str, dict[str, Any]]
    registered_index: int
    #: ``<year> <site>`` -> kilograms of waste that the party has accepted there that year.
    accepted: dict[str, str] = field(default_factory=dict)

    def site_of_act(self, named: str | None) -> str:
        """Give the site at which the party acts: the stated one, or the only one that it has."""
        if named is not None:
            return named
        return str(self.sites[0]["site_id"]) if len(self.sites) == 1 else ""

    def accepted_kg(self, site: str, year: str) -> str:
        """Give the kilograms of waste that it has accepted at a site in a year, as a number."""
        return self.accepted.get(f"{year} {site}", "0")

    def closed_on(self, site: str) -> str:
        """Give the day from which a site is closed, empty where it is not."""
        for one in self.sites:
            if one["site_id"] == site:
                return str(one.get("closed_on", ""))
        return ""


@dataclass(slots=True)
class AuthorisationState:
    """An authorisation as its chain tells it; only :mod:`batterypass.domain.standing` changes one.

    ``changes`` is all that was said of it in the order of the log, the grant first: ``change``
    (the last word of the kind), ``entry``, ``mark_ms`` (of the mark below it), ``digest``, ``by``
    and what it said. ``suspensions`` are ``from``, ``to`` (empty: open) and ``entry``. So what was
    known at any time can be made again from the one state.
    """

    subject: str
    scheme: str
    number: str
    holder: str
    holder_site: str
    scopes: list[dict[str, Any]]
    capacity_t_year: str
    effective_from: str
    effective_to: str
    granted_by: str
    granted_index: int
    transcription: dict[str, Any] = field(default_factory=dict)
    authority: str = ""
    suspensions: list[dict[str, Any]] = field(default_factory=list)
    revoked_from: str = ""
    renewal_filed_on: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class ItemState:
    """A pack, module, cell lot or fraction: where it is, whose it is and what shape it is in."""

    item: str
    item_kind: str
    life: str
    place: str
    custodian: str
    responsible_operator: str
    maker: str
    created_index: int
    model: str = ""
    serial: str = ""
    chemistry: str = ""
    category: str = ""
    material: str = ""
    nominal_voltage_v: str = ""
    capacity_ah: str = ""
    energy_wh: str = ""
    mass_kg: str = ""
    made_month: str = ""
    un38_3: str = ""
    condition: str = ""
    condition_ms: int = 0
    assessed: dict[str, Any] = field(default_factory=dict)
    assessed_ms: int = 0
    host_kind: str = ""
    consignment: str = ""
    released_to: str = ""
    #: Who held it before a receiver took it as surplus; empty once that party has it back.
    contested_with: str = ""
    missing: bool = False
    #: Why it was enrolled instead of made here; empty for what a maker brought into the ledger.
    enrolled: str = ""
    #: Nobody with a key has said yet that its custodian has it: it stands on paper only.
    unconfirmed: bool = False
    passport: str = ""
    passports: list[str] = field(default_factory=list)
    passport_ended: bool = False
    labels: int = 0
    parents: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    #: The pack into which it is built; ``place`` is then ``in_use`` and ``host_kind`` ``pack``.
    inside: str = ""
    #: The batch (subject) that it was fed to; then its place is ``in_batch``.
    batch: str = ""
    #: The batch (subject) that it came out of.
    made_by: str = ""
    #: What a fraction of a batch is for: product, intermediate, residue, energy_recovery, backfill.
    use: str = ""
    #: Element -> kilograms of it in a fraction, as signed with its assay.
    elements_kg: dict[str, str] = field(default_factory=dict)
    #: Element -> kilograms of it that somebody has claimed as recycled content.
    claimed_kg: dict[str, str] = field(default_factory=dict)
    stream: str = ""
    waste_reason: str = ""
    waste_on: str = ""
    aliases: list[dict[str, Any]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    #: Of entries that can be corrected, by the last word of their kind: ``seq`` in this chain, who
    #: signed (``by``) and what the state has nowhere else. ``repurposed`` and ``worsened`` say that
    #: something later overrules the making or the reading; ``settled`` has each party that agreed to
    #: be no longer the custodian, or had it back, with the entry by which it did.
    said: dict[str, Any] = field(default_factory=dict)
    #: What the last main event has changed, if it can be annulled; see :mod:`batterypass.domain.undo`.
    undo: list[Any] = field(default_factory=list)
    #: Corrections of its entries, the last ones; see :mod:`batterypass.domain.fold_amendments`.
    amendments: list[dict[str, Any]] = field(default_factory=list)
    last_ms: int = 0

    @property
    def contested(self) -> bool:
        """Tell whether a receiver took it as surplus and its last custodian has not agreed."""
        return bool(self.contested_with)

    @property
    def has_usable_energy(self) -> bool:
        """Tell whether ``energy_wh`` is what a repurposing found usable, and rated no longer."""
        rebuilt = self.said.get("remanufactured", {}).get("seq", -1)
        return bool(self.said.get("repurposed", {}).get("seq", -1) > rebuilt)

    @property
    def lives_as(self) -> str:
        """Give the life as people read it: of a fraction that is no waste, what it is for.

        It never lived as a battery, so it has no first life.
        """
        is_material = self.item_kind == "fraction" and self.life == "original"
        return self.use if is_material else self.life


@dataclass(slots=True)
class ConsignmentState:
    """A consignment as its chain tells it.

    ``state`` is offering (parts of the offer are still to come), offered, in_transit, delivered,
    received, partially_received, rejected, returned or voided. ``items`` maps an item to its declared line, to which the reception adds ``outcome``,
    ``received_kg`` and ``received_condition``. ``entries`` maps the step (offered, collected, delivered, received) to the
    index of its entry.
    """

    subject: str
    consignment: str
    state: str
    consignor: str
    carrier: str
    consignee: str
    consignee_site: str
    items: dict[str, dict[str, Any]]
    declared_kg: str
    mass_basis: str
    offered_at: str
    offered_site: str = ""
    waste: dict[str, Any] = field(default_factory=dict)
    transport: dict[str, Any] = field(default_factory=dict)
    vehicle_type: str = ""
    #: The carrier that the present one lets have the load, until that one collects it.
    transfer_to: str = ""
    #: The carriers that had it before the present one, in their order.
    carried: list[str] = field(default_factory=list)
    #: Step -> what the other side signed in ink: its name, tax id and permits, the party whose step it
    #: is, the entry with its digest, and the entry of its countersignature.
    on_paper: dict[str, Any] = field(default_factory=dict)
    #: What is said of a manifest after the truck, by the last word of the kind.
    after: dict[str, Any] = field(default_factory=dict)
    collected_at: str = ""
    delivered_at: str = ""
    received_at: str = ""
    received_site: str = ""
    measured_kg: str = ""
    entries: dict[str, int] = field(default_factory=dict)
    #: Step that was signed in parts -> what :mod:`batterypass.domain.parting` keeps of it.
    parts: dict[str, Any] = field(default_factory=dict)
    #: As of an item: where the receptions stand in the chain, what the last step has changed, and
    #: what was corrected.
    said: dict[str, Any] = field(default_factory=dict)
    undo: dict[str, Any] = field(default_factory=dict)
    amendments: list[dict[str, Any]] = field(default_factory=list)
    last_ms: int = 0


@dataclass(slots=True)
class BatchState:
    """A recycling batch as its chain tells it; masses are number strings in kilograms.

    ``fed`` maps an item to its ``mass_kg`` and, where known, ``elements_kg``; ``outputs`` a fraction to
    ``material``, ``use``, ``mass_kg``, ``elements_kg``, ``assay``, ``weighed_on`` and the ``entry`` that
    says so. Both are as corrected. ``entries`` maps the step (opened, fed, output-weighed, closed) to the index
    of its last entry.
    """

    subject: str
    batch: str
    recycler: str
    site: str
    process_id: str
    chemistry_group: str
    #: open or closed.
    state: str
    opened_at: str
    closed_at: str = ""
    steps: list[str] = field(default_factory=list)
    fed: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: How many items went in, and the sums of what they brought.
    inputs: int = 0
    input_kg: str = ""
    input_elements_kg: dict[str, str] = field(default_factory=dict)
    #: assay, design, default, or mixed.
    composition_source: str = ""
    sampling: list[str] = field(default_factory=list)
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: ``loss`` and ``mass_kg`` of each, and their sum.
    losses: list[dict[str, str]] = field(default_factory=list)
    loss_kg: str = ""
    difference_reason: str = ""
    entries: dict[str, int] = field(default_factory=dict)
    #: Step -> where its entries stand in this chain; the recycler signed them all.
    said: dict[str, list[int]] = field(default_factory=dict)
    #: As of a consignment: what the last step has changed, and what was corrected.
    undo: dict[str, Any] = field(default_factory=dict)
    amendments: list[dict[str, Any]] = field(default_factory=list)
    last_ms: int = 0


State = LedgerState | PartyState | AuthorisationState | ItemState | ConsignmentState | BatchState

#: Letter under which a state is kept -> its class.
STATE_CLASSES: dict[str, type[State]] = {
    "L": LedgerState,
    "P": PartyState,
    "A": AuthorisationState,
    "I": ItemState,
    "C": ConsignmentState,
    "B": BatchState,
}


def parties_to(consignment: ConsignmentState) -> list[str]:
    """List who has a part in a consignment: who sent, carries, was let have, carried or awaits it."""
    named = (
        consignment.consignor, consignment.carrier, consignment.transfer_to, *consignment.carried,
        consignment.consignee,
    )  # fmt: skip
    return [party for party in dict.fromkeys(named) if party]


def papers_of(consignment: ConsignmentState, party: str) -> dict[str, dict[str, Any]]:
    """Give the steps that a party signed in ink and has not countersigned: step -> what is kept."""
    return {
        step: paper
        for step, paper in consignment.on_paper.items()
        if paper["party"] == party and "countersigned" not in paper
    }


@dataclass(slots=True)
class Chain:
    """One subject's links: the head of its main lane, and count and digest of each lane.

    ``acc`` is SHA-256(acc ‖ statement digest) from 32 zero bytes on (bytes.md 7). Lane ``acted``
    counts what a party signed.
    """

    seq: int = -1
    head: bytes = b""
    last_ms: int = 0
    main_count: int = 0
    main_acc: bytes = bytes(32)
    record_count: int = 0
    record_acc: bytes = bytes(32)
    acted_count: int = 0
    acted_acc: bytes = bytes(32)
