"""Which tested article covers which item: a tested cell or module does not qualify a pack."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Kind of item -> the articles whose UN 38.3 evidence covers it (``transport-rules.md`` 8).
COVERED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"pack": ("pack",), "module": ("module", "pack"), "cell_lot": ("cell",)}
)
