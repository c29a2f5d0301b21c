"""Kinds of a waste manifest after the truck: its original comes back, the waste is treated.

``reference/manifest-workflow.json``; the clocks that they stop are in ``manifest-deadlines.json``.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from batterypass.domain.base import Day, Number, SubjectName, Text, says
from batterypass.domain.events.authorisation import Operation
from batterypass.domain.events.common import Event, Kind


class OriginalReturned(Event):
    """The generator has the signed original back."""

    KIND: ClassVar[Kind] = Kind("manifest.original-returned", "record", frozenset(), first="C")

    kind: Literal["manifest.original-returned"]
    consignment: SubjectName = says("consignment", "embarque")
    returned_on: Day = says("came back on", "volvió el")

    def changes(self) -> tuple[str, ...]:
        """Name the consignment."""
        return (self.consignment,)

    def natural_key(self) -> tuple[str, ...]:
        """An original comes back once."""
        return (self.consignment,)


class ExceptionReported(Event):
    """The generator told an authority that the original has not come back in time."""

    KIND: ClassVar[Kind] = Kind("manifest.exception-reported", "record", frozenset(), first="C")

    kind: Literal["manifest.exception-reported"]
    consignment: SubjectName = says("consignment", "embarque")
    authority: Text = says("authority", "autoridad")
    reported_on: Day = says("reported on", "avisado el")
    reference: Text | None = says("reference of the notice", "referencia del aviso", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the consignment."""
        return (self.consignment,)

    def natural_key(self) -> tuple[str, ...]:
        """It is reported to an authority once a day."""
        return (self.consignment, self.authority, self.reported_on)


class TreatmentCertified(Event):
    """The designated facility says what it did with the waste of a manifest."""

    KIND: ClassVar[Kind] = Kind("treatment.certified", "main", frozenset(), first="C")

    kind: Literal["treatment.certified"]
    consignment: SubjectName = says("consignment", "embarque")
    operation: Operation = says("operation done", "operación realizada")
    treated_on: Day = says("done on", "realizada el")
    mass_kg: Number = says("mass treated, kg", "masa tratada, kg")
    certificate: Text | None = says(
        "number of the certificate", "número del certificado", default=None
    )

    def changes(self) -> tuple[str, ...]:
        """Name the consignment."""
        return (self.consignment,)

    def natural_key(self) -> tuple[str, ...]:
        """It is certified once for an operation."""
        return (self.consignment, self.operation)
