"""A private key as text that a person can type: seven lines of Crockford base-32, each with a check.

``docs/formats/recovery-sheet.md``. The sheet is as secret as the key: nothing locks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from batterypass.domain.ids import check_character, letters_of, values_of
from batterypass.errors import MalformedError
from batterypass.statements.private import PrivateKey
from batterypass.statements.verifiers import P256_ORDER

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES: Final = 7
"""Lines of a sheet: 56 characters of five bits are 35 bytes."""

_IN_A_LINE: Final = 8
_ED25519, _P256 = 1, 2
_SCANNED: Final = "BATTERYPASS-RECOVERY-1:"


def encode_key(private: PrivateKey) -> tuple[str, ...]:
    """Write a private key as the lines of a sheet, such as ``7K3Q-9M2F-X``.

    One byte says which type of key it is, 32 are the secret, two are the first of the thumbprint.
    """
    if isinstance(private.key, Ed25519PrivateKey):
        kind, secret = _ED25519, private.key.private_bytes_raw()
    else:
        kind, secret = _P256, private.key.private_numbers().private_value.to_bytes(32)
    number = int.from_bytes(bytes([kind]) + secret + private.kid[:2])
    count = LINES * _IN_A_LINE
    values = [(number >> (5 * place)) & 31 for place in range(count - 1, -1, -1)]
    return tuple(
        _line(number, values[start : start + _IN_A_LINE])
        for number, start in enumerate(range(0, count, _IN_A_LINE), 1)
    )


def _line(number: int, values: list[int]) -> str:
    letters = letters_of([*values, _check(number, values)])
    return f"{letters[:4]}-{letters[4:8]}-{letters[8]}"


def _check(number: int, values: list[int]) -> int:
    """Give the check of a line; its number counts, so that lines that changed places show."""
    return check_character([number, *values])


def parse_line(number: int, text: str) -> str:
    """Read one line as a person types it into its one form.

    Case, hyphens, spaces and the look-alikes O, I, L are forgiven; so is the line's number with a
    dot before it. Raises MalformedError, naming the line and what is wrong with it.
    """
    head, dot, rest = text.partition(".")
    if dot:
        if head.strip() != str(number):
            raise _wrong(
                "people.sheet-other-line", number, f"expected line {number}", found=head[:9]
            )
        text = rest
    plain = text.upper().replace("-", "").replace(" ", "").replace("\t", "")
    values = values_of(plain)
    if values is None:
        letter = next(one for one in plain if values_of(one) is None)
        raise _wrong("people.sheet-letter", number, f"{letter!r} stands on no sheet", letter=letter)
    if len(values) != _IN_A_LINE + 1:
        why = f"{len(values)} characters, expected {_IN_A_LINE + 1}"
        raise _wrong("people.sheet-length", number, why, count=len(values), expected=_IN_A_LINE + 1)
    if _check(number, values[:-1]) != values[-1]:
        raise _wrong("people.sheet-check", number, "its check does not fit")
    return _line(number, values[:-1])


def _wrong(code: str, number: int, why: str, **values: object) -> MalformedError:
    return MalformedError(f"line {number} of the sheet: {why}", code=code, line=number, **values)


def parse_key(lines: Sequence[str]) -> PrivateKey:
    """Read the lines of a sheet, each as :func:`parse_line` does, into the key.

    Raises MalformedError where a line is off or missing, and where the lines do not make one key.
    """
    if len(lines) != LINES:
        raise MalformedError(
            f"the sheet has {LINES} lines, found {len(lines)}",
            code="people.sheet-lines", expected=LINES, count=len(lines),
        )  # fmt: skip
    number = 0
    for place, text in enumerate(lines, 1):
        for value in values_of(parse_line(place, text).replace("-", "")[:-1]) or ():
            number = number << 5 | value
    data = number.to_bytes(35)
    kind, secret, start = data[0], data[1:33], data[33:]
    private = _private(kind, secret)
    if private is None or private.kid[:2] != start:
        raise MalformedError(
            "each line fits its check, and together they make no key: two mistakes in one line cancel"
            " out, or lines of two sheets are mixed",
            code="people.sheet-no-key",
        )
    return private


def _private(kind: int, secret: bytes) -> PrivateKey | None:
    if kind == _ED25519:
        return PrivateKey.wrap(Ed25519PrivateKey.from_private_bytes(secret))
    scalar = int.from_bytes(secret)
    if kind == _P256 and 0 < scalar < P256_ORDER:
        return PrivateKey.wrap(ec.derive_private_key(scalar, ec.SECP256R1()))
    return None


def scanned_text(lines: Sequence[str]) -> str:
    """Give what the QR code of a sheet holds."""
    return _SCANNED + ".".join(line.replace("-", "") for line in lines)


def read_sheet(text: str) -> list[str]:
    """Give the lines of a sheet that stand in a text: typed, printed as text, or scanned.

    Empty lines and what comes after ``#`` do not count.
    """
    plain = [line.partition("#")[0].strip() for line in text.splitlines()]
    lines = [line for line in plain if line]
    if len(lines) == 1 and lines[0].upper().startswith(_SCANNED):
        return lines[0][len(_SCANNED) :].split(".")
    return lines
