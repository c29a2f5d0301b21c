"""Packing instructions as people write them: several to choose from, with their paragraph or without.

Read by rules that every command loads, so this module needs nothing of the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.regulations.transport.decision import Decision


def in_words(packing: str) -> frozenset[str]:
    """Give the codes in a packing instruction, of which each must fit."""
    return frozenset(packing.upper().replace("/", " ").split())


def is_packing(packing: str, decision: Decision) -> bool:
    """Tell whether a packing instruction is among those of a decision, with its paragraph or without."""
    offered = {one.upper() for one in decision.packing_instructions}
    offered |= {without_paragraph(one) for one in offered}
    wanted = in_words(packing)
    return bool(wanted) and wanted <= offered


def as_printed(code: str) -> str:
    """Write a packing instruction as papers have it: the case sheet's ``965-IB`` is ``965 IB``."""
    return code.replace("-I", " I")


def without_paragraph(code: str) -> str:
    """Give a packing instruction of the UN without its paragraph: ``P903(1)`` is one of ``P903``."""
    return code.partition("(")[0] if code.startswith(("P", "LP")) else code
