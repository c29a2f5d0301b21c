"""The boxes of waste forms: in the form's order, with the form's own words.

``manifest-fields.csv`` holds eight forms of four jurisdictions (``reference/waste-and-manifests.md``
2 to 6). Box numbers and labels carry a confidence of their own; type, ``required`` and ``repeat`` are
the project's reading. The table judges nothing, so it is no part of a rulebook.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from batterypass.errors import InputError, MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

Confidence = Literal["high", "medium", "low"]
_CONFIDENCES: Mapping[str, Confidence] = MappingProxyType(
    {"high": "high", "medium": "medium", "low": "low"}
)
#: Words of the column ``required`` whose meaning is known here; see :func:`is_needed`.
CONDITIONS = frozenset(
    {
        "yes", "no", "authority", "customs", "if any", "if applicable", "if containsHazardous",
        "if differs", "if electronic", "if export", "if full rejection", "if hazardous",
        "if hazardous and no code", "if import/export", "if rejected", "if rejection",
        "yes at receipt", "yes if HM",
    }
)  # fmt: skip

#: The project's own sheet is no form of the table: it follows the federal form, and lacks what only
#: hazardous waste needs (``docs/forms/mx_special_handling.md``).
SPECIAL_HANDLING = "mx_special_handling"
_FEDERAL = "mx_semarnat"
_SHEET_VERSION = "1 (project)"
#: Jurisdiction -> its form for hazardous waste, and for milder waste. The Union's are those for a
#: border; within one member state the form is national and not in the table (section 5).
_FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "MX": (_FEDERAL, SPECIAL_HANDLING),
        "US": ("us_epa_8700_22", "us_epa_8700_22"),
        "EU": ("eu_annex_ib", "eu_annex_vii"),
        "UK": ("uk_consignment_note", "uk_dwt_receipt"),
    }
)
_HAZARDOUS_ONLY = ("waste[].cretib", "transporter.sct_permit")
_STATE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "generator.nra": ("Núm. de registro del generador", "registration of the generator"),
        "generator.declaration": ("Declaración del generador", "declaration of the generator"),
        "transporter.semarnat_authorisation": (
            "Núm. de autorización estatal", "state authorisation number",
        ),
        "consignee.semarnat_authorisation": (
            "Núm. de autorización estatal", "state authorisation number",
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One box of a form. ``label_es`` and ``label_en`` are the words that stand on it."""

    box: str
    field_id: str
    label_es: str
    label_en: str
    type: str
    required: str
    repeat: str
    actor: str
    source_id: str
    confidence: Confidence
    notes: str

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the box should be compared with a print before anybody relies on it."""
        return self.confidence != "high"


@dataclass(frozen=True, slots=True)
class FormTable:
    """A form: its version as the table names it, and its boxes in their order."""

    name: str
    version: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether a conditional box must be filled in. None: nobody can tell."""

    is_hazardous: bool = False
    has_transport: bool = False
    crosses_border: bool = False
    is_export: bool = False
    is_received: bool = False
    has_discrepancy: bool = False
    is_rejected_in_part: bool = False
    is_rejected: bool = False


def parse_fields(body: bytes) -> Mapping[str, FormTable]:
    """Read the table from the bytes of its file: form -> its boxes. Raises MalformedError."""
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))
        found: dict[str, tuple[str, list[Field]]] = {}
        for number, row in enumerate(rows, start=2):
            version, fields = found.setdefault(row["form"], (row["form_version"], []))
            if version != row["form_version"] or int(row["seq"]) != len(fields) + 1:
                raise MalformedError(
                    f"manifest-fields: line {number}: expected box {len(fields) + 1} of"
                    f" {row['form']} {version!r}, found {row['seq']} of {row['form_version']!r}"
                )
            fields.append(_field(number, row))
    except (UnicodeDecodeError, KeyError, ValueError, csv.Error) as error:
        raise MalformedError(f"manifest-fields: {error}") from error
    if not found:
        raise MalformedError("manifest-fields: no rows")
    return MappingProxyType(
        {name: FormTable(name, version, tuple(fields)) for name, (version, fields) in found.items()}
    )


def _field(number: int, row: Mapping[str, str]) -> Field:
    confidence = _CONFIDENCES.get(row["confidence"])
    if confidence is None:
        raise MalformedError(f"manifest-fields: line {number}: confidence {row['confidence']!r}")
    if row["required"] not in CONDITIONS:
        raise MalformedError(
            f"manifest-fields: line {number}: required {row['required']!r}, expected one of"
            f" {', '.join(sorted(CONDITIONS))}"
        )
    return Field(
        **{
            name: row[name]
            for name in (
                "box", "field_id", "label_es", "label_en", "type", "required", "repeat", "actor",
                "source_id", "notes",
            )
        },
        confidence=confidence,
    )  # fmt: skip


def form_named(forms: Mapping[str, FormTable], name: str) -> FormTable:
    """Give a form by its name, or the sheet for special handling that follows the federal one.

    Raises InputError that lists the forms.
    """
    if name == SPECIAL_HANDLING:
        return _special_handling(forms[_FEDERAL])
    try:
        return forms[name]
    except KeyError:
        known = ", ".join((*forms, SPECIAL_HANDLING))
        raise InputError(
            f"form {name!r}: expected one of {known}",
            code="field.no-form", name=name, known=known,
        ) from None  # fmt: skip


def form_in(jurisdiction: str, waste_class: str, *, crosses_border: bool = False) -> str:
    """Name the form that waste travels on under a law; empty where the table has none.

    Out of the United Kingdom or into it the form is that of the movement, as within the Union.
    """
    law = "EU" if jurisdiction == "UK" and crosses_border else jurisdiction
    hazardous, milder = _FORMS.get(law, ("", ""))
    return hazardous if waste_class == "hazardous" else milder


def _special_handling(federal: FormTable) -> FormTable:
    """Give the project's sheet: the boxes of the federal form, without those that it lacks."""
    fields = tuple(
        replace(field, label_es=_STATE[field.field_id][0], label_en=_STATE[field.field_id][1])
        if field.field_id in _STATE
        else field
        for field in federal.fields
        if not field.field_id.startswith(_HAZARDOUS_ONLY)
    )
    return FormTable(SPECIAL_HANDLING, _SHEET_VERSION, fields)


def is_needed(required: str, situation: Situation) -> bool | None:
    """Tell whether a box must be filled in for a consignment; None where a person must say."""
    known: dict[str, bool | None] = {
        "yes": True,
        "no": False,
        # The authority fills it in, which is no less needed.
        "authority": True,
        "customs": situation.crosses_border,
        "if any": situation.has_discrepancy,
        "if applicable": None,
        "if containsHazardous": situation.is_hazardous,
        "if differs": None,
        "if electronic": None,
        "if export": situation.is_export,
        "if full rejection": situation.is_rejected,
        "if hazardous": situation.is_hazardous,
        "if hazardous and no code": None if situation.is_hazardous else False,
        "if import/export": situation.crosses_border,
        "if rejected": situation.is_rejected_in_part or situation.is_rejected,
        "if rejection": situation.is_rejected_in_part or situation.is_rejected,
        "yes at receipt": situation.is_received,
        "yes if HM": situation.has_transport,
    }
    return known[required]
