"""What the check of a passport says."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "passportcheck.title": Text(
        "{item} · {category} · asked of it on {day}", "{item} · {category} · se le pide al {day}"
    ),
    "passportcheck.no-category": Text("category not known", "categoría desconocida"),
    "passportcheck.duty": Text(
        "{source}: from {starts} on. {label}.", "{source}: desde el {starts}. {label}."
    ),
    "passportcheck.no-passport": Text(
        "No passport was issued yet; batterypass passport issue {item} issues one.",
        "Aún no se expide un pasaporte; batterypass passport issue {item} expide uno.",
    ),
    "passportcheck.why-category": Text(
        "No passport is asked for. {label}.", "No se pide pasaporte. {label}."
    ),
    "passportcheck.why-energy": Text(
        "No passport is asked for: its energy is not over {over} Wh.",
        "No se pide pasaporte: su energía no pasa de {over} Wh.",
    ),
    "passportcheck.why-placed_before": Text(
        "No passport is asked for: it was placed on the market before {starts}.",
        "No se pide pasaporte: se introdujo en el mercado antes del {starts}.",
    ),
    "passportcheck.why-ended": Text(
        "Its passport has ended with it: nothing is asked of it any more (Article 77(8)).",
        "Su pasaporte terminó con ella: ya no se le pide nada (artículo 77(8)).",
    ),
    "passportcheck.why-unknown_energy": Text(
        "Its energy is not known: a passport is asked for above {over} Wh.",
        "No se conoce su energía: el pasaporte se pide arriba de {over} Wh.",
    ),
    "passportcheck.why-unknown_category": Text("{label}.", "{label}."),
    "passportcheck.mexico": Text(
        "Mexico asks for no passport: what is missing is told and blocks nothing.",
        "México no pide pasaporte: lo que falta se dice y no detiene nada.",
    ),
    "passportcheck.complete": Text("complete", "completo"),
    "passportcheck.missing": Text("missing", "falta"),
    "passportcheck.closed": Text("erased or not here", "borrado o no está aquí"),
    "passportcheck.not_yet_required": Text("not yet required", "aún no se pide"),
    "passportcheck.conditional": Text("only if", "solo si"),
    "passportcheck.optional": Text("optional", "opcional"),
    "passportcheck.not_applicable": Text("not applicable", "no aplica"),
    "passportcheck.from": Text("from {day}", "desde el {day}"),
    "passportcheck.pending": Text("day not known", "sin fecha"),
    "passportcheck.more": Text(
        "The whole list: --all, or --json.", "La lista entera: --all, o --json."
    ),
    "passportcheck.doubtful": Text("doubtful", "dudoso"),
}
