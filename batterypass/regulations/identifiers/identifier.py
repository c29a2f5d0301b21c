"""Whatever a person types or a scanner reads, as one identifier: what it is and what it names.

``docs/formats/ids.md``. A battery identifier of Regulation (EU) 2023/1542 names one battery and
follows ISO/IEC 15459 or its equivalent (Annex VI part A(2), Art. 77(3)): a GTIN with a serial
number and a GIAI do, a GTIN alone or a lot does not. What else may count as equivalent nobody has
laid down yet, so it does not count here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.domain.ids import is_item_url, parse_printed_id
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.identifiers.epc_urn import parse_urn
from batterypass.regulations.identifiers.gs1_elements import is_element_string, parse_elements
from batterypass.regulations.identifiers.gs1_keys import GTIN_LENGTHS, Gs1Number, gs1_number
from batterypass.regulations.identifiers.gs1_link import parse_link
from batterypass.regulations.identifiers.problems import reason_of
from batterypass.regulations.identifiers.schemes import (
    Scheme,
    packaged_schemes,
    split_named,
    unmarked_scheme,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.regulations.tables import Confidence

_DID_WEB = re.compile(r"^did:web:[a-z0-9.-]+(%3A[0-9]+)?(:[A-Za-z0-9._~%-]+)*$")
_UUID = re.compile(
    r"^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$", re.IGNORECASE
)
_BPN = re.compile(r"^BPN([LSA])[0-9A-Z]{12}$", re.IGNORECASE)
_PRINTED = re.compile(r"^[0-9A-Za-z]{4}[- ][0-9A-Za-z]{4}[- ][0-9A-Za-z]{4}[- ][0-9A-Za-z]$")
#: The same as a second code of a label holds it; any 13 letters may look so, so its check decides.
_COMPACT = re.compile(r"^(?=.*[A-Za-z])[0-9A-Za-z]{13}$")
_BPN_NAMES = {"L": "party", "S": "site", "A": "site"}
_SSCC_DIGITS = 18
#: Sign of a text that may hold an ISO/IEC 15434 envelope of format 06.
_ENVELOPE = re.compile(r"^\[\)>(?:\x1e|<RS>)?06(?:\x1d|<GS>)(.*?)(?:\x1e|<RS>)?(?:\x04|<EOT>)?$")


@dataclass(frozen=True, slots=True)
class Identifier:
    """What a text is: its ``scheme``, what one such number names, and why it is or is no battery id.

    ``scheme`` is how it is written (``gs1_digital_link``, ``gs1_element_string``, ``epc_urn``,
    ``gs1_key``, or a system of its own), ``number`` the GS1 number in it, ``normal`` the one way to
    write any other. ``reason`` is a word of ``texts/messages_idform.py`` with ``values``; empty
    where the text is a battery identifier.
    """

    text: str
    scheme: str = ""
    valid: bool = False
    granularity: str = ""
    number: Gs1Number | None = None
    normal: str = ""
    acceptable: bool = False
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    confidence: Confidence = "high"

    @property
    def key(self) -> str:
        """Give the GS1 name of the number: ``sgtin``, ``gtin``, ``lgtin``, ``giai`` …, or nothing."""
        return self.number.name if self.number is not None else ""

    @property
    def gtin(self) -> str:
        """Give the GTIN-14, or an empty text."""
        return self.number.value("01") if self.number is not None else ""

    @property
    def serial(self) -> str:
        """Give the serial number beside a GTIN or in a GIAI's place, or an empty text."""
        if self.number is None:
            return ""
        return self.number.value("21") or self.number.value("235")

    @property
    def lot(self) -> str:
        """Give the lot, or an empty text."""
        return self.number.value("10") if self.number is not None else ""


def parse_identifier(text: str) -> Identifier:
    """Say what a text is. It never raises: what is wrong stands in ``reason``."""
    given, text = text, text.strip(" \t\r\n")
    for scheme, is_one, parse in _GS1_FORMS:
        if is_one(text):
            return _gs1(given, scheme, text, parse)
    if text.startswith(("https://", "http://")):
        return _link(given, text)
    if text[:8].lower() == "did:web:":
        return _plain(given, "did_web", text, _DID_WEB, "", "equivalence-open")
    uuid = _UUID.match(text)
    if uuid is not None:
        found = uuid[1].lower()
        return Identifier(given, "uuid", True, "", None, found, reason="equivalence-open",
                          confidence="medium")  # fmt: skip
    if text[:3].upper() == "BPN" and text[3:4].upper() in "LSA":
        return _plain(
            given, "bpn", text.upper(), _BPN, _BPN_NAMES.get(text[3:4].upper(), ""), "partner"
        )
    envelope = _ENVELOPE.match(text)
    if envelope is not None:
        text = re.split(r"\x1d|<GS>", envelope[1])[0]
    if _PRINTED.match(text):
        return _printed(given, text)
    table = packaged_schemes()
    named = split_named(table, text)
    if named is not None:
        return _of_scheme(given, *named)
    unmarked = unmarked_scheme(table, text)
    if unmarked is not None:
        return _of_scheme(given, unmarked, text)
    if _COMPACT.match(text) and (second := _printed(given, text)).valid:
        return second
    return Identifier(given, reason="unknown" if text else "empty", values={"found": text[:60]})


def _bare_key(text: str) -> Gs1Number:
    if len(text) == _SSCC_DIGITS:
        return gs1_number({"00": text})
    return gs1_number({"01": text.zfill(14)})


def _is_bare_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in (*GTIN_LENGTHS, _SSCC_DIGITS)


#: Scheme, whether a text is written so, and how it is read.
_GS1_FORMS: tuple[tuple[str, Callable[[str], bool], Callable[[str], Gs1Number]], ...] = (
    ("epc_urn", lambda text: text[:8].lower() == "urn:epc:", parse_urn),
    ("gs1_key", _is_bare_key, _bare_key),
    (
        "gs1_element_string",
        lambda text: not text.startswith(("http", "[)>")) and is_element_string(text),
        parse_elements,
    ),
)


def _gs1(given: str, scheme: str, text: str, parse: Callable[[str], Gs1Number]) -> Identifier:
    try:
        number = parse(text)
    except MalformedError as error:
        return Identifier(given, scheme, reason=reason_of(error), values=error.values)
    acceptable = number.key.accepts and number.granularity == "item" and not number.reason
    return Identifier(
        given, scheme, True, number.granularity, number,
        acceptable=acceptable, reason=number.reason, values={"found": number.parts[0][1]},
    )  # fmt: skip


def _link(given: str, text: str) -> Identifier:
    try:
        number = parse_link(text)
    except MalformedError as error:
        return Identifier(given, "gs1_digital_link", reason=reason_of(error), values=error.values)
    if number is not None:
        found = number
        return _gs1(given, "gs1_digital_link", text, lambda _: found)
    # A scanned label has its signature behind the mark.
    url = text.partition("#")[0]
    if not is_item_url(url):
        return Identifier(given, "https", reason="no-item-url", values={"found": url})
    return Identifier(
        given, "https", True, "item", None, url, reason="equivalence-open", confidence="medium"
    )


def _plain(
    given: str, scheme: str, text: str, shape: re.Pattern[str], granularity: str, reason: str
) -> Identifier:
    if not shape.match(text):
        return Identifier(given, scheme, reason="bad-form", values={"found": text})
    # Neither what is equivalent to the standard nor the check characters of a BPN were settled here.
    return Identifier(
        given, scheme, True, granularity, None, text, reason=reason, confidence="medium"
    )


def _printed(given: str, text: str) -> Identifier:
    try:
        normal = parse_printed_id(text)
    except InputError:
        return Identifier(given, "printed_id", reason="printed", values={"found": text})
    return Identifier(given, "printed_id", True, "item", None, normal, reason="short-form")


def _of_scheme(given: str, scheme: Scheme, text: str) -> Identifier:
    word = re.sub(r"[^0-9a-z]+", "_", scheme.scheme.casefold())
    try:
        normal = scheme.parse(text)
    except MalformedError as error:
        return Identifier(
            given, word, reason=reason_of(error), values=error.values, confidence=scheme.confidence
        )
    number: Gs1Number | None = None
    if scheme.check:
        number = {
            "giai": lambda: gs1_number({"8004": normal}),
            "sgtin": lambda: parse_elements(normal),
        }.get(scheme.check, lambda: None)()
    reason = number.reason if number is not None else scheme.reason
    return Identifier(
        given, word, True, scheme.granularity, number, normal, not reason, reason,
        {"what": scheme.scheme, "found": normal}, scheme.confidence,
    )  # fmt: skip
