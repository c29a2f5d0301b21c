"""Kinds that correct what an entry says: nothing is rewritten, the correction is an entry too.

``design/events.md``, Corrections. A correction holds from its own entry on.
"""

from __future__ import annotations

import json
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, JsonValue, ValidationError, model_validator

from batterypass.domain.base import Day, Hex64, Number, Record, SubjectName, Text, Word, says
from batterypass.domain.events.authorisation import Scope
from batterypass.domain.events.common import Event, Kind

AmendReason = Literal["typing_error", "source_corrected", "wrong_source", "late_information"]


class AmendableGrant(Record):
    """What can be corrected of ``authorisation.granted``; scheme, number and holder name it."""

    holder_site: Word | None = None
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)] | None = None
    capacity_t_year: Number | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    authority: Text | None = None


#: Kind of the target -> its amendable fields with their types.
AMENDABLE: dict[str, type[Record]] = {"authorisation.granted": AmendableGrant}


class AmendedField(Record):
    """One field: what the entry said (left out where it said nothing), and what it should say."""

    field: Word = says("field", "campo")
    old: JsonValue = says("what it says", "lo que dice", default=None)
    new: JsonValue = says("what it should say", "lo que debe decir")


class EntryAmended(Event):
    """Who signed an entry corrects fields of it, with a reason."""

    KIND: ClassVar[Kind] = Kind(
        "entry.amended", "record", frozenset(), signer_is_integrity=True, first="A"
    )

    kind: Literal["entry.amended"]
    amended_subject: SubjectName = says("subject of the entry", "sujeto del asiento")
    target_kind: Literal["authorisation.granted"] = says("kind of the entry", "tipo del asiento")
    target: Hex64 = says("digest of the entry", "huella del asiento")
    fields: Annotated[list[AmendedField], Field(min_length=1, max_length=10)] = says(
        "fields", "campos"
    )
    reason: AmendReason = says("reason", "motivo")

    @model_validator(mode="after")
    def _fields_are_amendable(self) -> Self:
        named = [one.field for one in self.fields]
        if len(set(named)) != len(named):
            raise ValueError("a field is corrected twice")
        for one in self.fields:
            try:
                AMENDABLE[self.target_kind].model_validate({one.field: one.new})
            except ValidationError as error:
                problem = error.errors(include_url=False)[0]
                where = ".".join(str(part) for part in problem["loc"])
                raise ValueError(f"{where}: {problem['msg']}") from error
            if one.new is None:
                raise ValueError(f"{one.field}: a correction says a value")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the subject that the entry is about."""
        return (self.amended_subject,)

    def natural_key(self) -> tuple[str, ...]:
        """The same correction is made once."""
        said = [(one.field, one.old, one.new) for one in self.fields]
        return (self.target, json.dumps(said, ensure_ascii=False, separators=(",", ":")))
