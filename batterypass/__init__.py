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

__version__ = "0.1.0"
__all__ = ["__version__", "open_ledger"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute protocol
    # Lazy, so that importing one pure module does not load the whole library.
    if name == "open_ledger":
        from batterypass.bootstrap import open_ledger

        return open_ledger
    raise AttributeError(f"module 'batterypass' has no attribute {name!r}")
