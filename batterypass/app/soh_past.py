"""The last state of health of packs until a day, of those that have been read again since.

Their state repeats the last reading alone. The earlier ones are taken from the entries while the log
goes by anyway; asking for them pack by pack would read the log in pieces.
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
    """A reading: when, its state of health in clear, and where the sealed one is."""

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

    def __bool__(self) -> bool:
        """Tell whether any pack is wanted."""
        return bool(self._kept)

    def want(self, item: str) -> None:
        """Ask for a pack."""
        self._kept[item] = None

    def see(self, payload: Mapping[str, Any]) -> None:
        """Look at a reading (``item.assessed``) of the time that is asked about."""
        item = payload["item"]
        if item not in self._kept:
            return
        read_ms = instant_ms(payload["event_time"])
        before = self._kept[item]
        if before is None or read_ms >= before.read_ms:
            digest = payload.get("sealed", {}).get(MEASURED_POINT, "")
            clear = str(payload.get("soh_percent", ""))
            self._kept[item] = _Kept(read_ms, clear, payload["event_id"] if digest else "", digest)

    def found(self) -> Iterator[tuple[str, str, bool]]:
        """Give each pack that was read with its state of health, and whether that is sealed.

        Raises BrokenError for a section that is not the one that was sealed.
        """
        for item, kept in self._kept.items():
            if kept is None:
                continue
            if not kept.digest:
                yield item, kept.clear, False
                continue
            body = self._session.store.section(kept.event_id, MEASURED_POINT)
            if body is None:
                yield item, kept.clear, True
            else:
                opened = open_section(body, kept.digest, kept.event_id, MEASURED_POINT)
                yield item, str(measured_in(opened).get("soh_percent", kept.clear)), False
