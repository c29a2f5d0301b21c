"""Write ``schemas/`` anew from the models: ``python tests/cli/make_schemas.py``."""

from __future__ import annotations

from pathlib import Path

from batterypass.domain.events import KINDS
from batterypass_cli.schemas import schema_text

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def main() -> None:
    """Write a file for each kind as it is signed, and one for its form."""
    (SCHEMAS / "form").mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        signed = schema_text(kind, signed=True)
        (SCHEMAS / f"{kind}.json").write_text(signed, encoding="utf-8")
        form = schema_text(kind, signed=False)
        (SCHEMAS / "form" / f"{kind}.json").write_text(form, encoding="utf-8")


if __name__ == "__main__":
    main()
