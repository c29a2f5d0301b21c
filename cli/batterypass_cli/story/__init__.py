"""The demonstration: one year of a fictional cluster, with a fixed clock.

Every step is a command that a person could type; the files beside this module are its input.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OFFSET = "-06:00"
ORIGIN = "registro.example/baterias"


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the story: when it is typed, what is said before, what it should exit with."""

    at: str
    words: tuple[str, ...]
    es: str = ""
    en: str = ""
    exits: int = 0

    def say(self, lang: str) -> str:
        """Give what is said before the command."""
        return self.es if lang == "es" else self.en


def copy_inputs(folder: Path) -> None:
    """Put the input files of the story into ``folder``."""
    (folder / "parties").mkdir(parents=True, exist_ok=True)
    for name, body in inputs().items():
        (folder / name).write_bytes(body)


def inputs() -> dict[str, bytes]:
    """Give the input files of the story by their names in its folder."""
    source = resources.files("batterypass_cli.story")
    files = {
        name: (source / name).read_bytes()
        for name in ("packs.csv", "authorisations.json", "dismantled.json")
    }
    for entry in (source / "parties").iterdir():
        files[f"parties/{entry.name}"] = entry.read_bytes()
    return files


PARTIES = (
    ("sierra-alta", "fabricante", "maker"),
    ("cerro-azul", "integrador", "integrator"),
    ("taller-volta", "taller", "workshop"),
    ("camino-real", "transportista", "carrier"),
    ("recicladora-norte", "reciclador", "recycler"),
    ("metales-sur", "reciclador sin autorización", "recycler without an authorisation"),
    ("desierto-claro", "sitio de disposición", "disposal site"),
    ("autoridad", "autoridad", "authority"),
)
