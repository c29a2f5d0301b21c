"""A bundle for its page: only its form is right, made from the log of :mod:`evidence.travel`."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from batterypass.domain.ids import ledger_subject
from batterypass.evidence.bundle_file import BundleFile, BundleLine, OldRoot, Scope
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.heads import EMPTY_BUCKET, HEIGHT, HeadProof, bucket_of
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import consistency_path, root_at
from evidence.travel import SIZE, directory, travelled
from statements.make_examples import ORIGIN, PACK, PARTY

CONTENT = b'{"rules":[],"tables":[]}'


@cache
def bundle() -> BundleFile:
    """Give a bundle of one pack with three entries."""
    log, made = directory(), travelled()
    # Paths of equal buckets: that a bundle of this form proves anything is tested elsewhere.
    siblings = (EMPTY_BUCKET,) * HEIGHT
    names = (ledger_subject(ORIGIN), PACK, PARTY)
    heads = {name: HeadProof(bucket_of(name), (), siblings) for name in names}
    lines = []
    for entry, raw in log.statements.items():
        payload = parse_payload(parse_statement(raw).payload)
        lines.append(
            BundleLine(
                entry=entry, digest=sha256(raw).hexdigest(), kind=str(payload["kind"]),
                event_time=str(payload["event_time"]), actor=str(payload["actor"]),
                subject=str(payload["subjects"][0]["subject"]),
            )
        )  # fmt: skip
    path = consistency_path(2, SIZE, made.log.read)
    old = OldRoot(2, root_at(2, made.log.read), tuple(path))
    paths = {entry: LogProof.parse(raw).path for entry, raw in log.proofs.items()}
    return BundleFile(
        log.ledger, log.checkpoint, Scope(of="items", subjects=[PACK]), tuple(lines),
        log.statements, log.proofs, paths, frozenset({PACK}), frozenset({PARTY}), heads, (old,),
        {sha256(CONTENT).hexdigest(): CONTENT}, "legitimate_interest",
    )  # fmt: skip
