"""Texts of the verdict on paper (``verify --report``)."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "verdictpaper.title": Text("VERDICT", "DICTAMEN"),
    "verdictpaper.sentence": Text(
        "{breaches} {breaches:breach|breaches} of the rules, {broken} {broken:break|breaks} of integrity,"
        " {notices} {notices:notice|notices} (exit {code})",
        "{breaches} {breaches:incumplimiento|incumplimientos} de las reglas, {broken}"
        " {broken:falta|faltas} de integridad, {notices} {notices:observación|observaciones} (salida"
        " {code})",
    ),
    "verdictpaper.file": Text("file", "archivo"),
    "verdictpaper.sha256": Text("SHA-256 of the file", "SHA-256 del archivo"),
    "verdictpaper.about": Text("about", "trata de"),
    "verdictpaper.ledger": Text("ledger", "registro"),
    "verdictpaper.entries": Text("entries", "asientos"),
    "verdictpaper.of": Text("{count} of {size}", "{count} de {size}"),
    "verdictpaper.root": Text("root at the checkpoint", "raíz en el punto de control"),
    "verdictpaper.trust": Text("trust", "confianza"),
    "verdictpaper.trust-file": Text(
        "{kind}; trust file with SHA-256 {digest}",
        "{kind}; archivo de confianza con SHA-256 {digest}",
    ),
    "verdictpaper.program": Text("verified with", "comprobado con"),
    "verdictpaper.rulebook": Text("rulebooks adopted", "reglamentos adoptados"),
    "verdictpaper.rulebook-at": Text("entry {entry}: {digest}", "asiento {entry}: {digest}"),
    "verdictpaper.none": Text("none", "ninguno"),
    "verdictpaper.registrar": Text("on the registrar's word", "por palabra del registrador"),
    "verdictpaper.written": Text("{path}: the verdict on paper", "{path}: el dictamen en papel"),
    "verdictpaper.not-pdf": Text(
        "--report {path}: expected a name that ends in .pdf",
        "--report {path}: se espera un nombre que termine en .pdf",
    ),
    "verdictpaper.by-alone": Text(
        "--by goes with --report FILE.pdf", "--by va con --report ARCHIVO.pdf"
    ),
    "verdictpaper.not-for-papers": Text(
        "--report is for a ledger or a bundle: leave it out, or make a bundle of the item with"
        " batterypass bundle ITEM -o FILE.bpz",
        "--report es para un registro o un paquete de pruebas: quítelo, o haga un paquete del elemento con"
        " batterypass bundle ITEM -o FILE.bpz",
    ),
    "verdictpaper.quick": Text(
        "--report is for a whole verification: leave out --quick",
        "--report es para una comprobación entera: quite --quick",
    ),
}
