"""The last reading of packs until a day, by its entry, while the log goes by.

A state repeats the last reading of all, corrected as it is now, and does not say by which entry; of a
pack that has been read again since, the earlier one stands in the entries alone. Asking pack by pack
would read the log in pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from batterypass.app.readings import measured_in
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.item import MEASURED_POINT
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.session import Session


class _Kept(NamedTuple):
    """A reading: where, when, its state of health in clear, and where the sealed one is."""

    entry: int
    read_ms: int
    clear: str
    event_id: str
    digest: str


class PastReadings:
    """Readings of some packs, each the latest that was shown."""

    def __init__(self, session: Session) -> None:
        """Say where sealed sections are."""
        self._session = session
        self._kept: dict[str, _Kept | None] = {}

    def want(self, item: str) -> None:
        """Ask for a pack."""
        self._kept[item] = None

    def see(self, entry: int, payload: Mapping[str, Any]) -> None:
        """Look at a reading (``item.assessed``) of the time that is asked about."""
        item = payload["item"]
        if item not in self._kept:
            return
        read_ms = instant_ms(payload["event_time"])
        before = self._kept[item]
        if before is None or read_ms >= before.read_ms:
            digest = payload.get("sealed", {}).get(MEASURED_POINT, "")
            clear = str(payload.get("soh_percent", ""))
            self._kept[item] = _Kept(
                entry, read_ms, clear, payload["event_id"] if digest else "", digest
            )

    def entries(self) -> Iterator[tuple[str, int]]:
        """Give each pack that was read, with the entry of the reading."""
        for item, kept in self._kept.items():
            if kept is not None:
                yield item, kept.entry

    def read(self, item: str) -> tuple[str, bool]:
        """Give the state of health of a pack that was read, and whether it is sealed and not here.

        Raises BrokenError for a section that is not the one that was sealed.
        """
        kept = self._kept[item]
        if kept is None or not kept.digest:
            return (kept.clear if kept is not None else ""), False
        body = self._session.store.section(kept.event_id, MEASURED_POINT)
        if body is None:
            return kept.clear, True
        opened = open_section(body, kept.digest, kept.event_id, MEASURED_POINT)
        return str(measured_in(opened).get("soh_percent", kept.clear)), False
