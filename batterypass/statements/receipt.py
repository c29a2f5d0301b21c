"""COSE receipts of inclusion (RFC 9942, structure 1) and transparent statements (RFC 9943).

A receipt says, signed by the log's receipt key, that an entry is below a root. The root is not in
it: whoever reads it computes the root from the entry and the path. Tree size, index and path stand
outside of what is signed, so our receipts repeat size and index in a signed claim of their own.

The Merkle tree is the business of ``tlog``: the functions here take and give roots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import bytes_head, decode_strict, encode
from batterypass.statements.cose import sig_structure
from batterypass.statements.sign1 import MAX_SIGN1_BYTES, verify_sign1

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.statements.private import PrivateKey
    from batterypass.statements.verifiers import PublicKey

#: Labels of the registry: receipts, the verifiable data structure, its proofs.
RECEIPTS, VDS, VDP = 394, 395, 396
#: RFC 9162 with SHA-256, the one structure that is read here.
RFC9162_SHA256: Final = 1
#: The claim of our receipts that holds ``[tree size, index]``: RFC 8392 leaves numbers below -65536
#: to private use.
PLACE_CLAIM: Final = -65537

#: What a receipt key signs with: the numbers that every reader knows, though RFC 9864 has newer.
RECEIPT_ALGS: Final = {"P-256": -7, "Ed25519": -8}

_TAG = 18
_ALG, _KID, _CLAIMS, _ISSUER, _SUBJECT = 1, 4, 15, 1, 2
_INCLUSION = -1
_MAX_DEPTH = 8
_MAX_NUMBER = (1 << 63) - 1
_MAX_PATH = 63
_HASH_BYTES = 32
_LABELS = frozenset({_ALG, _KID, _CLAIMS, VDS})


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as received: well formed, nothing of it verified.

    ``alg`` is its COSE algorithm. ``kid``, ``issuer`` and ``subject`` are None where it does not
    have them. ``size`` and ``index`` are those of the tree; ``is_placed`` tells whether the
    signature covers these two as well.
    """

    raw: bytes
    alg: int
    kid: bytes | None
    issuer: str | None
    subject: str | None
    size: int
    index: int
    path: tuple[bytes, ...]
    is_placed: bool


def parse_receipt(raw: bytes) -> Receipt:
    """Read a receipt, and verify nothing. Raises MalformedError.

    1. CBOR in shortest forms: tag 18, an array of four, with the payload null.
    2. The protected header has alg (1), the structure (395) with the value 1, and besides at most
       kid (4) and claims (15).
    3. The unprotected header is ``{396: {-1: [proof]}}`` with exactly one proof.
    4. The proof is the bytes of ``[size, index, [hashes of 32 bytes]]`` with index < size.
    5. Where the claims have the place (-65537), it is ``[size, index]`` of that proof.
    """
    # 1
    parts = _items(raw, "receipt")
    protected, unprotected, payload, _ = parts
    if payload is not None:
        raise MalformedError("receipt: it has a payload, which must be null: the root is computed")
    # 2
    header = _decode(protected, "receipt: protected header")
    if not isinstance(header, dict):
        raise MalformedError("receipt: the protected header is not a map")
    if VDS not in header:
        raise MalformedError(f"receipt: the protected header lacks the data structure ({VDS})")
    if not _is_number(header[VDS]) or header[VDS] != RFC9162_SHA256:
        raise MalformedError(
            f"receipt: data structure {header[VDS]!r} is not known, only {RFC9162_SHA256}"
        )
    if strange := header.keys() - _LABELS:
        raise MalformedError(f"receipt: protected labels {sorted(map(str, strange))} are not known")
    alg, kid = header.get(_ALG), header.get(_KID)
    if not isinstance(alg, int) or isinstance(alg, bool):
        raise MalformedError(f"receipt: alg {alg!r} is not a number")
    if not isinstance(kid, bytes | None):
        raise MalformedError("receipt: kid is not a byte string")
    claims = header.get(_CLAIMS, {})
    if not isinstance(claims, dict):
        raise MalformedError("receipt: the claims are not a map")
    # 3
    proofs = unprotected.get(VDP) if unprotected.keys() == {VDP} else None
    inclusion = proofs.get(_INCLUSION) if isinstance(proofs, dict) and len(proofs) == 1 else None
    if not isinstance(inclusion, list) or len(inclusion) != 1:
        raise MalformedError(
            f"receipt: expected the unprotected header {{{VDP}: {{-1: [one proof of inclusion]}}}}"
        )
    # 4
    size, index, path = _parse_proof(inclusion[0])
    # 5
    place = claims.get(PLACE_CLAIM)
    if place is not None and (place != [size, index] or not all(map(_is_number, place))):
        raise MalformedError(
            f"receipt: its signed place is {place!r}, its proof is for [{size}, {index}]"
        )
    issuer, subject = (_text(claims.get(claim)) for claim in (_ISSUER, _SUBJECT))
    return Receipt(raw, alg, kid, issuer, subject, size, index, path, place is not None)


def verify_receipt(receipt: Receipt, public: PublicKey, root: bytes) -> Receipt:
    """Verify that ``public`` signed the receipt over ``root``, and return it.

    1. A kid in the receipt is this key's. 2. The signature covers the protected header and the
    root, by an alg of the key's type. Raises BrokenError. The caller still owes: that the root was
    computed from the entry by the receipt's path, and that ``public`` is the log's receipt key.
    """
    # 1
    if receipt.kid is not None and receipt.kid != public.kid:
        raise BrokenError(
            f"receipt: it names key {receipt.kid.hex()}, the key given is {public.kid.hex()}"
        )
    # 2
    verify_sign1(receipt.raw, public, detached=root)
    return receipt


def sign_receipt(
    private: PrivateKey,
    *,
    issuer: str,
    subject: str,
    size: int,
    index: int,
    path: Sequence[bytes],
    root: bytes,
) -> bytes:
    """Sign a receipt for the entry at ``index`` of the tree of ``size`` with ``root``.

    The same values give the same bytes. The caller owes that the path leads from the entry to the
    root, and that the log has signed that root in a checkpoint. Raises InputError for a value that
    no reader would accept.
    """
    protected = encode(
        {
            _ALG: RECEIPT_ALGS[private.public.algorithm],
            _KID: private.kid,
            _CLAIMS: {_ISSUER: issuer, _SUBJECT: subject, PLACE_CLAIM: [size, index]},
            VDS: RFC9162_SHA256,
        }
    )
    proof = encode([size, index, list(path)])
    raw = _sign1(
        protected,
        encode({VDP: {_INCLUSION: [proof]}}),
        encode(None),
        private.sign(sig_structure(protected, root)),
    )
    try:
        parse_receipt(raw)
    except MalformedError as error:
        raise InputError(f"receipt: cannot be made so: {error}") from error
    return raw


def attach_receipts(statement: bytes, receipts: Sequence[bytes]) -> bytes:
    """Make the transparent statement: the statement with receipts in its unprotected header.

    Raises MalformedError where the bytes are no COSE_Sign1 with an empty unprotected header, or
    there is no receipt.
    """
    protected, unprotected, payload, signature = _items(statement, "statement")
    if unprotected or not isinstance(payload, bytes):
        raise MalformedError("statement: expected a payload and an empty unprotected header")
    if not receipts:
        raise MalformedError("transparent statement: it has at least one receipt")
    return _sign1(protected, encode({RECEIPTS: [*receipts]}), encode(payload), signature)


def parse_transparent(raw: bytes) -> tuple[bytes, tuple[Receipt, ...]]:
    """Divide a transparent statement into the logged bytes of the statement and its receipts.

    Nothing is verified. Raises MalformedError.

    1. CBOR in shortest forms: tag 18, an array of four, with a payload.
    2. The unprotected header is ``{394: [receipts]}`` with at least one, each a receipt that
       :func:`parse_receipt` reads.
    3. With an empty unprotected header in its place, the bytes are those of the log's entry.
    """
    # 1
    protected, unprotected, payload, signature = _items(raw, "transparent statement")
    if not isinstance(payload, bytes):
        raise MalformedError("transparent statement: the payload is not attached")
    # 2
    receipts = unprotected.get(RECEIPTS) if unprotected.keys() == {RECEIPTS} else None
    if not isinstance(receipts, list) or not receipts:
        raise MalformedError(
            f"transparent statement: expected the unprotected header {{{RECEIPTS}: [receipts]}}"
        )
    found = []
    for receipt in receipts:
        if not isinstance(receipt, bytes):
            raise MalformedError("transparent statement: a receipt is not a byte string")
        found.append(parse_receipt(receipt))
    # 3
    return _sign1(protected, b"\xa0", encode(payload), signature), tuple(found)


def kind_of_sign1(raw: bytes) -> Literal["receipt", "transparent", "other"] | None:
    """Tell what bytes are by their outermost form: None where they are no COSE_Sign1 at all.

    It says nothing of whether they are well formed; the two readers above do.
    """
    try:
        _, unprotected, payload, _ = _items(raw, "COSE_Sign1")
    except MalformedError:
        return None
    if RECEIPTS in unprotected:
        return "transparent"
    return "receipt" if VDP in unprotected or payload is None else "other"


def _items(raw: bytes, name: str) -> tuple[bytes, dict[object, object], object, bytes]:
    """Read the four parts of a tagged COSE_Sign1."""
    parts = _decode(raw, name, tag=_TAG)
    if not isinstance(parts, list) or len(parts) != 4:
        raise MalformedError(f"{name}: expected tag 18 and an array of four")
    protected, unprotected, payload, signature = parts
    if (
        not isinstance(protected, bytes)
        or not isinstance(unprotected, dict)
        or not isinstance(signature, bytes)
    ):
        raise MalformedError(f"{name}: expected bytes, a map, a payload or null, and bytes")
    return protected, unprotected, payload, signature


def _parse_proof(raw: object) -> tuple[int, int, tuple[bytes, ...]]:
    if not isinstance(raw, bytes):
        raise MalformedError("receipt: the proof is not a byte string")
    proof = _decode(raw, "receipt: proof")
    if not isinstance(proof, list) or len(proof) != 3 or not isinstance(proof[2], list):
        raise MalformedError("receipt: the proof is not [size, index, [hashes]]")
    size, index, path = proof
    if not _is_number(size) or not _is_number(index) or not 0 <= index < size <= _MAX_NUMBER:
        raise MalformedError(f"receipt: index {index!r} is not in a tree of size {size!r}")
    # The CDDL asks for at least one hash, but a tree of one entry has an empty path.
    if len(path) > _MAX_PATH or any(
        not isinstance(one, bytes) or len(one) != _HASH_BYTES for one in path
    ):
        raise MalformedError(f"receipt: the path is not a list of at most {_MAX_PATH} hashes")
    return size, index, tuple(path)


def _decode(data: bytes, name: str, tag: int | None = None) -> object:
    try:
        return decode_strict(
            data, max_bytes=MAX_SIGN1_BYTES, max_depth=_MAX_DEPTH, tag=tag, any_order=True
        )
    except MalformedError as error:
        raise MalformedError(f"{name}: {error}") from error


def _sign1(protected: bytes, unprotected: bytes, payload: bytes, signature: bytes) -> bytes:
    """Put a COSE_Sign1 together from its parts; the middle two are CBOR already."""
    return b"".join(
        (
            b"\xd2\x84", bytes_head(len(protected)), protected, unprotected, payload,
            bytes_head(len(signature)), signature,
        )
    )  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str | None:
    if not isinstance(value, str | None):
        raise MalformedError("receipt: a claim that is no text")
    return value
