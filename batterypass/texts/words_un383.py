"""The words that a UN 38.3 test summary has for its choices, in plain English and Spanish."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

#: Value of an enumeration of the summary -> plain words, beside those that the events share.
UN383_WORDS: dict[str, Text] = {
    "assembled": Text("pack assembled from parts", "paquete ensamblado de partes"),
    "li_ion": Text("lithium ion", "iones de litio"),
    "li_metal": Text("lithium metal", "litio metálico"),
    "na_ion": Text("sodium ion", "iones de sodio"),
    "pass": Text("passed", "superada"),
    "fail": Text("failed", "no superada"),
    "not_applicable": Text("not applicable", "no procede"),
    "38.3.3(f)": Text(
        "38.3.3 (f): tested again in part", "38.3.3 (f): con nuevas pruebas en parte"
    ),
    "38.3.3(g)": Text(
        "38.3.3 (g): verified protection, not tested again",
        "38.3.3 (g): protección verificada, sin nuevas pruebas",
    ),
}
