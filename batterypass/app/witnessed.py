"""Who has witnessed a log: cosignatures under its checkpoints, and what statements say to have seen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.trust import check_trust, note_verifier
from batterypass.errors import BrokenError, MalformedError, UndecidedError, in_spanish
from batterypass.texts.bilingual import Text
from batterypass.tlog.cosignature import Cosignature, CosignatureVerifier
from batterypass.tlog.note import verify_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from batterypass.app.trust import TrustStart
    from batterypass.app.verdict import Gathered
    from batterypass.tlog.keys import Verifier
    from batterypass.tlog.policy import TrustFile


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Which of a trust file's witnesses cosigned the last checkpoint, and up to where anybody did.

    ``names`` are those of the trust file. ``size`` is the newest checkpoint at hand that reaches the
    quorum, or has any cosignature where none is asked for; 0 for none. ``at`` is the latest time of
    the cosignatures under it, in seconds since 1970 UTC by the witnesses' own clocks.
    """

    names: tuple[str, ...]
    of: int
    quorum: str
    is_quorum: bool
    size: int
    at: int


@dataclass(frozen=True, slots=True)
class SeenBy:
    """How many parties signed over a checkpoint of this log that they had verified (``seen``).

    ``size`` is the newest checkpoint that anybody but the operator named, ``entry`` the first entry
    that named it, ``party`` its signer; all empty where nobody did.
    """

    parties: int = 0
    size: int = 0
    entry: int | None = None
    party: str = ""


def witnesses_of(
    trust: TrustFile | None, notes: Iterable[tuple[int, bytes]], origin: str
) -> Witnessed | None:
    """Count the witnesses that cosigned the kept checkpoints; the last of ``notes`` is the present one.

    None where no trust file names a witness. A checkpoint that no known key signed, or under which a
    signature by a known key is not its own, has no witness. Raises BrokenError where the present one
    is such.
    """
    if trust is None or not trust.witnesses:
        return None
    verifiers: list[Verifier] = [
        *map(note_verifier, trust.keys_of(origin)),
        *(CosignatureVerifier(note_verifier(witness.vkey)) for witness in trust.witnesses),
    ]
    keys = {(witness.vkey.name, witness.vkey.key_id): witness.name for witness in trust.witnesses}
    seen: dict[str, int] = {}
    newest = newest_at = 0
    broken: BrokenError | None = None
    for size, note in notes:
        seen, broken = {}, None
        try:
            signatures = verify_note(note, verifiers).signatures
        except BrokenError as error:
            # What somebody put under an older one takes nothing from those after it.
            broken = error
            continue
        for line in signatures:
            if line.key in keys:
                time = Cosignature.parse(line.signature).time
                seen[keys[line.key]] = max(seen.get(keys[line.key], 0), time)
        if seen and size >= newest and trust.is_quorum(seen):
            newest, newest_at = size, max(seen.values())
    if broken is not None:
        raise broken
    return Witnessed(
        tuple(seen), len(trust.witnesses), trust.quorum, trust.is_quorum(seen), newest, newest_at
    )


def compare_with_trust(
    found: Gathered,
    start: TrustStart,
    note: Callable[[], bytes],
    notes: Callable[[], Iterable[tuple[int, bytes]]],
) -> None:
    """Hold a checkpoint against what is known from outside: key, entry 0, witnesses (D16).

    ``notes`` gives the checkpoints at hand, ``note`` the last of them; what cannot be read of them is
    found, and stops nothing. A ledger and a file that is a part of one are compared alike. Where the trust file says too little, or its quorum is not
    reached, ``trust_is_open`` says why.
    """
    try:
        wrong = check_trust(start, found.origin, note(), found.entry_0)
    except (BrokenError, MalformedError) as error:
        wrong = error
    except UndecidedError as error:
        found.trust_is_open = Text(str(error), in_spanish(error))
        wrong = None
    if wrong is not None:
        found.add("BP-V010", found.origin, problem=wrong)
    with suppress(BrokenError, MalformedError):
        # What is wrong with a signature was said above.
        found.witnessed = witnesses_of(start.trust_file, notes(), found.origin)
