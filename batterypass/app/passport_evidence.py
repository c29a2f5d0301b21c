"""The signed entries that a reader of a passport may have, each with its proof.

A signed entry can only be given whole, so one that says in clear what its reader may not see is left
out and told: deny by default, field by field. What is sealed in an entry is a digest there, and shows
nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.papers import PROOF_SUFFIX, STATEMENT_SUFFIX
from batterypass.app.passport_entries import PassportEntry, entries_of
from batterypass.app.readings import ASSESSED
from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_readers import POINTS, points_of
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

_OWN: Final = "individual_legitimate_interest"
_TESTS: Final = "authorities_and_commission"
#: Fields of every statement (bytes.md 1, 4, 8); "acknowledged" names rules, never values.
_COMMON: Final = frozenset(
    {"event_id", "kind", "version", "event_time", "actor", "subjects", "seen", "sealed",
     "acknowledged", "item"}
)  # fmt: skip
_MADE: Final = (
    "model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh",
    "mass_kg", "made_month", "plant",
)  # fmt: skip
#: Kind -> field -> the content point that says it; a field that is not here is given to nobody but
#: who sees everything. The fields of ``values`` have their own.
FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "pack.manufactured": {**dict.fromkeys(_MADE, PUBLIC), "un38_3": _TESTS},
    "pack.placed-on-market": {"country": PUBLIC, "placed_on": PUBLIC},
    "passport.issued": {"passport": PUBLIC, "predecessors": PUBLIC},
    "passport.updated": {"passport": PUBLIC},
    "passport.handed-over": {"passport": PUBLIC, "to": PUBLIC},
    "label.applied": dict.fromkeys(("label_kid", "copies", "read_back", "reprint"), PUBLIC),
    ASSESSED: dict.fromkeys(
        ("condition", "method", "instrument", "soh_percent", "soc_percent", "capacity_ah",
         "resistance_mohm", "cycles", "temperature_celsius"),
        _OWN,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Entries with their statements and proofs, under one signed checkpoint, for one reader.

    ``left_out`` are the entries of the item that say in clear what this reader may not see.
    """

    entries: tuple[int, ...]
    left_out: tuple[int, ...]
    size: int
    checkpoint: bytes
    files: tuple[tuple[str, bytes], ...]


def evidence_for(
    session: Session, item: ItemState, reader: str, notes: Sequence[tuple[int, bytes]] = ()
) -> Evidence:
    """Give the evidence that a reader may have of an item's passport.

    The checkpoint is the earliest one kept for ever that covers the item, so that the bytes stay, else
    the last one. ``notes`` are the kept ones, for who asks many times. Raises InputError for no reader.
    """
    attributes, points = session.around.attributes, points_of(reader)
    shown: list[int] = []
    left_out: list[int] = []
    for entry in entries_of(session, item):
        if entry.index is None:
            # What is not in the log yet proves nothing.
            continue
        (shown if may_have(entry, attributes, points) else left_out).append(entry.index)
    size, note = covering(
        session, max((*shown, *left_out), default=0), notes or kept_notes(session)
    )
    files: list[tuple[str, bytes]] = []
    paths = inclusion_paths(shown, size, session.store.node)
    for index, path in zip(shown, paths, strict=True):
        files.append((f"{index}{STATEMENT_SUFFIX}", session.store.statement(index)))
        files.append((f"{index}{PROOF_SUFFIX}", LogProof(index, tuple(path), note).encode()))
    return Evidence(tuple(shown), tuple(left_out), size, note, tuple(files))


def may_have(
    entry: PassportEntry, attributes: Mapping[str, Attribute], points: frozenset[str]
) -> bool:
    """Tell whether everything that an entry says in clear is of content points that a reader sees."""
    if points >= set(POINTS):
        return True
    fields = FIELDS.get(entry.kind)
    if fields is None:
        return False
    for name in entry.payload:
        if name in _COMMON:
            continue
        if name == "values":
            tiers = {
                attributes[one].access_tier if one in attributes else ""
                for one in entry.payload[name]
            }
            if not tiers <= points:
                return False
        elif fields.get(name, "") not in points:
            return False
    return True


def kept_notes(session: Session) -> tuple[tuple[int, bytes], ...]:
    """Give the checkpoints that are kept for ever, oldest first: (size, note)."""
    return tuple((size, note) for size, note, is_kept in session.store.notes() if is_kept)


def covering(session: Session, entry: int, notes: Sequence[tuple[int, bytes]]) -> tuple[int, bytes]:
    """Give the earliest of some notes that covers an entry, else the last checkpoint of the log."""
    place = bisect_right(notes, entry, key=lambda one: one[0])
    if place < len(notes):
        return notes[place]
    return session.checkpoint().size, session.store.note()
