"""Commands of ``batterypass passport`` in modules of their own: name, where it is, what it does."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "pdf": Entry(
        "", "passport_pdf", "pdf",
        Text("Write a passport as a PDF, for anybody or for one reader.", "Escribe un pasaporte en PDF, para cualquiera o para un lector."),
    ),
    "show": Entry(
        "", "passport_show", "show",
        Text("Show a passport as one reader may see it.", "Muestra un pasaporte como puede verlo un lector."),
    ),
    "status": Entry(
        "", "passport_show", "status",
        Text("Show how a passport and its item stand.", "Muestra cómo están un pasaporte y su artículo."),
    ),
    "check": Entry(
        "", "passport_check", "check",
        Text("Say what a passport lacks, by law and date.", "Dice qué le falta a un pasaporte, según la ley y la fecha."),
    ),
    "readers": Entry(
        "", "passport_readers", "readers",
        Text("Show who may see what of a passport.", "Muestra quién puede ver qué de un pasaporte."),
    ),
    "update": Entry(
        "", "passport_life", "update",
        Text("Give new values to a passport.", "Da valores nuevos a un pasaporte."),
    ),
    "hand-over": Entry(
        "", "passport_life", "hand_over",
        Text("Pass the responsibility for a passport on.", "Pasa la responsabilidad por un pasaporte."),
    ),
    "disclose": Entry(
        "", "passport_disclose", "disclose",
        Text("Write a file for one reader.", "Escribe un archivo para un lector."),
    ),
    "read": Entry(
        "", "passport_disclose", "read",
        Text("Verify and show such a file.", "Comprueba y muestra tal archivo."),
    ),
    "erase": Entry(
        "", "passport_erase", "erase",
        Text("Erase sealed values for good.", "Borra valores sellados para siempre."),
    ),
    "end": Entry(
        "", "passport_life", "end",
        Text("End a passport after its item.", "Termina un pasaporte tras su artículo."),
    ),
    "export": Entry(
        "", "passport_export", "export",
        Text("Write passports in other formats, with what was lost.", "Escribe pasaportes en otros formatos, con lo perdido."),
    ),
}  # fmt: skip
