"""How long the verifier page takes in a browser for a thousand signed statements."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.measure import ROUNDS, Row, median

_STATEMENTS = 1_000


def verifier(folder: Path, _: int) -> list[Row]:
    """Verify a bundle of a log of a thousand entries in headless Chromium, or say why not."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from web import chromium

    if chromium.BINARY is None:
        print(f"verifier: {chromium.WHY_NOT}")
        return []
    from batterypass.web.verifier.build import PAGE

    data, trust = _bundle(folder)
    times: list[float] = []
    entries = 1
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "verify.html"
        page.write_bytes(PAGE.read_bytes())
        with chromium.Chromium(page) as browser:
            browser.run(
                f"globalThis.data = {chromium.as_script(data)},"
                f" globalThis.trust = {chromium.as_script(trust)}, 0"
            )
            for _round in range(ROUNDS):
                start = perf_counter()
                found = browser.run("batterypass.judge(data, trust)")
                times.append(perf_counter() - start)
                assert found["authentic"] is True, found["findings"][:3]
                entries = found["entries"]
    return [
        Row(
            "verifier page", "1,000 statements in Chromium", median(times) * _STATEMENTS / entries,
            "s", 3, 1, is_limit=True, context={"statements": float(entries), "kB": len(data) / 1000},
        )
    ]  # fmt: skip


def _bundle(folder: Path) -> tuple[bytes, bytes]:
    from app import yard as yards
    from bundle import story

    yard = story.tell(folder)
    while yard.session.store.size() < _STATEMENTS:
        for name in story.PACKS[:3]:
            yard.log(
                "item.assessed", yards.MAKER, item=name, condition="serviceable",
                soc_percent=str(yard.session.store.size() % 100), method="bms_reading",
            )  # fmt: skip
    return story.bundle_of(yard, "all"), story.trust_of(yard)
