"""Deadlines, forms and rows of classification as ``batterypass explain`` tells them.

What a proposed row would bring, and the doubts of a row, are in the table in English alone, so they
are said here in both.
"""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "law.name-EU": Text("the European Union", "la Unión Europea"),
    "law.name-MX": Text("Mexico", "México"),
    "law.name-UK": Text("the United Kingdom", "el Reino Unido"),
    "law.name-US": Text("the United States", "los Estados Unidos"),
    "law.form": Text(
        "version {version}: {count} boxes, {doubtful} of them to be compared with a print",
        "versión {version}: {count} casillas, de ellas {doubtful} por comparar con un impreso",
    ),
    "law.no-doubt": Text("no box of it is in doubt", "ninguna de sus casillas está en duda"),
    "law.status.in_force": Text("in force", "vigente"),
    "law.status.expired": Text("expired", "ya no rige"),
    "law.status.proposed": Text("proposed, decides nothing", "propuesto, no decide nada"),
    "law.class.determine": Text("a person determines it", "lo determina una persona"),
    "law.class.hazardous_unless_tested": Text(
        "hazardous unless tested", "peligroso mientras no se analice"
    ),
    "law.class.non_hazardous": Text("waste that is not hazardous", "residuo no peligroso"),
    "law.class.universal_waste": Text("universal waste", "residuo universal (universal waste)"),
    "law.class.D001+D003 or UW-BATTERY": Text("D001+D003 or UW-BATTERY", "D001+D003 o UW-BATTERY"),
    "law.class.A1170 (default) | B1090 (conforming, no PIC)": Text(
        "A1170 (default) | B1090 (conforming, no prior consent)",
        "A1170 (por omisión) | B1090 (conforme, sin consentimiento previo)",
    ),
    "law.stream.e_waste": Text("electronic waste", "residuos electrónicos"),
    "law.damage.damaged_defective_recalled": Text(
        "damaged, defective or recalled", "dañado, defectuoso o retirado"
    ),
    "law.damage.leaking_or_burnt": Text("leaking or burnt", "con fuga o quemado"),
    "law.declared": Text(
        "declared hazardous by the generator", "el generador lo declara peligroso"
    ),
    "law.note.MX-2004": Text(
        "What it says of damaged batteries and of black mass is a default of this project after the"
        " logic of CRETIB, not express law.",
        "Lo que dice de baterías dañadas y de masa negra es un valor de este proyecto según la lógica"
        " CRETIB, no ley expresa.",
    ),
    "law.note.UK-OLD-LIST": Text(
        "The official service calls 16 06 05 absolute non-hazardous; Li-ion falls there for want of"
        " an entry for lithium.",
        "El servicio oficial llama a 16 06 05 no peligroso absoluto; el ion litio cae ahí por falta de"
        " una entrada para el litio.",
    ),
    "law.note.BASEL-EWASTE": Text(
        "There is no entry for lithium, and the parties differ about black mass.",
        "No hay entrada para el litio, y las partes difieren sobre la masa negra.",
    ),
    "law.effect.MX-31V-BILL": Text(
        "Li-ion added to art. 31 V: a mandatory management plan, 12 months for producers, NOM change"
        " in 180 days",
        "agrega el ion litio al art. 31 V: plan de manejo obligatorio, 12 meses para los productores,"
        " cambio de NOM en 180 días",
    ),
    "law.effect.MX-SENATE-2025-04": Text(
        "rechargeable Li-ion as special handling or hazardous, by condition, state and volume",
        "ion litio recargable como manejo especial o peligroso, según condición, estado y volumen",
    ),
    "law.effect.MX-PROY-NOM-160-2026": Text(
        "management plans, traceability and collection duties for batteries among hazardous waste;"
        " comments from 2026-06-09 to 2026-08-08",
        "planes de manejo, trazabilidad y recolección de baterías entre los residuos peligrosos;"
        " comentarios del 2026-06-09 al 2026-08-08",
    ),
    "law.effect.US-UW-LITHIUM": Text(
        "a universal waste category of its own for lithium; none seen published",
        "una categoría propia de residuo universal para el litio; no se ha visto publicada",
    ),
}
