"""Names, times and values as EPCIS writes them: ids of items, sites and events, numbers, texts.

``reference/epcis-mapping.md`` 1, 2 and 7. A GS1 id is written in its canonical form under
``id.gs1.org``, whatever domain the label has; any other id is our own https URL as it is.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from decimal import Decimal
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlsplit
from uuid import UUID

from batterypass.domain.clock import from_ms, instant_ms
from batterypass.domain.ids import gs1_path_problem
from batterypass.exchange.epcis_table import PREFIX, table

_GS1: Final = "https://id.gs1.org"
#: EPCIS knows no offset beyond this, in minutes.
_FARTHEST: Final = 14 * 60
_UTC: Final = "+00:00"


def epc_of(item: str) -> str:
    """Give the EPCIS id of an item: SGTIN or GIAI as a canonical Digital Link, else its own URL.

    Variant and lot of a Digital Link are no part of who it is.
    """
    first, *rest = urlsplit(item).path.split("/")[1:]
    if first not in ("01", "8004") or gs1_path_problem(item):
        return item
    if first == "8004":
        return f"{_GS1}/8004/{rest[0]}"
    return f"{_GS1}/01/{rest[0]}/21/{rest[-1]}"


def host_of_item(item: str) -> str:
    """Name whatever a pack is installed in: which one is sealed, so it has a name by the pack alone."""
    return f"{item}#host"


def site_uri(party: str, site: str) -> str:
    """Name a site of a party."""
    return f"{party}#site/{quote(site, safe='')}"


def device_uri(party: str, device: str) -> str:
    """Name an instrument of a party."""
    return f"{party}#device/{quote(device, safe='')}"


def number_uri(party: str, sort: str, number: str) -> str:
    """Name a paper by who gave it its number."""
    return f"{party}#{sort}/{quote(number, safe='')}"


def file_uri(digest: str) -> str:
    """Name a file by its SHA-256 (RFC 6920)."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")


def event_uri(event_id: str, place: int = 0) -> str:
    """Name the EPCIS event of an entry; one that tells a further part of it has a derived UUID.

    The UUID is version 8: the first 16 bytes of SHA-256 of ``batterypass/epcis-event/v1``, the event
    id and the place, divided by line feeds.
    """
    if not place:
        return f"urn:uuid:{event_id}"
    digest = sha256(f"batterypass/epcis-event/v1\n{event_id}\n{place}".encode()).digest()
    raw = bytearray(digest[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return f"urn:uuid:{UUID(bytes=bytes(raw))}"


def utc_of(event_time: str) -> str:
    """Write an event time in UTC with three decimals and ``Z``."""
    moment = from_ms(instant_ms(event_time)).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"


def offset_of(event_time: str) -> str:
    """Give the offset at the place of the event; one that EPCIS does not know is written as UTC."""
    offset = event_time[-6:]
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return _UTC if minutes > _FARTHEST or offset == "-00:00" else offset


def number_of(text: str) -> int | float:
    """Write a decimal text as a JSON number."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def value_of(term: str, value: object) -> str | int | float | list[str]:
    """Write a value of ours as the form of its term wants it.

    There is no boolean among extensions, and no text that is a word of CBV: other programs write
    those anew as the word's URI (``epcis-mapping.md`` 7).
    """
    form = table().terms[term].form
    if form == "number":
        return value if isinstance(value, int) else number_of(str(value))
    if form == "list":
        return [_text(one) for one in (value if isinstance(value, list) else [value])]
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return PREFIX + text if text in table().all_words else text


def subject_uri(subject: str) -> str:
    """Name a consignment or another subject; a character that no URI has is percent-encoded."""
    return quote(subject, safe=":/?#[]@!$&'()*+,;=%-._~")
