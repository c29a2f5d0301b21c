"""The page judges a module through its lives, on a ledger that the command opened."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as desk
from cli.desk import Desk
from lives.conftest import bench as bench
from lives.test_lineage_by_name import built
from lives.test_lineage_by_name import parted as parted
from web.chromium import Chromium, as_script

__all__ = ["desk"]


def test_a_module_that_came_out_of_a_pack_again_is_authentic_in_the_page_too(
    parted: Desk, browser: Chromium, tmp_path: Path
) -> None:
    built(parted)
    parted.ok(
        "pack dismantle H-1 mass_kg=262 --part M-1=120 --part M-2=120 loss_kg=22 --as taller-volta"
        " --yes", at="03-07T08:00",
    )  # fmt: skip
    path = tmp_path / "module.bpz"
    parted.ok("bundle", "M-1", "-o", str(path))
    verdict = parted.run("verify", str(path), "--json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    assert not [one for one in verdict["not_judged"] if one["why"] == "missing"]
    found = browser.run(f"batterypass.judge({as_script(path.read_bytes())}, {as_script(None)})")
    # Without a trust file the page finds nothing wrong, and does not say whose log it is.
    assert (found["unreadable"], found["authentic"], found["findings"]) == (False, None, [])
