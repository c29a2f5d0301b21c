"""The entries of a log that travel in an answer file, as a source to grow a replica from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.ports import Content
from batterypass.regulations.media import media_type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class AnswerLog:
    """A :class:`batterypass.ports.LogSource` of the entries of a range that ends at a checkpoint."""

    log: range
    checkpoint: bytes
    kept_notes: Mapping[int, bytes]
    entries: Mapping[int, bytes]
    bodies: Mapping[str, bytes]

    def note(self) -> bytes:
        """Give the signed checkpoint."""
        return self.checkpoint

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give the kept checkpoints, and the last one as not kept where it is none of them."""
        for size, note in sorted(self.kept_notes.items()):
            yield size, note, True
        if self.log.stop not in self.kept_notes:
            yield self.log.stop, self.checkpoint, False

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range that are here, in order."""
        for entry in range(max(start, self.log.start), min(stop, self.log.stop)):
            yield entry, self.entries[entry]

    def contents(self) -> Iterator[Content]:
        """Give the content that travels along."""
        for digest, body in self.bodies.items():
            yield Content(digest, media_type_of(body), body)
