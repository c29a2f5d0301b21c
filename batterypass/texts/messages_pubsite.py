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
    "pubsite.other-langs": Text(
        "{path} has pages in {expected}, and one index lists them all: repeat with --langs {expected},"
        " or name no items to write the whole site in {found}",
        "{path} tiene páginas en {expected}, y un índice las lista todas: repita con --langs"
        " {expected}, o no nombre artículos para escribir el sitio entero en {found}",
    ),
    "pubsite.kept": Text(
        "pages that stay as they were: {count}", "páginas que quedan como estaban: {count}"
    ),
    "pubsite.removed": Text(
        "files of pages that are no more, removed: {count}",
        "archivos de páginas que ya no hay, borrados: {count}",
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
