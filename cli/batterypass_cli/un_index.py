"""The commands of ``batterypass un`` that live in modules of their own, each in one line."""

from __future__ import annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.pages import Entry

MORE: dict[str, Entry] = {
    "check": Entry(
        "", "un_check", "check",
        Text(
            "Say under which UN entry packs travel, and why.",
            "Dice con qué número ONU viajan los paquetes, y por qué.",
        ),
    ),
    "ask": Entry(
        "", "un_ask", "ask",
        Text(
            "Find the UN entry step by step; only what matters is asked.",
            "Encuentra el número ONU paso a paso; solo se pregunta lo que importa.",
        ),
    ),
    "decide": Entry(
        "", "un_decide", "decide_cases",
        Text("Decide every row of a file of cases.", "Decide cada renglón de un archivo de casos."),
    ),
    "summary": Entry(
        "", "un_summary", "app",
        Text(
            "UN 38.3 test summary: make, check and print one.",
            "Resumen de pruebas ONU 38.3: hacerlo, revisarlo e imprimirlo.",
        ),
    ),
}  # fmt: skip
