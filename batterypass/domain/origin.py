"""A certification of origin under the USMCA (T-MEC): the nine data elements of its Annex 5-A.

Every field may be absent: what people have in hand is kept, and what is missing is told by
:mod:`batterypass.regulations.origin`. The agreement prescribes no form; this is ours. Names of
people stand in it, so it is an attachment: an event has its digest and nothing of it.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from batterypass.domain.base import Day, Hex64, LongText, Record, Text, says

CERTIFICATE_FORMAT: Final = "batterypass/usmca-origin/v1"

#: Chapter, heading and subheading of the Harmonized System: six digits, ``850760``.
TariffCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class OriginCertificate(Record):
    """A certification of origin; days are calendar days."""

    format: Literal["batterypass/usmca-origin/v1"]
    certified_by: Literal["importer", "exporter", "producer"] | None = says(
        "certified by", "certifica", default=None
    )
    certifier: LongText | None = says(
        "certifier: name, title, address, phone, e-mail",
        "certificador: nombre, cargo, domicilio, teléfono, correo", default=None,
    )  # fmt: skip
    exporter: LongText | None = says(
        "exporter: name, address, phone, e-mail",
        "exportador: nombre, domicilio, teléfono, correo", default=None,
    )  # fmt: skip
    producer: LongText | None = says(
        "producer: name, address, phone, e-mail",
        "productor: nombre, domicilio, teléfono, correo", default=None,
    )  # fmt: skip
    importer: LongText | None = says(
        "importer: name, address, phone, e-mail",
        "importador: nombre, domicilio, teléfono, correo", default=None,
    )  # fmt: skip
    goods: LongText | None = says(
        "description of the goods", "descripción de las mercancías", default=None
    )
    tariff_code: TariffCode | None = says(
        "tariff classification (HS, 6 digits)", "clasificación arancelaria (SA, 6 dígitos)",
        default=None,
    )  # fmt: skip
    criterion: Literal["A", "B", "C", "D"] | None = says(
        "origin criterion", "criterio de origen", default=None
    )
    period_from: Day | None = says("blanket period from", "periodo global desde", default=None)
    period_to: Day | None = says("blanket period to", "periodo global hasta", default=None)
    signed_by: Text | None = says("authorized signature", "firma autorizada", default=None)
    signed_on: Day | None = says("date of the signature", "fecha de la firma", default=None)
    scan_sha256: Hex64 | None = says(
        "SHA-256 of the signed paper", "SHA-256 del papel firmado", default=None
    )
