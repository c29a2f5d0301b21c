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
    "pubsite.same": Text(
        "{item} and {other} have the same path on a host ({path}), so one of them would get the page of"
        " the other. Nothing was written. Name the packs of one of them, each in a folder of its own:"
        " batterypass export site DIR PACK…",
        "{item} y {other} tienen la misma ruta en un servidor ({path}), y uno recibiría la página del"
        " otro. No se escribió nada. Nombre los paquetes de uno de ellos, cada cual en su carpeta:"
        " batterypass export site CARPETA PAQUETE…",
    ),
    "pubsite.progress": Text("passports", "pasaportes"),
    "pubsite.done": Text(
        "{folder} · passports: {passports} · files: {files} · new or changed: {changed}",
        "{folder} · pasaportes: {passports} · archivos: {files} · nuevos o cambiados: {changed}",
    ),
}
