"""A signed, append-only ledger of the life of lithium-ion packs.

>>> import batterypass
>>> ledger = batterypass.open_ledger("ledger.bp")       # doctest: +SKIP
>>> ledger.verify().authentic                            # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from batterypass.bootstrap import open_ledger
    from batterypass.library import (
        export_tiles,
        import_packs,
        key_ring,
        manifest_pdf,
        new_ledger,
        passport_pdf,
        sign_event,
    )

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "export_tiles",
    "import_packs",
    "key_ring",
    "manifest_pdf",
    "new_ledger",
    "open_ledger",
    "passport_pdf",
    "sign_event",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute protocol
    # Lazy, so that importing one pure module does not load the whole library.
    if name == "open_ledger":
        from batterypass.bootstrap import open_ledger

        return open_ledger
    if name in __all__:
        from batterypass import library

        return getattr(library, name)
    raise AttributeError(f"module 'batterypass' has no attribute {name!r}")
