"""The entries of an item as a passport reads them: what they say, and which sections are open here."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.domain.annulling import annulments_in
from batterypass.errors import BrokenError, MalformedError
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.passport_readers import POINTS
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

_LANES = (LANE_MAIN, LANE_RECORD)
#: Kinds that say that a paper of an item was printed: they say nothing of the item itself.
PAPER_KINDS = frozenset({"document.prepared", "document.issued"})


@dataclass(frozen=True, slots=True)
class PassportEntry:
    """One entry of an item. ``index`` is None for what is signed here and not in the log yet.

    ``sections`` are the sealed values by content point that are here; ``missing`` are the points
    whose section was erased or never came.
    """

    index: int | None
    digest: str
    payload: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, object]]
    missing: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Name its kind."""
        return str(self.payload["kind"])

    @property
    def event_time(self) -> str:
        """Give when it happened, as its actor says."""
        return str(self.payload["event_time"])


def entries_of(session: Session, item: ItemState) -> list[PassportEntry]:
    """Give the entries of an item in the order of the log, without annulled ones and its papers.

    Raises BrokenError for an entry or a section that is damaged.
    """
    return standing(item, _entries_of(session, item))


def standing(item: ItemState, entries: Iterable[PassportEntry]) -> list[PassportEntry]:
    """Leave out the entries of an item that were annulled, and those of its papers."""
    return [one for one in _not_annulled(item, entries) if one.kind not in PAPER_KINDS]


def papers_of(session: Session, item: ItemState) -> list[PassportEntry]:
    """Give the entries by which papers of an item were prepared and issued. Raises BrokenError."""
    entries = _not_annulled(item, _entries_of(session, item))
    return [entry for entry in entries if entry.kind in PAPER_KINDS]


def _entries_of(session: Session, item: ItemState) -> list[PassportEntry]:
    return [_read(session, index) for index in session.store.entries_of(item.item, lanes=_LANES)]


def _not_annulled(item: ItemState, entries: Iterable[PassportEntry]) -> list[PassportEntry]:
    annulled = {one["target"] for one in annulments_in(item) if "holds" in one}
    return [one for one in entries if one.digest not in annulled]


def payload_of(raw: bytes, index: int) -> dict[str, Any]:
    """Read the payload of an entry of the log. Raises BrokenError where it is damaged."""
    try:
        return read_canonical(parse_statement(raw).payload)
    except MalformedError as error:
        raise BrokenError(
            f"entry {index}: {error}; run batterypass verify",
            code="find.damaged", index=index, why=str(error),
        ) from error  # fmt: skip


def _read(session: Session, index: int) -> PassportEntry:
    raw = session.store.statement(index)
    payload = payload_of(raw, index)
    sections: dict[str, Mapping[str, object]] = {}
    missing = []
    for point, digest in payload.get("sealed", {}).items():
        if point not in POINTS:
            # Personal and commercial sections are none of a passport's.
            continue
        body = session.store.section(payload["event_id"], point)
        if body is None:
            missing.append(point)
        else:
            sections[point] = open_section(body, digest, payload["event_id"], point)
    return PassportEntry(
        None if session.place_of(index) else index,
        sha256(raw).hexdigest(),
        payload,
        sections,
        tuple(missing),
    )
