"""What a command writes is there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from batterypass_cli.guide import write_whole


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="an open file cannot be named here")
def test_a_paper_is_laid_down_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "manifest.pdf"
    laid_down: list[tuple[int, bool]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        size = Path(f"/proc/self/fd/{descriptor}").stat().st_size
        laid_down.append((size, paper.exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(paper, b"%PDF-1.7")
    assert laid_down == [(8, False)], "every byte was there, and the name was not"
    assert paper.read_bytes() == b"%PDF-1.7"
