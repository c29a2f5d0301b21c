"""Reading the JSON of EPA's e-Manifest: what is understood, what is not, and what is wrong in it.

Every value of the file ends in one of three lists, so nothing is dropped in silence. A manifest that
the service would refuse for its form is refused here too, with each place named.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from batterypass.domain.base import number_text
from batterypass.errors import MalformedError
from batterypass.exchange.emanifest import (
    CONTAINERS,
    EPA_ID,
    EXACT_MASS,
    TRACKING_NUMBER,
    plain_time,
    rounded_kg,
)
from batterypass.texts.bilingual import Text
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES: Final = 4_000_000
_DEPTH: Final = 30
#: Kilograms in one of the service's units of mass; the others are volumes.
_KG: Final = MappingProxyType(
    {"K": Decimal(1), "M": Decimal(1000), "P": Decimal("0.45359237"), "T": Decimal("907.18474")}
)
_TIME: Final = re.compile(
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?([+-][0-9]{2}:?[0-9]{2}|Z)$"
)
#: Sorts of which the service knows every word.
_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "container": frozenset(CONTAINERS),
        "unit": frozenset((*_KG, "G", "L", "Y", "N")),
        "status": frozenset(
            (
                "NotAssigned", "Pending", "Scheduled", "InTransit", "ReadyForSignature", "Signed",
                "Corrected", "UnderCorrection", "MtnValidationFailed",
            )
        ),
        "submission": frozenset(("FullElectronic", "DataImage5Copy", "Hybrid", "Image")),
    }
)  # fmt: skip
_ADDRESS: Final = {
    "streetNumber": "number", "address1": "street", "address2": "street_2", "city": "city",
    "state.code": "state", "country.code": "country", "zip": "postal_code",
}  # fmt: skip
_COMMENTS: Final = {
    f"additionalInfo.comments[].{part}": (f"comment_{part}", "text")
    for part in ("label", "description")
}
_HANDLER: Final = {
    **{f"siteAddress.{one}": (ours, "text") for one, ours in _ADDRESS.items()},
    **{f"mailingAddress.{one}": (f"mail_{ours}", "text") for one, ours in _ADDRESS.items()},
    "epaSiteId": ("epa_id", "epa-id"),
    "name": ("name", "text"),
    "contact.phone.number": ("phone", "text"),
    "contact.email": ("email", "text"),
    "paperSignatureInfo.printedName": ("signed_name", "text"),
    "paperSignatureInfo.signatureDate": ("signed_at", "time"),
}
_WASTE: Final = {
    **_COMMENTS,
    "lineNumber": ("line", "whole"),
    "dotHazardous": ("is_dangerous", "boolean"),
    "dotInformation.idNumber.code": ("un_number", "text"),
    "dotInformation.printedDotInformation": ("dot_description", "text"),
    "wasteDescription": ("description", "text"),
    "quantity.containerNumber": ("container_count", "whole"),
    "quantity.containerType.code": ("container_type", "container"),
    "quantity.quantity": ("quantity", "whole"),
    "quantity.unitOfMeasurement.code": ("unit", "unit"),
    "hazardousWaste.federalWasteCodes[].code": ("codes", "text"),
    "br": ("biennial_report", "boolean"),
    "pcb": ("pcb", "boolean"),
    "epaWaste": ("is_epa_waste", "boolean"),
    "managementMethod.code": ("management_method", "text"),
    "discrepancyResidueInfo.discrepancyComments": ("discrepancy", "text"),
    "discrepancyResidueInfo.wasteQuantity": ("quantity_differs", "boolean"),
    "discrepancyResidueInfo.wasteType": ("type_differs", "boolean"),
    "discrepancyResidueInfo.residue": ("residue", "boolean"),
}
#: Path in the file -> our name for it, and what it has to be.
_KNOWN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "manifestTrackingNumber": ("manifest_no", "tracking-number"),
        "status": ("status", "status"),
        "submissionType": ("submission", "submission"),
        "shippedDate": ("shipped_at", "time"),
        "receivedDate": ("received_at", "time"),
        "generator.emergencyPhone.number": ("emergency_phone", "text"),
        "additionalInfo.handlingInstructions": ("handling_instructions", "text"),
        "rejection": ("rejection", "boolean"),
        "rejectionInfo.rejectionType": ("rejection_type", "text"),
        "rejectionInfo.rejectionComments": ("rejection_reason", "text"),
        "discrepancy": ("discrepancy", "boolean"),
        "residue": ("residue", "boolean"),
        "import": ("import", "boolean"),
        "containsPreviousRejectOrResidue": ("contains_previous", "boolean"),
        **_COMMENTS,
        **{
            f"generator.{one}": (f"generator.{ours}", sort)
            for one, (ours, sort) in _HANDLER.items()
        },
        **{
            f"transporters[].{one}": (f"transporters.{ours}", sort)
            for one, (ours, sort) in {**_HANDLER, "order": ("order", "whole")}.items()
        },
        **{
            f"designatedFacility.{one}": (f"facility.{ours}", sort)
            for one, (ours, sort) in _HANDLER.items()
        },
        **{f"wastes[].{one}": (f"wastes.{ours}", sort) for one, (ours, sort) in _WASTE.items()},
    }
)
_MANDATORY: Final = ("dotHazardous", "br", "pcb", "lineNumber", "epaWaste")


@dataclass(frozen=True, slots=True)
class Understood:
    """A value of the file: its path there, our name for it, and the value as text."""

    path: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A place that is not as the service wants it: what was expected, and what was found."""

    path: str
    expected: Text
    found: str


@dataclass(slots=True)
class Reading:
    """What came out of a file. ``masses`` are the exact masses of its lines, by their place."""

    understood: list[Understood] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    masses: dict[int, str] = field(default_factory=dict)


def parse_emanifest(body: bytes) -> Reading:
    """Read a file. Raises MalformedError where it is no JSON object, or no manifest at all."""
    if len(body) > MAX_BYTES:
        raise _no_manifest("too-large", f"{len(body)} bytes, at most {MAX_BYTES} are read",
                           size=len(body), most=MAX_BYTES)  # fmt: skip
    try:
        value = json.loads(
            body.decode("utf-8-sig"), object_pairs_hook=_closed, parse_float=Decimal,
            parse_constant=_no_constant,
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise _no_manifest(
            "no-text", f"it is no text: byte {error.start}", byte=error.start
        ) from error
    except json.JSONDecodeError as error:
        raise _no_manifest(
            "no-json", f"it is no JSON: line {error.lineno}, column {error.colno}: {error.msg}",
            line=error.lineno, column=error.colno,
        ) from error  # fmt: skip
    except RecursionError as error:
        raise _no_manifest("too-deep", "nested too deeply") from error
    except ValueError as error:
        raise _no_manifest("long-number", f"a number is too long: {error}") from error
    if not isinstance(value, dict) or not {"generator", "wastes", "status"} & set(value):
        raise _no_manifest("no-members", "expected an object with generator, wastes and status")
    reading = Reading()
    for path, leaf in _leaves(value, "", 0):
        _take(reading, path, leaf)
    _check_lines(reading, value)
    return reading


def _closed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in members if names.count(name) > 1)
        raise _no_manifest("twice", f"the member {twice[:60]} stands twice in one object",
                           name=twice[:60])  # fmt: skip
    return members


def _no_constant(text: str) -> NoReturn:
    raise _no_manifest("constant", f"{text} is no JSON number", text=text)


def _no_manifest(what: str, message: str, **values: object) -> MalformedError:
    """Say why a file is no manifest; the texts of ``emanifest.`` say the same to people."""
    return MalformedError(f"e-Manifest: {message}", code=f"emanifest.{what}", **values)


def _leaves(value: object, path: str, depth: int) -> Iterator[tuple[str, object]]:
    """Give every value that is no object and no list, with its path; empty ones are nothing."""
    if depth > _DEPTH:
        raise _no_manifest("too-deep", f"{path[:80]}: nested too deeply")
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, f"{path}.{name}" if path else str(name), depth + 1)
    elif isinstance(value, list):
        for place, one in enumerate(value, start=1):
            yield from _leaves(one, f"{path}[{place}]", depth + 1)
    else:
        yield path, value


def _take(reading: Reading, path: str, leaf: object) -> None:
    known = _KNOWN.get(re.sub(r"\[[0-9]+\]", "[]", path))
    if known is None:
        reading.not_understood.append(path)
        return
    name, sort = known
    if not _fits(sort, leaf):
        reading.wrong.append(Wrong(path, _wanted(sort, leaf), _shown(leaf)))
        return
    text = plain_time(str(leaf)) if sort == "time" else _text(leaf)
    place = re.match(r"^(wastes|transporters)\[([0-9]+)\]", path)
    if place is not None:
        name = name.replace(".", f".{place[2]}.", 1)
    reading.understood.append(Understood(path, name, text))


def _text(leaf: object) -> str:
    if isinstance(leaf, bool):
        return "yes" if leaf else "no"
    return str(leaf)


def _fits(sort: str, leaf: object) -> bool:
    """Tell whether a value is of its sort."""
    if sort == "boolean":
        return isinstance(leaf, bool)
    if sort == "whole":
        return isinstance(leaf, int) and not isinstance(leaf, bool) and leaf >= 0
    if not isinstance(leaf, str):
        return False
    if sort in _WORDS:
        return leaf in _WORDS[sort]
    if sort == "time":
        return bool(_TIME.match(leaf))
    if sort == "tracking-number":
        # The samples stand with a word in place of a number that is still to come.
        return bool(TRACKING_NUMBER.match(leaf)) or not leaf[:1].isdigit()
    return sort == "text" or bool(EPA_ID.match(leaf)) or leaf == "VSQG"


def _wanted(sort: str, leaf: object) -> Text:
    """Say what a value of a sort looks like: text before all, then its words or its shape."""
    if sort in _WORDS and isinstance(leaf, str):
        words = ", ".join(sorted(_WORDS[sort]))
        return Text(words, words)
    is_text = sort in ("boolean", "whole") or isinstance(leaf, str)
    return MESSAGES[f"emanifest.wants.{sort if is_text else 'text'}"]


def _shown(value: object) -> str:
    """Write what was found as it stands in the file, texts without their quotes."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text[:60]


def _check_lines(reading: Reading, value: Mapping[str, Any]) -> None:
    """Look for what every waste line must have, and work out its mass."""
    lines = value.get("wastes", [])
    if not isinstance(lines, list):
        reading.wrong.append(Wrong("wastes", MESSAGES["emanifest.wants.list"], _shown(lines)))
        return
    mandatory = MESSAGES["emanifest.wants.value"]
    for place, line in enumerate(lines, start=1):
        where = f"wastes[{place}]"
        if not isinstance(line, dict):
            reading.wrong.append(Wrong(where, MESSAGES["emanifest.wants.object"], _shown(line)))
            continue
        for name in _MANDATORY:
            if name not in line or isinstance(line[name], dict | list):
                reading.wrong.append(Wrong(f"{where}.{name}", mandatory, "-"))
        wanted = "dotInformation" if line.get("dotHazardous") is True else "wasteDescription"
        if "dotHazardous" in line and wanted not in line:
            reading.wrong.append(Wrong(f"{where}.{wanted}", mandatory, "-"))
        mass = _mass(line)
        if mass:
            reading.masses[place] = mass


def _mass(line: Mapping[str, Any]) -> str:
    """Give the mass of a line in kilograms, the exact one where this program wrote it."""
    quantity = line.get("quantity")
    if not isinstance(quantity, dict):
        return ""
    amount, unit = quantity.get("quantity"), quantity.get("unitOfMeasurement")
    code = unit.get("code") if isinstance(unit, dict) else None
    factor = _KG.get(str(code))
    if not isinstance(amount, int) or isinstance(amount, bool) or factor is None:
        return ""
    exact = _exact(line)
    if exact and code == "K" and rounded_kg(exact) == amount:
        return exact
    return number_text(amount * factor)


def _exact(line: Mapping[str, Any]) -> str:
    more = line.get("additionalInfo")
    comments = more.get("comments", []) if isinstance(more, dict) else []
    for one in comments if isinstance(comments, list) else []:
        if isinstance(one, dict) and one.get("label") == EXACT_MASS:
            text = str(one.get("description", ""))
            if re.fullmatch(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?", text):
                return text
    return ""
