"""What is said of packs that were exported, lost or stolen."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "sight.exported": Text(
        "exported to {country} on {on}; there with {abroad} (entry {entry})",
        "exportado a {country} el {on}; allá lo tiene {abroad} (asiento {entry})",
    ),
    "sight.lost": Text(
        "lost, recorded on {on} (entry {entry})", "perdido, asentado el {on} (asiento {entry})"
    ),
    "sight.stolen": Text(
        "stolen, recorded on {on} (entry {entry}); police report: {report}",
        "robado, asentado el {on} (asiento {entry}); denuncia: {report}",
    ),
    "sight.today": Text("OUT OF SIGHT", "FUERA DE VISTA"),
    "sight.more": Text(
        "and {count} more: batterypass pack list --place lost",
        "y {count} más: batterypass pack list --place lost",
    ),
    "sight.next": Text(
        "Nothing but its finding happens to it now; if it comes back: {command}",
        "Nada más que su hallazgo le ocurre ya; si vuelve: {command}",
    ),
}
