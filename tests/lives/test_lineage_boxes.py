"""What stands in a box of a drawn lineage."""

from __future__ import annotations

from typing import Any, cast

import pytest

from batterypass.app.lineage_picture import _box
from batterypass.app.lineage_tree import Thing
from batterypass.domain.lineage_graph import Node


@pytest.mark.parametrize(
    ("kind", "title", "first"),
    [
        ("module", "module", "módulo"),
        ("module", "M-12 S-7", "módulo · M-12 S-7"),
        ("fraction", "aluminium", "fracción · aluminio"),
    ],
)
def test_a_module_without_a_model_is_not_called_a_module_twice(
    kind: str, title: str, first: str
) -> None:
    node = Node("https://id.maker.example/m/1", 0)
    thing = Thing(node, kind, "NWCD-528F-6FRD-7", title, "", "118.0", True, lives_as="waste")
    box = _box(cast("Any", None), thing, "es")
    assert box.lines == (first, "118.0 kg · residuo")
