"""What the rules tell before somebody signs is shown once for each rule, however long the truck."""

from __future__ import annotations

import pytest

from batterypass.rules.base import Finding
from batterypass_cli.signing import _show_notices


class _Out:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def talk(self, line: str) -> None:
        self.lines.append(line)


class _Here:
    def __init__(self) -> None:
        self.out = _Out()


def unweighed(item: str, knowingly: str | None = None) -> Finding:
    values = {"item": item, "consignment": "https://a.example#consignment/M-1"}
    return Finding("BP-M003", "notice", item, values, 7, knowingly)


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (1, 1), (2, 2), (100, 2)])
def test_a_hundred_unweighed_packs_are_two_lines(count: int, lines: int) -> None:
    here = _Here()
    _show_notices(here, [unweighed(f"https://a.example/i/{n}") for n in range(count)])  # type: ignore[arg-type]
    assert len(here.out.lines) == lines
    if count > 1:
        assert f"{count - 1} more of BP-M003" in here.out.lines[1]
        assert "https://a.example/i/0" in here.out.lines[0]


def test_what_is_admitted_knowingly_is_not_hidden_behind_a_notice() -> None:
    here = _Here()
    found = [unweighed("https://a.example/i/1"), unweighed("https://a.example/i/2", "emergency")]
    _show_notices(here, found)  # type: ignore[arg-type]
    assert [line for line in here.out.lines if "more of" in line] == []
    assert len(here.out.lines) == 2
