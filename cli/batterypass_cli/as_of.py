"""As of when a bundle is: which checkpoints its maker names, and what came after the one it ends at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batterypass.app.bundle_when import as_of
from batterypass.errors import BrokenError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.bundle_focus import Focus
    from batterypass.app.ledger import Ledger
    from batterypass.app.session import Session
    from batterypass.evidence.bundle_file import BundleFile


def sizes_of(ledger: Ledger, given: Iterable[str]) -> list[int]:
    """Read checkpoints of this log, each a file with a signed note, or a size; give their sizes.

    Raises what :func:`batterypass.app.audit_diff.side_of` raises, and BrokenError for a note that
    the log here does not extend.
    """
    from batterypass.app.audit_diff import LedgerLog, side_of
    from batterypass_cli.files import read_file

    found, log = [], LedgerLog(ledger.session)
    for one in given:
        known = side_of(log, one, read_file(one) if Path(one).is_file() else None).checkpoint
        if known.size > log.size or log.root_of(known.size) != known.root:
            raise refusal(
                BrokenError, "bundle.not-this-log", file=one, size=known.size, here=log.size
            )
        found.append(known.size)
    return found


def told_of(file: BundleFile, session: Session, focus: Focus) -> dict[str, object]:
    """Say at which size and time a bundle ends, and how many entries of what it is about came later."""
    from batterypass.app.judge import open_statements, read_events

    size = file.tip().size
    readings = open_statements(file.statements.values())
    read_events(readings, canonical=True)
    later = sum(one >= size for one in focus.entries)
    if focus.scope.of == "all":
        later = session.logged - size
    return {"size": size, "as_of": as_of(readings), "later": later}
