"""``python -m batterypass_cli`` is the same as ``batterypass``."""

from __future__ import annotations

from batterypass_cli.main import run

if __name__ == "__main__":
    run()
