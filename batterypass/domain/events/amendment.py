"""Kinds that correct what an entry says: nothing is rewritten, the correction is an entry too.

``design/events.md``, Corrections. A correction holds from its own entry on; where somebody else has
signed for the same thing, only from the entry by which the last of them agrees.
"""

from __future__ import annotations

import json
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, JsonValue, ValidationError, model_validator

from batterypass.domain.base import Hex64, ItemUrl, Record, SubjectName, Word, says
from batterypass.domain.events.amendable import AMENDABLE, AmendableGrant, TargetKind
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind

AmendReason = Literal[
    "typing_error", "source_corrected", "wrong_source", "late_information", "instrument_error"
]

__all__ = [
    "AMENDABLE",
    "AmendReason",
    "AmendableGrant",
    "AmendedField",
    "AmendmentAgreed",
    "EntryAmended",
]

_Items = Annotated[list[ItemUrl], Field(max_length=MAX_ITEMS)]


class AmendedField(Record):
    """One field: what the entry said (left out where it said nothing), and what it should say.

    ``waste.waste_name`` reaches into a record; ``item`` names the line of a list that it is in.
    """

    field: Word = says("field", "campo")
    item: ItemUrl | None = says("item of the line", "artículo del renglón", default=None)
    old: JsonValue = says("what it says", "lo que dice", default=None)
    new: JsonValue = says("what it should say", "lo que debe decir")


class EntryAmended(Event):
    """Who signed an entry corrects fields of it, with a reason."""

    KIND: ClassVar[Kind] = Kind(
        "entry.amended", "record", frozenset(), signer_is_integrity=True, first="ABIC"
    )

    kind: Literal["entry.amended"]
    amended_subject: SubjectName = says("subject of the entry", "sujeto del asiento")
    target_kind: TargetKind = says("kind of the entry", "tipo del asiento")
    target: Hex64 = says("digest of the entry", "huella del asiento")
    items: _Items = says("further items that it changes", "otros artículos que cambia", default=[])
    fields: Annotated[list[AmendedField], Field(min_length=1, max_length=100)] = says(
        "fields", "campos"
    )
    reason: AmendReason = says("reason", "motivo")

    @model_validator(mode="after")
    def _fields_are_amendable(self) -> Self:
        named = [(one.field, one.item) for one in self.fields]
        if len(set(named)) != len(named):
            raise ValueError("a field is corrected twice")
        for one in self.fields:
            if one.new is None:
                raise ValueError(f"{one.field}: a correction says a value")
            _check_value(self.target_kind, one.field, one.new, is_line=one.item is not None)
        kind = AMENDABLE[self.target_kind]
        changed = kind.changed((one.field, one.item) for one in self.fields)
        changed = kind.changed((one.field, one.item) for one in self.fields)
        if kind.changes != "any" and self.items != changed:
            raise ValueError("items are exactly those that the corrected lines change")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the subject that the entry is about, and the items that change with it."""
        return (self.amended_subject, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """The same correction of the same things is made once."""
        said = [
            (one.field, one.old, one.new, *([one.item] if one.item else [])) for one in self.fields
        ]
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return (self.target, text, *self.changes())


def _check_value(kind: str, field: str, new: JsonValue, *, is_line: bool) -> None:
    """Check a new value by the type that the field has. Raises ValueError that names it."""
    record = AMENDABLE[kind].line if is_line else AMENDABLE[kind].fields
    if record is None:
        raise ValueError(f"{kind} has no lines of items")
    if isinstance(new, dict):
        raise ValueError(f"{field}: a correction names one field of a record")
    value: JsonValue = new
    for part in reversed(field.split(".")):
        value = {part: value}
    try:
        record.model_validate(value)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise ValueError(f"{where}: {problem['msg']}") from error


class AmendmentAgreed(Event):
    """Who signed the other side of what is corrected agrees; with the last one it holds."""

    KIND: ClassVar[Kind] = Kind(
        "amendment.agreed", "record", frozenset(), signer_is_integrity=True, first="CI"
    )

    kind: Literal["amendment.agreed"]
    amended_subject: SubjectName = says("subject of the correction", "sujeto de la corrección")
    amendment: Hex64 = says("digest of the correction", "huella de la corrección")
    items: _Items = says("further items that it changes", "otros artículos que cambia", default=[])

    def changes(self) -> tuple[str, ...]:
        """Name what the correction names."""
        return (self.amended_subject, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """A party agrees to a correction once."""
        return (self.amendment,)
