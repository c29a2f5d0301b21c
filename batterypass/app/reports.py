"""Yearly reports by name: of recyclers, of what circulates, of producers, of sites (decision 41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.read import last_mark
from batterypass.app.report_model import Asked, Basis

if TYPE_CHECKING:
    from batterypass.app.chronicle import Progress
    from batterypass.app.report_model import Report
    from batterypass.app.session import Session
    from batterypass.regulations.recovery_targets import RecoveryTargets


def make_report(
    session: Session, asked: Asked, targets: RecoveryTargets, progress: Progress | None = None
) -> Report:
    """Make a report from the entries and states that the ledger has now.

    The same ledger gives the same figures. Raises BrokenError for an entry that cannot be read and
    MalformedError for batches that were fed in a circle.
    """
    with session.store.reading():
        checkpoint = session.checkpoint()
        root = checkpoint.root.hex()
        basis = Basis(session.origin, checkpoint.size, root, last_mark(session))
        if asked.report == "recovery":
            from batterypass.app.report_recovery import recovery_report

            return recovery_report(session, asked, basis, targets, progress)
        if asked.report == "circularity":
            from batterypass.app.report_circularity import circularity_report

            return circularity_report(session, asked, basis, progress)
        if asked.report == "producer":
            from batterypass.app.report_producer import producer_report

            return producer_report(session, asked, basis, targets, progress)
        from batterypass.app.report_site import site_report

        return site_report(session, asked, basis, progress)
