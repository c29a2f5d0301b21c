"""A UN 38.3 test summary as a file: canonical JSON that an event names by its digest.

Two files (``docs/formats/un38-3-summary.md``). The summary has everything but the name of whoever
signed. That name, with a salt, is a file of its own, and the summary has its SHA-256: taking the
small file away erases the name and leaves the summary as it is.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from batterypass.domain.base import Record
from batterypass.domain.un383 import (
    SIGNATORY_FORMAT,
    SUMMARY_FORMAT,
    Un383Signatory,
    Un383Summary,
)
from batterypass.errors import BrokenError, MalformedError
from batterypass.evidence.refusal import malformed, refusal
from batterypass.statements.payload import encode_payload, parse_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

R = TypeVar("R", bound=Record)

SUMMARY_MEDIA: Final = "application/vnd.batterypass.un38-3-summary+json"
SIGNATORY_MEDIA: Final = "application/vnd.batterypass.un38-3-signatory+json"
#: How the two files begin, and what they are: ``format`` is the first member of both.
BEGINNINGS: Final = (
    (f'{{"format":"{SUMMARY_FORMAT}"'.encode(), SUMMARY_MEDIA),
    (f'{{"format":"{SIGNATORY_FORMAT}"'.encode(), SIGNATORY_MEDIA),
)
_SALT_BYTES: Final = 32


def encode_summary(summary: Un383Summary) -> bytes:
    """Write a summary in its one form. Raises MalformedError for text that is not in NFC."""
    return _encode(summary)


def parse_summary(raw: bytes, name: str) -> Un383Summary:
    """Read a summary. Raises MalformedError that names the file and what is off."""
    return _parse(raw, name, Un383Summary)


def encode_signatory(signatory: Un383Signatory) -> bytes:
    """Write the record of a name in its one form."""
    return _encode(signatory)


def parse_signatory(raw: bytes, name: str) -> Un383Signatory:
    """Read the record of a name. Raises MalformedError."""
    return _parse(raw, name, Un383Signatory)


def seal_signatory(name: str, random: Callable[[int], bytes]) -> tuple[bytes, str]:
    """Make the file of a name, and the digest for the summary. ``random`` gives the salt."""
    record = Un383Signatory(format=SIGNATORY_FORMAT, name=name, salt=random(_SALT_BYTES).hex())
    raw = encode_signatory(record)
    return raw, sha256(raw).hexdigest()


def open_signatory(summary: Un383Summary, raw: bytes, name: str) -> str:
    """Give the name of the signatory of a summary.

    Raises MalformedError for a file that is none, BrokenError for that of another summary.
    """
    found = sha256(raw).hexdigest()
    signatory = parse_signatory(raw, name)
    if found != summary.signatory_sha256:
        raise refusal(
            BrokenError, "summary.other-signatory",
            file=name, expected=summary.signatory_sha256 or "-", found=found,
        )  # fmt: skip
    return signatory.name


def make_summary(values: Mapping[str, Any], name: str) -> Un383Summary:
    """Make a summary from values by field; the format is added. Raises MalformedError."""
    return _validated({"format": SUMMARY_FORMAT, **values}, name, Un383Summary)


def _encode(record: Record) -> bytes:
    return encode_payload(
        {
            field: value
            for field, value in record.model_dump().items()
            if value is not None and value != []
        }
    )


def _parse(raw: bytes, name: str, model: type[R]) -> R:
    try:
        value = parse_payload(raw)
    except MalformedError as error:
        raise malformed("summary.no-file", file=name) from error
    record = _validated(value, name, model)
    if _encode(record) != raw:
        raise malformed("summary.other-bytes", file=name)
    return record


def _validated(value: Mapping[str, Any], name: str, model: type[R]) -> R:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise malformed(
            "summary.bad-field", file=name, field=where, found=str(first["input"])[:80]
        ) from error
