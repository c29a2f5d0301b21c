"""The UN 38.3 test summary: what the Manual of Tests and Criteria, 38.3.5, wants written down.

Every item may be absent, because a summary that lacks one is what people have in hand; what is
missing is told by :mod:`batterypass.regulations.un383`. The fields stand in the order of items (a)
to (j). The name of whoever signed is personal data: it stands in :class:`Un383Signatory`, a record
of its own with a salt, and the summary names that record by its digest.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from batterypass.domain.base import Day, Hex64, Number, Record, Text, says

SUMMARY_FORMAT: Final = "batterypass/un38-3-summary/v1"
SIGNATORY_FORMAT: Final = "batterypass/un38-3-signatory/v1"

Article = Literal["cell", "module", "pack", "assembled"]
"""What was tested: ``assembled`` is a pack built from batteries that passed, under 38.3.3 (f), (g)."""

TestResult = Literal["pass", "fail", "not_applicable"]
Edition = Annotated[int, Field(ge=1, le=99)]


class Un383Summary(Record):
    """A test summary. Masses in kg, energy in Wh, lithium content in g; days are calendar days."""

    format: Literal["batterypass/un38-3-summary/v1"]
    manufacturer: Text | None = says("manufacturer: name", "fabricante: nombre", default=None)
    manufacturer_address: Text | None = says(
        "manufacturer: address", "fabricante: domicilio", default=None
    )
    manufacturer_phone: Text | None = says(
        "manufacturer: phone", "fabricante: teléfono", default=None
    )
    manufacturer_email: Text | None = says(
        "manufacturer: e-mail", "fabricante: correo electrónico", default=None
    )
    manufacturer_website: Text | None = says(
        "manufacturer: website", "fabricante: sitio web", default=None
    )
    laboratory: Text | None = says(
        "test laboratory: name", "laboratorio de pruebas: nombre", default=None
    )
    laboratory_address: Text | None = says(
        "test laboratory: address", "laboratorio de pruebas: domicilio", default=None
    )
    laboratory_phone: Text | None = says(
        "test laboratory: phone", "laboratorio de pruebas: teléfono", default=None
    )
    laboratory_email: Text | None = says(
        "test laboratory: e-mail", "laboratorio de pruebas: correo electrónico", default=None
    )
    laboratory_website: Text | None = says(
        "test laboratory: website", "laboratorio de pruebas: sitio web", default=None
    )
    report: Text | None = says("test report id", "clave del informe de prueba", default=None)
    reported_on: Day | None = says("date of the report", "fecha del informe", default=None)
    article: Article | None = says("article tested", "artículo probado", default=None)
    chemistry: Literal["li_ion", "li_metal", "na_ion"] | None = says(
        "kind of cell or battery", "tipo de celda o batería", default=None
    )
    mass_kg: Number | None = says("mass, kg", "masa, kg", default=None)
    energy_wh: Number | None = says(
        "watt-hour rating, Wh (ion)", "capacidad en vatios-hora, Wh (de iones)", default=None
    )
    lithium_g: Number | None = says(
        "lithium content, g (metal)", "contenido de litio, g (metálico)", default=None
    )
    description: Text | None = says("physical description", "descripción física", default=None)
    models: Annotated[list[Text], Field(max_length=50)] = says(
        "model numbers", "números de modelo", default=[]
    )
    t1: TestResult | None = says(
        "T.1 altitude simulation", "T.1 simulación de altitud", default=None
    )
    t2: TestResult | None = says("T.2 thermal test", "T.2 prueba térmica", default=None)
    t3: TestResult | None = says("T.3 vibration", "T.3 vibración", default=None)
    t4: TestResult | None = says("T.4 shock", "T.4 choque", default=None)
    t5: TestResult | None = says(
        "T.5 external short circuit", "T.5 cortocircuito externo", default=None
    )
    t6: TestResult | None = says("T.6 impact / crush", "T.6 impacto / aplastamiento", default=None)
    t7: TestResult | None = says("T.7 overcharge", "T.7 sobrecarga", default=None)
    t8: TestResult | None = says("T.8 forced discharge", "T.8 descarga forzada", default=None)
    assembled_under: Literal["38.3.3(f)", "38.3.3(g)"] | None = says(
        "assembled battery, tested under", "batería ensamblada, probada según", default=None
    )
    manual_revision: Edition | None = says(
        "Manual of Tests and Criteria: revision", "Manual de Pruebas y Criterios: revisión",
        default=None,
    )  # fmt: skip
    manual_amendment: Edition | None = says(
        "Manual of Tests and Criteria: amendment", "Manual de Pruebas y Criterios: enmienda",
        default=None,
    )  # fmt: skip
    signatory_title: Text | None = says("signatory: title", "responsable: cargo", default=None)
    signatory_sha256: Hex64 | None = says("signatory: name", "responsable: nombre", default=None)


class Un383Signatory(Record):
    """The name of the responsible signatory; the salt keeps the digest from being guessed."""

    format: Literal["batterypass/un38-3-signatory/v1"]
    name: Text = says("signatory: name", "responsable: nombre")
    salt: Hex64


#: The tests of 38.3.4 by their fields, in order.
TESTS: Final = ("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8")
