"""Words for what an audit compares: rows of tables, files, notes and trust files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: word -> (Spanish, English)
AUDIT_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "row-none": ("nada", "nothing"),
        "file-cut": (
            "termina a los {size} de {whole} bytes, lo demás falta",
            "it ends after {size} of {whole} bytes, the rest is gone",
        ),
        "file-unread": (
            "no se puede leer como base de datos ({why})",
            "it cannot be read as a database ({why})",
        ),
        "row-damaged": ("un renglón dañado", "a damaged row"),
        "row-nobody": ("un sujeto que no está", "a subject that is not there"),
        "row-table": ("la tabla", "the table"),
        "row-entry": ("asiento", "entry"),
        "row-in-segment": ("en el segmento", "in segment"),
        "row-level": ("nivel", "level"),
        "row-node": ("nodo", "node"),
        "row-subject": ("el sujeto", "the subject"),
        "row-subject-named": ("sujeto", "subject"),
        "row-state": ("estado", "state"),
        "row-lane": ("carril", "lane"),
        "row-number": ("número", "number"),
        "row-before": ("antes", "before"),
        "row-statements": ("declaraciones", "statements"),
        "row-since": ("desde", "since"),
        "row-height": ("altura", "height"),
        "row-place": ("lugar", "place"),
        "row-at": ("con", "at"),
        "row-by-key": ("llave", "key"),
        "row-by-holder": ("titular", "holder"),
        "row-by-alias": ("alias", "alias"),
        "row-by-printed": ("id impreso", "printed"),
        "row-by-serial": ("serie", "serial"),
        "row-by-passport": ("pasaporte", "passport"),
        "row-by-manifest": ("manifiesto", "manifest"),
        "row-by-consignment": ("embarque", "consignment"),
        "row-by-number": ("número", "number"),
        "row-by-received": ("recibido", "received"),
        "row-by-name": ("nombre", "name"),
        "row-by-certified": ("certificado", "certified"),
        "row-by-batch": ("lote", "batch"),
        "trust-nothing-to-compare": (
            "no hay un asiento 0 legible con que comparar el archivo de confianza",
            "there is no entry 0 that reads to compare the trust file with",
        ),
        "heads-none": (
            "el último asiento no se compromete con ninguna cabeza",
            "the last entry does not commit to any heads",
        ),
        "heads-here": ("que se comprometan donde está todo el registro", "those of the whole log"),
        "note-size": ("el suyo es de {found} asientos", "it is of {found} entries"),
        "note-missing": (
            "falta, y en él se apoyan papeles y archivos",
            "it is missing, and papers and files rest on it",
        ),
        "note-flag": (
            "está marcado para guardarse, y el registro dice otra cosa",
            "it is marked to be kept, and the log says otherwise",
        ),
        "note-no-flag": (
            "no está marcado para guardarse, y el registro dice que se guarda",
            "it is not marked to be kept, and the log says that it is",
        ),
        "note-last": (
            "el registro tiene {found} asientos y éste es el último punto de control firmado",
            "the log has {found} entries, and this is the last signed checkpoint",
        ),
    }
)
