"""Statements: an event in a COSE_Sign1 of one exact shape (RFC 9052 section 4, D1).

``bytes.md`` 1 fixes every byte but the values, so a statement is read by comparing bytes instead of
decoding CBOR; ``tests/statements/test_cose.py`` shows that this accepts the same set as the generic
decoder. What the payload says is the business of ``payload.py`` and of the event models.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NoReturn

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import bytes_head, text_head
from batterypass.statements.verifiers import ALGS, PublicKey

if TYPE_CHECKING:
    from batterypass.statements.private import PrivateKey

#: An entry bundle gives an entry 16 bits of length (C2SP tlog-tiles).
MAX_STATEMENT_BYTES = 65_535
CONTENT_TYPE = "application/json"
STATEMENT_TYPE = "application/vnd.batterypass.event+cose"

# The map {1: alg, 3: content type, 4: kid, 15: {1: iss, 2: sub, 3: aud}, 16: typ}, cut at its values.
_BEFORE_ALG = b"\xa5\x01"
_BEFORE_KID = b"\x03" + text_head(len(CONTENT_TYPE)) + CONTENT_TYPE.encode() + b"\x04\x58\x20"
_BEFORE_ISSUER = b"\x0f\xa3\x01"
_AFTER_AUDIENCE = b"\x10" + text_head(len(STATEMENT_TYPE)) + STATEMENT_TYPE.encode()
_ALG_AT = len(_BEFORE_ALG)
_KID_AT = _ALG_AT + 1 + len(_BEFORE_KID)
_ISSUER_AT = _KID_AT + 32 + len(_BEFORE_ISSUER)
_ALG_OF_BYTE = {-1 - alg + 0x20: alg for numbers in ALGS.values() for alg in numbers}
_BYTE_OF_ALG = {alg: bytes((byte,)) for byte, alg in _ALG_OF_BYTE.items()}
_SIGNATURE_HEAD = b"\x58\x40"


@dataclass(frozen=True, slots=True)
class Header:
    """What the protected header of a statement says.

    ``issuer`` is the actor, ``subject`` the primary subject, ``audience`` the ledger (D1).
    """

    alg: int
    kid: bytes
    issuer: str
    subject: str
    audience: str

    def encode(self) -> bytes:
        """Give the protected header. Raises InputError for an unknown alg, kid or empty text."""
        if self.alg not in _BYTE_OF_ALG:
            raise InputError(f"statement: alg {self.alg}: one of -19, -8, -9, -7")
        if len(self.kid) != 32:
            raise InputError(f"statement: kid of {len(self.kid)} bytes, a thumbprint has 32")
        parts = [_BEFORE_ALG, _BYTE_OF_ALG[self.alg], _BEFORE_KID, self.kid, b"\x0f\xa3"]
        for label, text in enumerate((self.issuer, self.subject, self.audience), start=1):
            try:
                utf8 = text.encode()
            except UnicodeEncodeError as error:
                raise InputError(f"statement: claim {label}: {error}") from error
            if not utf8:
                raise InputError(f"statement: claim {label} (issuer, subject, audience) is empty")
            parts += (bytes((label,)), text_head(len(utf8)), utf8)
        parts.append(_AFTER_AUDIENCE)
        return b"".join(parts)


# One is made for every entry; freezing its ten fields would take a third of the reading.
@dataclass(slots=True)
class Statement:
    """A statement as received: well formed, but not yet verified.

    ``raw`` are the bytes that the log holds, ``digest`` is their SHA-256: what ``prev`` names.
    """

    raw: bytes
    alg: int
    kid: bytes
    issuer: str
    subject: str
    audience: str
    protected: bytes
    payload: bytes
    signature: bytes
    digest: bytes

    def signed_bytes(self) -> bytes:
        """Give the bytes that the signature covers, cut from ``raw`` and not encoded again."""
        raw = self.raw
        # Tag and array take 2 bytes; a protected header never has less than 24 or more than 65,535.
        end = (4 if raw[2] == 0x58 else 5) + len(self.protected)
        return b"".join((b"\x84\x6aSignature1", raw[2:end], b"\x40", raw[end + 1 : -66]))


def parse_statement(raw: bytes) -> Statement:
    """Read a statement. Raises MalformedError, naming the byte, for any other bytes.

    1. At most 65,535 bytes: tag 18, an array of four.
    2. The protected header is the deterministic CBOR of exactly our five members.
    3. The unprotected map is empty, the payload is attached, the signature has 64 bytes, and
       nothing follows.

    The caller still owes: :func:`verify_statement` with the registered key; the payload.
    """
    return _parse_as_before(raw) or _parse_whole(raw)


#: The beginnings of protected headers that were found to be right, up to the issuer and with him:
#: alg, kid, issuer. A signer begins all of his in the same way.
_HEADS: dict[bytes, tuple[int, bytes, str]] = {}
#: Their ends after the subject, which are those of one ledger: the audience.
_TAILS: dict[bytes, str] = {}
_MOST_KEPT = 4096
_new = object.__new__


def _parse_as_before(raw: bytes) -> Statement | None:
    """Read a statement whose header begins and ends as others did that were read; else None.

    What is between, the subject and all after the header, is read as :func:`_parse_whole` does. The
    beginning says by itself where it ends, so the same bytes are right wherever they stand.
    """
    try:
        if raw[:3] == b"\xd2\x84\x58":
            start, end = 4, 4 + raw[3]
        else:
            start, end = 5, 5 + (raw[3] << 8 | raw[4])
            if raw[:3] != b"\xd2\x84\x59" or not raw[3]:
                return None
        at = start + _ISSUER_AT
        at += 2 + raw[at + 1] if raw[at] == 0x78 else raw[at] - 0x5F
        head = _HEADS.get(raw[start:at])
        length = raw[at + 2]
        if head is None or raw[at : at + 2] != b"\x02\x78" or length <= 23:
            return None
        subject_at = at + 3
        at = subject_at + length
        audience = _TAILS.get(raw[at:end])
        if audience is None or raw[end : end + 2] != b"\xa0\x59" or not raw[end + 2]:
            return None
        payload_at = end + 4
        at = payload_at + (raw[end + 2] << 8 | raw[end + 3])
        if raw[at : at + 2] != _SIGNATURE_HEAD or not at + 66 == len(raw) <= MAX_STATEMENT_BYTES:
            return None
        subject = raw[subject_at : subject_at + length].decode()
    except (IndexError, UnicodeDecodeError):
        return None
    # A third of what it takes to make an object is the way into its ``__init__``.
    one = _new(Statement)
    one.raw = raw
    one.alg, one.kid, one.issuer = head
    one.subject = subject
    one.audience = audience
    one.protected = raw[start:end]
    one.payload = raw[payload_at:at]
    one.signature = raw[at + 2 :]
    one.digest = sha256(raw).digest()
    return one


def _parse_whole(raw: bytes) -> Statement:
    """Read a statement from its first byte to its last."""
    # 1
    size = len(raw)
    if size > MAX_STATEMENT_BYTES:
        raise MalformedError(f"statement: {size} bytes, at most {MAX_STATEMENT_BYTES}")
    try:
        if raw[:3] == b"\xd2\x84\x58":
            start, length = 4, raw[3]
        elif raw[:3] == b"\xd2\x84\x59" and raw[3]:
            start, length = 5, raw[3] << 8 | raw[4]
        else:
            _refuse(0, "expected tag 18, an array of four and a protected header")
        # 2
        end = start + length
        kid_at = start + _KID_AT
        issuer_at = start + _ISSUER_AT
        if (
            raw[start : start + _ALG_AT] != _BEFORE_ALG
            or raw[start + _ALG_AT + 1 : kid_at] != _BEFORE_KID
            or raw[kid_at + 32 : issuer_at] != _BEFORE_ISSUER
        ):
            _refuse(start, "the protected header does not have exactly our members")
        alg = _ALG_OF_BYTE.get(raw[start + _ALG_AT])
        if alg is None:
            _refuse(start + _ALG_AT, "alg is none of -19, -8, -9, -7")
        issuer, at = _text(raw, issuer_at)
        if raw[at] != 2:
            _refuse(at, "expected the claim sub (2)")
        head = raw[start:at]
        subject, at = _text(raw, at + 1)
        if raw[at] != 3:
            _refuse(at, "expected the claim aud (3)")
        tail = raw[at:end]
        audience, at = _text(raw, at + 1)
        if raw[at:end] != _AFTER_AUDIENCE:
            _refuse(at, f"expected typ (16) {STATEMENT_TYPE} and the end of the protected header")
        # 3
        if raw[end] != 0xA0:
            _refuse(end, "expected an empty unprotected header")
        first = raw[end + 1]
        if 0x40 <= first < 0x58:
            payload_at = end + 2
            at = payload_at + first - 0x40
        elif first == 0x58 and raw[end + 2] > 23:
            payload_at = end + 3
            at = payload_at + raw[end + 2]
        elif first == 0x59 and raw[end + 2]:
            payload_at = end + 4
            at = payload_at + (raw[end + 2] << 8 | raw[end + 3])
        else:
            _refuse(end + 1, "expected a payload in the shortest form")
        if raw[at : at + 2] != _SIGNATURE_HEAD or size != at + 66:
            _refuse(at, "expected a signature of 64 bytes and the end")
    except IndexError:
        raise MalformedError(f"statement: byte {size}: the data ends too early") from None
    except UnicodeDecodeError as error:
        raise MalformedError(f"statement: a claim is not UTF-8: {error}") from error
    kid = raw[kid_at : kid_at + 32]
    for known in (_HEADS, _TAILS):
        if len(known) >= _MOST_KEPT:
            known.clear()
    _HEADS[head] = alg, kid, issuer
    _TAILS[tail] = audience
    return Statement(
        raw,
        alg,
        kid,
        issuer,
        subject,
        audience,
        raw[start:end],
        raw[payload_at:at],
        raw[at + 2 :],
        sha256(raw).digest(),
    )


def kid_of(raw: bytes) -> bytes:
    """Give the thumbprint of the key that bytes name if they are a statement.

    It says nothing about other bytes. Raises MalformedError where there is nothing to cut.
    """
    start = _KID_AT + (4 if raw[2:3] == b"\x58" else 5)
    if len(raw) < start + 32:
        raise MalformedError("statement: it has no header that names a key")
    return raw[start : start + 32]


def cut_statement(raw: bytes) -> tuple[int, bytes, bytes, bytes]:
    """Cut alg, what the signature covers, the payload and the signature out of a statement.

    This is four times as fast as reading it, and says nothing about other bytes: whoever relies on
    an answer for ``raw`` reads it with :func:`parse_statement` too. Raises MalformedError where
    there is nothing to cut.
    """
    try:
        if raw[2] == 0x58:
            start, end = 4, 4 + raw[3]
        else:
            start, end = 5, 5 + (raw[3] << 8 | raw[4])
        alg = _ALG_OF_BYTE[raw[start + _ALG_AT]]
        first = raw[end + 1]
    except (IndexError, KeyError):
        raise MalformedError("statement: it has no header with an alg of ours") from None
    payload_at = end + (4 if first == 0x59 else 3 if first == 0x58 else 2)
    covered = b"".join((b"\x84\x6aSignature1", raw[2:end], b"\x40", raw[end + 1 : -66]))
    return alg, covered, raw[payload_at:-66], raw[-64:]


def verify_statement(statement: Statement, public: PublicKey) -> Statement:
    """Verify a statement by the key that is registered for its issuer, and return it.

    1. The statement names this key. 2. Its alg fits the key's type. 3. The signature verifies over
    the received bytes. Raises BrokenError. The caller still owes: that ``public`` was in force.
    """
    if statement.kid != public.kid:
        raise BrokenError(
            f"statement: it names key {statement.kid.hex()}, the key given is {public.kid.hex()}"
        )
    public.verify(statement.alg, statement.signed_bytes(), statement.signature)
    return statement


def sign_statement(
    payload: bytes,
    private_key: PrivateKey,
    *,
    issuer: str,
    subject: str,
    audience: str,
    alg: int | None = None,
) -> bytes:
    """Sign ``payload`` and return the statement's bytes.

    ``alg`` is the key's own unless another of its type is asked for. Raises InputError for an alg
    that does not fit the key, an empty claim, or a statement of more than 65,535 bytes.
    """
    alg = private_key.alg if alg is None else alg
    if alg not in ALGS[private_key.public.algorithm]:
        raise InputError(
            f"statement: alg {alg} does not fit a key of type {private_key.public.algorithm}"
        )
    protected = Header(alg, private_key.kid, issuer, subject, audience).encode()
    signature = private_key.sign(sig_structure(protected, payload))
    raw = b"".join(
        (
            b"\xd2\x84",
            bytes_head(len(protected)),
            protected,
            b"\xa0",
            bytes_head(len(payload)),
            payload,
            _SIGNATURE_HEAD,
            signature,
        )
    )
    if len(raw) > MAX_STATEMENT_BYTES:
        raise InputError(
            f"statement: {len(raw)} bytes, at most {MAX_STATEMENT_BYTES}: divide the event in parts",
            code="write.too-large", size=len(raw), most=MAX_STATEMENT_BYTES,
        )  # fmt: skip
    return raw


def sig_structure(protected: bytes, payload: bytes, external_aad: bytes = b"") -> bytes:
    """Give the bytes that a COSE_Sign1 signature covers (RFC 9052 section 4.4)."""
    return b"".join(
        (
            b"\x84\x6aSignature1",
            bytes_head(len(protected)),
            protected,
            bytes_head(len(external_aad)),
            external_aad,
            bytes_head(len(payload)),
            payload,
        )
    )


def _text(raw: bytes, at: int) -> tuple[str, int]:
    """Read a text that is not empty, in shortest form; give it and the place after it."""
    first = raw[at]
    if 0x60 < first < 0x78:
        start, end = at + 1, at + first - 0x5F
    elif first == 0x78 and raw[at + 1] > 23:
        start, end = at + 2, at + 2 + raw[at + 1]
    elif first == 0x79 and raw[at + 1]:
        start, end = at + 3, at + 3 + (raw[at + 1] << 8 | raw[at + 2])
    else:
        _refuse(at, "expected a text that is not empty, in the shortest form")
    return raw[start:end].decode(), end


def _refuse(at: int, why: str) -> NoReturn:
    raise MalformedError(f"statement: byte {at}: {why}")
