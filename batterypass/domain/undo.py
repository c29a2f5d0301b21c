"""What a state keeps of the last main event, so that this event can be annulled.

The fold writes ``undo`` for kinds that can be annulled, before it changes anything. Of an item it is a
list: kind, place in the chain (``seq``), who signed (empty for the custodian), number of subjects,
and the values that the fields of :data:`ITEM_FIELDS` had. Of a consignment it is a mapping, for a
step changes its items too (:class:`StepBefore`). It counts only while ``seq`` is the head of the
chain, so no later event has to clear it: these are the hot path of recording and of every audit, and
nearly nothing of it is ever read. Reading it is left to :mod:`batterypass.domain.annulling`.
"""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.events.common import Event, SubjectLink
    from batterypass.domain.states import ConsignmentState, ItemState

#: Where an item is and with whom: what a hand-over changes of it. Who contests it is kept apart.
PLACE_FIELDS = (
    "custodian", "place", "consignment", "released_to", "unconfirmed", "missing", "inside",
    "host_kind",
)  # fmt: skip
place_of = attrgetter(*PLACE_FIELDS)
#: The values of PLACE_FIELDS of one item.
Place = tuple[str, str, str, str, bool, bool, str, str]

#: Kind -> the fields of an item whose values stand in ``undo``, after its first four members.
#: ``said`` is what was said under the kind's own word; ``contested`` (before and after) and
#: ``counted`` (year with site, and mass) are no fields of the state.
ITEM_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pack.placed-on-market": (),
        "pack.installed": ("place", "host_kind"),
        "pack.removed": ("place", "host_kind"),
        "pack.repaired": ("counters",),
        "pack.exported": ("place", "host_kind", "released_to", "said"),
        "pack.lost": ("place", "host_kind", "released_to", "said"),
        "pack.stolen": ("place", "host_kind", "released_to", "said"),
        "pack.found": ("place", "missing", "consignment"),
        "content.claimed": ("claimed_kg",),
        "item.declared-waste": ("life", "stream", "waste_reason", "waste_on", "said"),
        "item.disposed": ("life",),
        "custody.released": ("released_to",),
        "custody.accepted": ("custodian", "released_to", "unconfirmed", "contested", "counted"),
        "custody.claimed": (*PLACE_FIELDS, "contested"),
        # Of the items; the batch has a note of its own (batch_steps).
        "batch.fed": ("place", "batch", "released_to"),
    }
)

_ARRIVED = ("state", "received_at", "received_site", "measured_kg")
#: Step -> the fields of a consignment that it changes, beside lines and notes.
STEP_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "collected": ("state", "carrier", "transfer_to", "vehicle_type", "collected_at"),
        "delivered": ("state", "delivered_at"),
        "received": _ARRIVED,
        "partially-received": _ARRIVED,
        # Two fields each, for one alone would be read as no tuple.
        "rejected": ("state", "transfer_to"),
        "returned": ("state", "transfer_to"),
        "transferred": ("state", "transfer_to"),
        "voided": ("state", "transfer_to"),
    }
)
_READ = {step: attrgetter(*fields) for step, fields in STEP_FIELDS.items()}
#: What a step adds to the line of an item.
LINE_KEYS = ("outcome", "received_kg", "received_condition")


def note_item(item: ItemState, event: Event, link: SubjectLink, *values: object) -> None:
    """Keep the ``values`` that the fields of an item had; its custodian is who has it afterwards."""
    by = "" if item.custodian == event.actor else event.actor
    item.undo = [event.kind, link.seq, by, len(event.subjects), *values]


def usual_place(state: str, consignor: str, carrier: str, subject: str) -> Place:
    """Give where an item of a consignment is, and with whom, while the consignment is in a state."""
    if state in ("offering", "offered"):
        return (consignor, "in_stock", subject, "", False, False, "", "")
    return (carrier, "in_transit", subject, "", False, False, "", "")


class StepBefore:
    """A consignment and its items as they were before a step, until the step is done.

    The note that it makes: ``kind``, ``seq``, ``by``, ``n`` (subjects), ``step`` and ``was`` (the
    values of its STEP_FIELDS), and where there is something to say ``entry`` and ``said`` (of the
    step, before), ``paper`` and ``entry_on_paper`` (the same of what stands on paper), ``items``
    (PLACE_FIELDS of those that were not where they usually are), ``contested`` (by item, before and
    after), ``lines`` (LINE_KEYS of those that had an outcome already), ``left`` (what was not loaded)
    and ``counted`` (the party whose year the mass went to); ``part`` where it came in parts, or what
    did is forgotten with it: that is not annulled.
    """

    __slots__ = ("_note", "consignment", "usual")

    def __init__(self, consignment: ConsignmentState, event: Event, step: str) -> None:
        self.consignment = consignment
        self.usual = usual_place(
            consignment.state, consignment.consignor, consignment.carrier, consignment.subject
        )
        self._note: dict[str, Any] = {
            "kind": event.kind,
            "seq": event.subjects[0].seq,
            "by": event.actor,
            "n": len(event.subjects),
            "step": step,
            "was": list(_READ[step](consignment)),
        }
        if step in consignment.entries:
            self._note["entry"] = consignment.entries[step]
        # In the state at once: what is added below is added to it.
        consignment.undo = self._note

    def keep(self, name: str, value: object) -> None:
        """Keep one more value; nothing where it is empty."""
        if value:
            self._note[name] = value

    def moved(self, item: ItemState, place: Place, contested: str) -> None:
        """Keep where an item was, and who contested it, if that is not the usual."""
        if place != self.usual:
            self._note.setdefault("items", {})[item.item] = list(place)
        if contested != item.contested_with:
            kept = self._note.setdefault("contested", {})
            kept[item.item] = [contested, item.contested_with]

    def answered(self, name: str, line: Mapping[str, Any]) -> None:
        """Keep what a line that is answered for again said."""
        if "outcome" in line:
            kept = self._note.setdefault("lines", {})
            kept[name] = {key: line[key] for key in LINE_KEYS if key in line}
