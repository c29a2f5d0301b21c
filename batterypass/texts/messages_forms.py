"""What is said of forms beside their boxes: signed in ink, notes, and where the record went on."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "forms.on-paper": Text("on paper, recorded by {name}", "en papel, asentó {name}"),
    "forms.countersigned": Text("countersigned {time} with {key}", "refrendó el {time} con {key}"),
    "forms.note": Text("note", "nota"),
    "forms.newer": Text(
        "the record went on after this paper: entries {entries}; now {state}. batterypass manifest"
        " pdf {consignment} -o FILE{signer} prints it as it stands",
        "el registro siguió después de este papel: asientos {entries}; ahora {state}. batterypass"
        " manifest pdf {consignment} -o ARCHIVO{signer} lo imprime como está",
    ),
}
