"""What the bytes of a bundle show by themselves: the half of its check that needs no rule.

Another process does it while this one reads and folds (decision 33). It is about the same checks and
the same functions as the whole check, so whoever takes its word leaves nothing out; and he takes it
only for a file in which all of them hold. A thumbprint belongs to one key for ever, so it does not
matter where in the file the key of a statement was found: whether it was in force, whose it is and
what it may sign is for the rules.

Worker processes import this module, so it imports little.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, CancelledError
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from batterypass.errors import BrokenError, InputError
from batterypass.evidence.container import CHECKPOINT, parse_container
from batterypass.evidence.old_root import OldRoot
from batterypass.statements.cose import cut_statement, kid_of, parse_statement
from batterypass.statements.keyproof import proof_holds
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import QUICK, PublicKey
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.heads import HeadProof
from batterypass.tlog.merkle import leaf_hash, root_of, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import parse_proofs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from concurrent.futures import Executor, Future

#: A proof of possession: type and text of the key, the proof, ledger, party and role.
Possession = tuple[str, str, str, str, str, str]

#: How long the answer is awaited, in seconds, and how much longer for each byte of the file: it
#: takes a tenth of that. Then the work is done here.
_PATIENCE_S: Final = 20.0
_PATIENCE_S_BYTE: Final = 1e-6

#: Folders whose members are named by their SHA-256.
_BY_DIGEST: Final = ("content", "files")

#: The kind of entry 0, which brings the operator's key too.
_OPENS: Final = "ledger.opened"
#: Where the card of a party stands, by the kinds that register one.
_CARD_OF: Final = {_OPENS: "registrar", "party.registered": "card"}


class Shown(NamedTuple):
    """What was shown of a file: of which one, by its SHA-256, and whether all of it holds.

    ``possessions`` are the proofs of possession that verify, ``heads`` the roots to which the proofs of
    heads lead: one, where they belong together.
    """

    digest: bytes
    is_sound: bool
    possessions: frozenset[Possession] = frozenset()
    heads: frozenset[bytes] = frozenset()


class LookedAt:
    """The look at the bytes of a file, under way somewhere else."""

    def __init__(self, data: bytes, executor: Executor) -> None:
        """Start it; ``data`` are the bytes of the file."""
        self._data, self._digest = data, sha256(data).digest()
        self._future: Future[Shown] | None = None
        try:
            self._future = executor.submit(look_at, data)
        except (BrokenExecutor, RuntimeError):
            # The executor is gone; RuntimeError is what one says that was shut down.
            self._future = None

    def shown(self) -> Shown | None:
        """Wait for what was shown of these bytes, None where nobody did; it may not be sound."""
        if self._future is None:
            return None
        try:
            shown = self._future.result(_PATIENCE_S + _PATIENCE_S_BYTE * len(self._data))
        except (BrokenExecutor, CancelledError, OSError):
            # TimeoutError is an OSError.
            return None
        return shown if shown.digest == self._digest else None

    def is_sound(
        self, data: bytes, possessions: AbstractSet[Possession], heads: bytes | None
    ) -> bool:
        """Wait, and tell whether all was shown of just these bytes.

        That includes these proofs of possession, and that all proofs of heads lead to ``heads``; None
        is for a file without any. False says nothing: a worker that dies, or answers about other
        bytes, changes no verdict.
        """
        shown = self.shown() if data == self._data else None
        return (
            shown is not None
            and shown.is_sound
            and possessions <= shown.possessions
            and all(root == heads for root in shown.heads)
        )


def look_at(data: bytes) -> Shown:
    """Tell whether all holds that the bytes of a bundle decide without its index and the rules.

    1. The container has its one form. 2. What is named by its digest has it. 3. The payload of each
    statement is canonical, and a key with the thumbprint that it names is in the file and signed it.
    4. Each is in the log of the checkpoint: by its own proof, or, where the file has no proofs at
    all, because all of them give the root. 5. The checkpoint extends the old roots. The signature of the checkpoint is not asked here, nor
    whether a statement has the one form that :func:`batterypass.statements.cose.parse_statement`
    reads: whoever relies on this reads it.
    """
    digest = sha256(data).digest()
    QUICK.start()
    try:
        # 1
        members = parse_container(data, "")
        statements = {
            int(name.removesuffix(".cose")): body for name, body in _folder(members, "statements")
        }
        possessions: set[Possession] = set()
        # 2, 3, 4, 5
        is_sound = (
            all(
                sha256(body).hexdigest() == name
                for folder in _BY_DIGEST
                for name, body in _folder(members, folder)
            )
            and _are_signed(statements.values(), possessions)
            and _are_in_log(members, statements)
        )
        heads = frozenset(HeadProof.decode(body).root() for _, body in _folder(members, "heads"))
    except (BrokenError, InputError, KeyError, TypeError):
        # No bundle, or none that is sound: a payload may be of any shape that JSON has. Whoever reads
        # all of it says why.
        return Shown(digest, False)
    return Shown(digest, True, frozenset(possessions), heads) if is_sound else Shown(digest, False)


def _folder(members: Mapping[str, bytes], folder: str) -> Iterator[tuple[str, bytes]]:
    start = f"{folder}/"
    for member, body in members.items():
        if member.startswith(start):
            yield member[len(start) :], body


def _are_signed(raws: Iterable[bytes], possessions: set[Possession]) -> bool:
    """Tell whether all are signed; gather the proofs of possession in them that verify.

    Raises MalformedError for a payload that is not canonical, BrokenError for a wrong signature.
    """
    cut: list[tuple[bytes, int, bytes, bytes]] = []
    keys: dict[bytes, PublicKey] = {}
    for raw in raws:
        alg, covered, payload, signature = cut_statement(raw)
        cut.append((kid_of(raw), alg, covered, signature))
        event = parse_payload(payload)
        if event.get("kind") == _OPENS:
            operator = PublicKey.parse("Ed25519", event["operator_key"]["public"])
            keys[operator.kid] = operator
        for one in _possessions_in(event, raw):
            public = PublicKey.parse(one[0], one[1])
            keys[public.kid] = public
            if proof_holds(*one):
                possessions.add(one)
    for kid, alg, covered, signature in cut:
        if kid not in keys:
            return False
        keys[kid].verify(alg, covered, signature)
    return True


def _possessions_in(event: Mapping[str, Any], raw: bytes) -> Iterator[Possession]:
    """Give the keys that an event registers, with what proves that somebody holds them."""
    kind = event.get("kind")
    if kind == "party.key-added":
        party, cards = event["party"], [event["key"]]
    elif kind in _CARD_OF:
        card = event[_CARD_OF[kind]]
        party, cards = card["party"], card["keys"]
    else:
        return
    audience = parse_statement(raw).audience
    for card in cards:
        yield card["alg"], card["public"], card["proof"], audience, party, card["role"]


def _are_in_log(members: Mapping[str, bytes], statements: Mapping[int, bytes]) -> bool:
    """Tell whether each statement, and each old root, is of the log.

    Raises BrokenError where a path leads elsewhere.
    """
    checkpoint = members[CHECKPOINT]
    tip = Checkpoint.parse(parse_note(checkpoint).text)
    for _, body in _folder(members, "consistency"):
        OldRoot.parse(body).verify(tip)
    proofs = {
        int(name.removesuffix(".tlog-proof")): body for name, body in _folder(members, "proofs")
    }
    if not proofs:
        return root_of(leaf_hash(statements[one]) for one in sorted(statements)) == tip.root
    if proofs.keys() != statements.keys():
        return False
    for entry, path in parse_proofs(proofs.items(), checkpoint):
        if path is None:
            return False
        verify_inclusion(leaf_hash(statements[entry]), entry, tip.size, path, tip.root)
    return True
