"""Test summaries of a fictional pack, whole and with something off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.evidence.un383_file import make_summary, seal_signatory

if TYPE_CHECKING:
    from batterypass.domain.un383 import Un383Summary

SIGNATORY_FILE, SIGNATORY_DIGEST = seal_signatory("R. Ejemplo", lambda count: bytes(count))
WHOLE: dict[str, Any] = {
    "manufacturer": "Sierra Alta Baterías, S.A. de C.V.",
    "manufacturer_address": "Av. de la Batería 100, 66600 Apodaca, N.L., México",
    "manufacturer_phone": "+52 81 5555 0100",
    "manufacturer_email": "ensayos@sierra-alta.example",
    "manufacturer_website": "https://sierra-alta.example/un38-3",
    "laboratory": "Laboratorio Ejemplo",
    "laboratory_address": "Calle del Ensayo 5, 64000 Monterrey, N.L., México",
    "laboratory_phone": "+52 81 5555 0200",
    "laboratory_email": "informes@laboratorio.example",
    "laboratory_website": "https://laboratorio.example",
    "report": "TR-7",
    "reported_on": "2026-01-10",
    "article": "pack",
    "chemistry": "li_ion",
    "mass_kg": "412.5",
    "energy_wh": "41125",
    "description": "Prismatic cells in a steel case, 1900 x 1300 x 150 mm",
    "models": ["M-48", "M-48R"],
    **{f"t{number}": "pass" for number in (1, 2, 3, 4, 5, 7)},
    "t6": "not_applicable",
    "t8": "not_applicable",
    "manual_revision": 7,
    "manual_amendment": 1,
    "signatory_title": "Quality manager",
    "signatory_sha256": SIGNATORY_DIGEST,
}


def summary(*without: str, **changes: Any) -> Un383Summary:
    """Give the whole summary without some fields and with others changed."""
    values = {name: value for name, value in WHOLE.items() if name not in without}
    return make_summary({**values, **changes}, "sample")


#: The whole summary as a form, with the name that is sealed.
FORM: dict[str, Any] = {
    **{name: value for name, value in WHOLE.items() if name != "signatory_sha256"},
    "signatory": "R. Ejemplo",
}
