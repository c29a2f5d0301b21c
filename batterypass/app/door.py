"""The door: what of a judged batch keeps it out of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.events import KINDS, UnknownEvent
from batterypass.errors import ConflictError, InputError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.judge import Judged

#: The checkpoint over one of these is kept for ever: it is a sealed one. Papers and bundles carry it,
#: and are made again from it to the byte (``bytes.md`` 7 and 9).
KEPT_KINDS = frozenset({"ledger.heads-committed"})
#: That over one of these was kept before there were sealed ones, and papers that rest on it still do.
ONCE_KEPT_KINDS = frozenset({"document.prepared"})
#: The version of every kind in KINDS.
KNOWN_VERSION = 1
#: What a statement shows that was signed while another writer recorded.
_OVERTAKEN = frozenset({"BP-L001", "BP-L004", "BP-L005", "BP-S005"})


def refuse(entries: Sequence[Judged], *, is_overtaken: bool) -> None:
    """Return where everything may be recorded.

    Raises RefusedError with what stands against it, ConflictError where somebody else was only
    quicker, InputError for a batch that is put together wrongly.
    """
    _refuse_unknown(entries)
    findings = [
        finding for one in entries if one.findings for finding in (*one.broken(), *one.breaches())
    ]
    if not findings:
        early = [one.event for one in entries[:-1] if one.event and one.event.kind in KEPT_KINDS]
        if early:
            # The checkpoint right over it is kept for ever, so there has to be one.
            raise InputError(
                f"{early[0].kind} has to be the last event of its batch",
                code="write.not-last",
                kind=early[0].kind,
            )
        return
    message = "; ".join(finding.message("en") for finding in findings[:5])
    codes = {finding.code for finding in findings}
    if codes == {"BP-L001"} or (is_overtaken and codes <= _OVERTAKEN):
        # Nothing is wrong but that somebody else was first: it can be composed and signed anew.
        raise ConflictError(
            f"somebody else was first, try again: {message}", code="open.stale-head"
        )
    raise RefusedError(message, findings=findings)


def _refuse_unknown(entries: Sequence[Judged]) -> None:
    """Keep out what nobody here can judge; an audit that meets it leaves ``compliant`` open."""
    for one in entries:
        if not isinstance(one.event, UnknownEvent):
            continue
        kind, version = one.event.kind, one.event.version
        if kind not in KINDS:
            raise RefusedError(
                f"{kind}: this program knows no such kind and cannot judge it, so nothing was"
                " written; batterypass schema lists those it knows. Install a newer version",
                code="write.unknown-kind", kind=kind,
            )  # fmt: skip
        raise RefusedError(
            f"{kind}: this is version {version}, and this program knows version {KNOWN_VERSION}"
            " only and cannot judge another, so nothing was written. Install a newer version",
            code="write.unknown-version", kind=kind, version=version, known=KNOWN_VERSION,
        )  # fmt: skip
