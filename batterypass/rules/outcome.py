"""What a refusal at the door means for the one who signed at home.

A statement is judged against the log as it is when it comes in. The same findings may say that it
came too early, that it rests on something that was refused, that others were first, or that it will
never do; the signer does something else in each case (``design/bytes.md`` 10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.world import World
    from batterypass.rules.base import Finding

#: ``stale``: others were first, sign it anew. ``blocked``: sign what it rests on anew, then this.
#: ``waiting``: another file brings what it rests on. ``refused``: it will never do as it is.
Outcome = Literal["stale", "blocked", "waiting", "refused"]

_NEVER = frozenset({"BP-S001", "BP-S002", "BP-S003", "BP-S004", "BP-L003", "BP-L006", "BP-L007"})
_OVERTAKEN = frozenset({"BP-L001", "BP-L002", "BP-L005", "BP-S005"})


def outcome_of(
    findings: Iterable[Finding],
    event: Event | UnknownEvent | None,
    *,
    dead: Container[str],
    logged: int,
    world: World,
) -> Outcome:
    """Say what it means that a statement with these findings was not taken in.

    ``event`` is None where it cannot be read. ``dead`` holds the digests (hex) of the statements
    that were refused, stale or blocked before it; ``logged`` is the number of entries of the log,
    ``world`` its state below this statement. The first that fits:

    1. Bytes, signature, key, subjects, or a checkpoint seen that is not one of this log: refused.
       Only a key that is unknown here may be known to a log of which the signer had seen more.
    2. A link names a dead statement: blocked.
    3. It rests on entries or subjects that are not here yet: waiting.
    4. A chain, or an event id, has gone on without it: stale. Whoever lost custody by that is
       stale as well, because the head moved first.
    5. Else only a rule says no: refused.
    """
    broken = [finding for finding in findings if finding.severity == "integrity"]
    codes = {finding.code for finding in broken}
    # 1
    if event is None or codes & _NEVER:
        return "refused"
    has_seen_more = "BP-L004" in codes and event.seen is not None and event.seen.size > logged
    # Its key may have been registered in what is not here yet.
    excused = {"BP-K001", "BP-L004"} if has_seen_more else set[str]()
    if any(code.startswith("BP-K") or code == "BP-L004" for code in codes - excused):
        return "refused"
    # 2
    if any(link.prev is not None and link.prev in dead for link in event.subjects):
        return "blocked"
    # 3
    if has_seen_more or _is_early(event, broken, world):
        return "waiting"
    # 4, 5
    return "stale" if codes & _OVERTAKEN else "refused"


def _is_early(event: Event | UnknownEvent, broken: Iterable[Finding], world: World) -> bool:
    """Tell whether a link rests on main statements, or a subject, that the log does not have."""
    for link in event.subjects:
        chain = world.chain(link.subject)
        head = -1 if chain is None else chain.seq
        if link.seq > (head + 1 if link.lane == "main" else head):
            return True
    return any(
        finding.code == "BP-L005" and finding.values.get("found") == "~subject-unknown"
        for finding in broken
    )
