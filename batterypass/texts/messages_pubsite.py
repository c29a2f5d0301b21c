"""What ``export site`` says."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "pubsite.langs": Text(
        "--langs {found}: expected languages out of {expected}, each once, such as --langs es,en",
        "--langs {found}: se esperan idiomas de {expected}, cada uno una vez, como --langs es,en",
    ),
    "pubsite.other-folder": Text(
        "{path} has other files, or the public pages of another ledger than {origin} ({found}); name a new folder",
        "{path} tiene otros archivos, o las páginas públicas de otro registro que {origin} ({found}); nombre una carpeta nueva",
    ),
    "pubsite.none": Text(
        "no item has a passport yet; batterypass passport issue ITEM issues one",
        "ningún artículo tiene pasaporte aún; batterypass passport issue ARTÍCULO lo expide",
    ),
    "pubsite.progress": Text("passports", "pasaportes"),
    "pubsite.done": Text(
        "{folder} · passports: {passports} · files: {files} · new or changed: {changed}",
        "{folder} · pasaportes: {passports} · archivos: {files} · nuevos o cambiados: {changed}",
    ),
}
