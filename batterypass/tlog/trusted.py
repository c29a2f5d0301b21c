"""Checkpoints and proofs judged against a trust file: is the log one of ours, did enough see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.errors import UndecidedError, refusal
from batterypass.tlog.checkpoint import Checkpoint, checkpoint_of
from batterypass.tlog.cosignature import Cosignature, CosignatureVerifier
from batterypass.tlog.merkle import verify_inclusion
from batterypass.tlog.note import verify_note

if TYPE_CHECKING:
    from batterypass.tlog.keys import VerifierMaker
    from batterypass.tlog.policy import TrustFile
    from batterypass.tlog.proof import LogProof


@dataclass(frozen=True, slots=True)
class TrustedCheckpoint:
    """A checkpoint that the trust file accepts.

    ``seen`` gives, for each witness that cosigned it, its name in the trust file and the latest
    time at which it did, in seconds since 1970 UTC, by its own clock.
    """

    checkpoint: Checkpoint
    seen: tuple[tuple[str, int], ...]


def open_trusted(
    data: bytes, trust: TrustFile, origin: str, make_verifier: VerifierMaker
) -> TrustedCheckpoint:
    """Verify a signed checkpoint of the log ``origin`` against a trust file.

    Raises MalformedError or BrokenError as ``open_checkpoint`` does, and UndecidedError if the
    trust file does not know the log or the cosignatures are too few. The caller still owes: that
    the checkpoint extends the last one he knows, and that entry 0 is the pinned one.

    1. The trust file has keys for the origin.
    2. Every signature by a key of the log or of a witness is good (``verify_note``).
    3. The log itself has signed, and the text is its checkpoint (``checkpoint_of``).
    4. The witnesses that cosigned make up the quorum.
    """
    # 1
    log_keys = trust.keys_of(origin)
    if not log_keys:
        raise refusal(UndecidedError, "policy.no-key", origin=origin)
    # 2
    witnesses = [CosignatureVerifier(make_verifier(witness.vkey)) for witness in trust.witnesses]
    verified = verify_note(data, [*map(make_verifier, log_keys), *witnesses])
    # 3
    checkpoint = checkpoint_of(verified, origin)
    # 4
    names = {(witness.vkey.name, witness.vkey.key_id): witness.name for witness in trust.witnesses}
    seen: dict[str, int] = {}
    for line in verified.signatures:
        name = names.get(line.key)
        if name is not None:
            seen[name] = max(seen.get(name, 0), Cosignature.parse(line.signature).time)
    if not trust.is_quorum(seen):
        raise refusal(
            UndecidedError, "policy.no-quorum" if seen else "policy.no-witness",
            size=checkpoint.size, origin=origin, quorum=trust.quorum, names=", ".join(seen),
        )  # fmt: skip
    return TrustedCheckpoint(checkpoint, tuple(seen.items()))


def verify_trusted_proof(
    proof: LogProof, leaf: bytes, trust: TrustFile, origin: str, make_verifier: VerifierMaker
) -> TrustedCheckpoint:
    """Prove that the entry with leaf hash ``leaf`` is in the log, against a trust file.

    As ``LogProof.verify``, and in place of its first step ``open_trusted``, with what that raises
    and still leaves to the caller.
    """
    trusted = open_trusted(proof.checkpoint, trust, origin, make_verifier)
    checkpoint = trusted.checkpoint
    verify_inclusion(leaf, proof.index, checkpoint.size, proof.path, checkpoint.root)
    return trusted
