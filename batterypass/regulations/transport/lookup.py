"""The rows behind a code: what a decision meant by it, in every edition that has it.

What is told beside the rows of ``un-rules`` has none; only a doubtful name has the row of its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from batterypass.regulations.transport.tables import FOREVER, STEPS
from batterypass.regulations.transport.telling import NAME_ES_UNVERIFIED, doubtful_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.regulations.transport.decision import Reason
    from batterypass.regulations.transport.editions import Edition
    from batterypass.regulations.transport.tables import TransportTables


class Behind(NamedTuple):
    """One row in one edition, and the days on which it decides. ``until`` is empty for no end."""

    edition: Edition
    row: str
    reason: Reason
    since: str
    until: str


def rows_behind(tables: TransportTables, code: str) -> Iterator[Behind]:
    """Give the rows of a code, in the order of editions and tables; none for a code of no row."""
    for rules in tables.rules.values():
        edition = rules.edition
        for row in (row for step in STEPS for row in rules.steps[step]):
            since = max(row.since, edition.usable_from)
            until = min(one for one in (row.until, edition.usable_until) if one)
            # A row of a later day than the whole edition never decides in it.
            if row.reason.code == code and since <= until:
                yield Behind(edition, row.id, row.reason, since, "" if until == FOREVER else until)
        if code == NAME_ES_UNVERIFIED:
            days = (edition.usable_from, edition.usable_until)
            for entry in dict.fromkeys(rules.entries.values()):
                if entry.name_es_confidence != "high":
                    yield Behind(edition, entry.id, doubtful_name(entry, edition), *days)
