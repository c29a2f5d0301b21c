"""Changes a ledger file behind the store's back."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def change(path: Path, *statements: str, parameters: tuple[object, ...] = ()) -> None:
    """Execute SQL on a file, its schema included."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement, parameters)
    finally:
        connection.close()
