"""A browser as a client: Chromium opens ``verify.html`` and judges the vectors, each with its trust file.

Accepted is one that the page calls authentic as it should; damaged is one that is false, unreadable
or open, and refused is one of which the page gives exactly that word.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from batterypass.web.verifier.build import PAGE
from batterypass.web.verifier.page import page_with
from web import chromium

VECTORS = Path(__file__).parents[1] / "vectors" / "verifier"


def judge_vectors(folder: Path = VECTORS) -> dict[str, Any]:
    """Give what was read, accepted and refused, and the names of those with another word."""
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = {"accepted": 0, "offered": 0, "refused": 0, "damaged": 0}
    wrong: list[str] = []
    for keys in sorted({str(case.get("keys", "")) for case in cases}):
        some = [case for case in cases if case.get("keys", "") == keys]
        with TemporaryDirectory() as usb:
            page = Path(usb) / "verify.html"
            page.write_bytes(_page(folder, keys))
            with chromium.Chromium(page) as browser:
                for case in some:
                    is_good = case["authentic"] is True
                    found["offered" if is_good else "damaged"] += 1
                    if _word(browser, folder, case) == case["authentic"]:
                        found["accepted" if is_good else "refused"] += 1
                    else:
                        wrong.append(case["name"])
    why = f"another word than the vectors: {', '.join(wrong)}" if wrong else ""
    return {"read": f"{len(cases)} vectors", **found, "why": why}


def version() -> str:
    """Give the version that the browser says."""
    done = subprocess.run(
        [str(chromium.BINARY), "--version", "--no-sandbox"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    words = done.stdout.split()
    return words[1] if len(words) > 1 else "?"


def _page(folder: Path, keys: str) -> bytes:
    if not keys:
        return PAGE.read_bytes()
    return page_with(None, json.loads((folder / f"{keys}.keys.json").read_text(encoding="utf-8")))


def _word(browser: chromium.Chromium, folder: Path, case: dict[str, Any]) -> object:
    trust = (folder / f"{case['trust']}.trust").read_bytes() if case["trust"] else None
    data = chromium.as_script((folder / case["file"]).read_bytes())
    said = browser.run(f"batterypass.judge({data}, {chromium.as_script(trust)})")
    return "unreadable" if said["unreadable"] else said["authentic"]
