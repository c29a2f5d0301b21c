"""Making every derived table again from the entries (D11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.collector import no_collector
from batterypass.app.replay import Entries, Replay
from batterypass.errors import BrokenError, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.session import Surroundings
    from batterypass.ports import LedgerStore

#: Differing rows that are counted.
_MOST = 1_000_000


def rebuild(
    store: LedgerStore,
    around: Surroundings,
    progress: Callable[[int, int], None],
    *,
    dry_run: bool = False,
) -> tuple[int, int]:
    """Fold the log again and put the result in place, in one transaction.

    Entries, checkpoints, sealed sections and content are left as they are; with ``dry_run`` everything
    is. Gives the number of
    entries and of rows that had been different. Raises BrokenError at an entry that does not read.
    """
    size = store.size()
    scratch = store.scratch()
    try:
        replay = Replay(store, scratch, around.rulebooks(store))
        entries = Entries(store, size)
        with no_collector():
            for readings in entries.chunks():
                # Signatures change no state; verify checks them.
                for one in replay.judge(readings, good=True):
                    if one.event is None:
                        raise BrokenError(
                            f"entry {one.index} cannot be read; run batterypass verify",
                            code="open.entry-unread", entry=one.index,
                        )  # fmt: skip
                progress(replay.size, size)
            replay.finish()
        if replay.size < size:
            problem = entries.problem or f"expected entry {replay.size}, found {entries.beyond}"
            raise refusal(BrokenError, "open.entry-gap", entry=replay.size, problem=problem)
        different = sum(1 for _ in store.differences(scratch, _MOST))
        if different and not dry_run:
            with store.writing():
                store.replace_derived(scratch)
        return size, different
    finally:
        scratch.close()
