"""A command that signs one event waits for nothing that only other commands need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

#: What whoever opens a ledger and signs an event does not need.
SPARED = ("batterypass.app.opening", "batterypass.tlog.policy", "batterypass.evidence.un383_file")

OPENS = "from batterypass import bootstrap; bootstrap.surroundings()"
ATTACHES = (
    "import io, os; from pathlib import Path; from batterypass_cli.context import Here;"
    " from batterypass_cli.attaching import keep_attached, read_attached;"
    " here = Here(os.environ, []); keep_attached(here, read_attached(here, []))"
)


@pytest.mark.parametrize("work", [OPENS, ATTACHES], ids=["opening", "attaching nothing"])
def test_one_event_loads_no_module_of_another_work(work: str) -> None:
    program = f"{work}; import json, sys; print(json.dumps(list(sys.modules)))"
    output = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ).stdout
    loaded = json.loads(output)
    assert "batterypass.errors" in loaded
    assert not {*SPARED} & {*loaded}
