"""An outbox in memory: the second implementation of the port, stricter than a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from batterypass.domain.pending import FINAL, LIVE, News, next_state
from batterypass.errors import ConflictError
from batterypass.ports import Change, Pending, Section
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

_NOTHING: Mapping[bytes, bytes] = MappingProxyType({})


class MemoryOutbox:
    """What was signed here, by place."""

    def __init__(self, audience: str) -> None:
        self.audience = audience
        self.name = f"{audience} memory"
        self._rows: list[Pending] = []
        self._sections: dict[tuple[str, str], bytes] = {}
        self._sends: dict[bytes, str] = {}

    def last_place(self) -> int:
        return len(self._rows)

    def live(self) -> list[Pending]:
        return [row for row in self._rows if row.state not in FINAL]

    def rows(self, after: int = 0) -> Iterator[Pending]:
        yield from [row for row in self._rows if row.place > after]

    def of_event(self, event_id: str) -> list[Pending]:
        return [row for row in self._rows if row.event_id == event_id]

    def keep(
        self,
        statements: Sequence[bytes],
        sections: Sequence[Section],
        *,
        after: int,
        taken: bool,
        replaces: Mapping[bytes, bytes] = _NOTHING,
    ) -> list[Pending]:
        if after != self.last_place():
            raise ConflictError(f"the last place is {self.last_place()}")
        events = [parse_payload(parse_statement(raw).payload)["event_id"] for raw in statements]
        rows = list(self._rows)
        known = {row.digest: row.place for row in rows}
        for raw, event_id in zip(statements, events, strict=True):
            digest = sha256(raw).digest()
            if digest not in known:
                known[digest] = len(rows) + 1
                rows.append(Pending(len(rows) + 1, raw, digest, event_id, taken, "pending"))
        for old, new in replaces.items():
            if old in known:
                row = rows[known[old] - 1]
                news: News = "superseded" if row.taken and row.state in LIVE else "replaced"
                rows[row.place - 1] = replace(
                    row, state=next_state(row.state, news), replaced_by=new
                )
        # From here on nothing fails: all or none.
        self._rows = rows
        self._sections.update({(one.event_id, one.point): one.body for one in sections})
        digests = dict.fromkeys(sha256(raw).digest() for raw in statements)
        return [rows[known[digest] - 1] for digest in digests]

    def settle(self, changes: Sequence[Change]) -> None:
        for change in changes:
            for row in self._rows:
                if row.digest != change.digest or change.state == "pending":
                    continue
                if change.state not in FINAL and change.answered_size < row.answered_size:
                    continue
                state = next_state(row.state, change.state)
                if state == change.state:
                    self._rows[row.place - 1] = replace(
                        row,
                        state=state,
                        answered_size=max(row.answered_size, change.answered_size),
                        entry=row.entry if change.entry is None else change.entry,
                        proof=change.proof or row.proof,
                        answer=change.answer or row.answer,
                    )

    def section(self, event_id: str, point: str) -> bytes | None:
        return self._sections.get((event_id, point))

    def sections(self) -> Iterator[Section]:
        for (event_id, point), body in self._sections.items():
            yield Section(event_id, point, body)

    def note_sent(self, file_digest: bytes, made_at: str, digests: Sequence[bytes]) -> None:
        self._sends.setdefault(file_digest, made_at)
        for row in self._rows:
            if row.digest in digests and row.state == "pending":
                self._rows[row.place - 1] = replace(row, state="sent")

    def last_sent(self) -> str:
        return next(reversed(self._sends.values()), "")

    def close(self) -> None:
        pass
