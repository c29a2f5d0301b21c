"""Where the file with a signatory's name stands: beside the summary that names its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def name_file_of(path: Path) -> Path:
    """Give the path of the name of a summary: ``s.json`` has ``s-signatory.json``."""
    return path.with_name(f"{path.stem}-signatory.json")
