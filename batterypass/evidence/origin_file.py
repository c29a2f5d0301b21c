"""A certification of origin as a file: canonical JSON that an event names by its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from batterypass.domain.events import excerpt, problems_of
from batterypass.domain.origin import CERTIFICATE_FORMAT, OriginCertificate
from batterypass.errors import MalformedError
from batterypass.evidence.refusal import malformed
from batterypass.statements.payload import encode_payload, parse_payload

if TYPE_CHECKING:
    from collections.abc import Mapping

CERTIFICATE_MEDIA: Final = "application/vnd.batterypass.usmca-origin+json"
#: How the file begins, and what it is: ``format`` is its first member.
BEGINNING: Final = (f'{{"format":"{CERTIFICATE_FORMAT}"'.encode(), CERTIFICATE_MEDIA)


def make_certificate(values: Mapping[str, Any], name: str) -> OriginCertificate:
    """Make a certification from values by field; the format is added.

    Raises MalformedError that names the file and the field.
    """
    try:
        return OriginCertificate.model_validate({"format": CERTIFICATE_FORMAT, **values})
    except ValidationError as error:
        where, _, found = problems_of(error)[0]
        raise malformed("origin.bad-field", file=name, field=where, found=excerpt(found)) from error


def encode_certificate(certificate: OriginCertificate) -> bytes:
    """Write a certification in its one form. Raises MalformedError for text that is not in NFC."""
    return encode_payload(certificate.model_dump(exclude_none=True))


def parse_certificate(raw: bytes, name: str) -> OriginCertificate:
    """Read a certification. Raises MalformedError that names the file and what is off."""
    try:
        value = parse_payload(raw)
    except MalformedError as error:
        raise malformed("origin.no-file", file=name) from error
    found = make_certificate(value, name)
    if encode_certificate(found) != raw:
        raise malformed("origin.no-file", file=name)
    return found
