"""Emergency hints that every passport carries, packaged with their source."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from batterypass.documents.content import Words


@lru_cache(maxsize=1)
def emergency_hints() -> tuple[Words, tuple[Words, ...]]:
    """Give the name of the guide and its hints, only those of high confidence."""
    path = files("batterypass.documents.resources") / "safety.json"
    data = json.loads(path.read_bytes())
    rows = tuple(Words(row["es"], row["en"]) for row in data["rows"] if row["confidence"] == "high")
    return Words(data["guide"]["es"], data["guide"]["en"]), rows
