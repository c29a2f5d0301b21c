"""What ``make pictures`` draws beside the papers of the demonstration, and which command writes what.

Words of a command, where ``{pdf}`` is the file that it writes, ``{svg}`` a picture and ``{dir}`` a folder.
"""

from __future__ import annotations

from batterypass.documents.sheets import SHEETS

#: Name of a picture -> the command that writes it, on the ledger of the demonstration.
PAPERS: dict[str, tuple[str, ...]] = {
    "recovery-sheet": ("key", "sheet", "taller-volta", "-o", "{pdf}", "--yes"),
    "bin": ("label", "bin", "-o", "{pdf}"),
    "bin-of-a-pack": (
        "label", "bin", "SA26-000003", "--area", "240", "--sheet", "a4-8", "-o", "{pdf}",
    ),
    "verdict": ("verify", "--by", "Auditora de Ejemplo", "--report", "{pdf}"),
    "verdict-false": (
        "verify", "changed-copy.bp", "--by", "Auditora de Ejemplo", "--report", "{pdf}",
    ),
    "tree": ("pack", "tree", "SA26-000001", "-o", "{pdf}"),
    "gaps": ("recycler", "gaps", "--operation", "reciclaje", "--picture", "{svg}"),
    "dossier": (
        "audit", "pack", "SA26-000001", "SA26-000002", "-o", "{dir}", "--as", "registro", "--yes",
    ),
    **{
        f"labels-{stock}": (
            "label", "print", "SA26-000002", "SA26-000003", "--sheet", stock, "-o", "{pdf}", "--yes",
        )
        for stock in SHEETS
    },
}  # fmt: skip
#: Exit codes that a command of these gives beside 0: what it found is no failure of it.
FOUND: dict[str, int] = {"verdict-false": 4}

#: Command that writes a PDF, SVG or page -> the beginning of the names of its pictures.
DRAWN: dict[str, str] = {
    "annual export": "annual-",
    "audit pack": "dossier-",
    "export site": "site-",
    "export verifier": "verify-",
    "key sheet": "recovery-sheet-",
    "label bin": "bin-",
    "label print": "labels-",
    "logbook export": "logbook-",
    "manifest letter": "letter-",
    "manifest pdf": "manifest-",
    "pack tree": "tree-",
    "passport pdf": "passport-",
    "recycler export": "directory-",
    "recycler gaps": "gaps-",
    "report circularity": "report-circularity-",
    "report producer": "report-producer-",
    "report recovery": "report-recovery-",
    "report site": "report-site-",
    "transport marks": "marks-",
    "transport papers": "load-",
    "un summary print": "summary-",
    "verify": "verdict-",
}
#: Command that speaks of a PDF, SVG or page and writes none.
READS: frozenset[str] = frozenset(
    {
        "batch output",
        "handoff paper",
        "label check",
        "manifest check",
        "pack origin",
        "pack origin-form",
        "ship paper",
    }
)
