"""What holds for every test, in whatever order and process it runs; and the counts of the sweeps."""

from __future__ import annotations

import signal
from typing import Any

import pytest

import sweeps
from batterypass.store.keyfolder import ROUNDS, KeyFolder
from batterypass_cli.words import speak

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell without job control starts what runs in its background without Ctrl-C. A command that is
    # started here would inherit that, and some tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Start in English, whatever language the test before spoke last in this process."""
    speak("en")


#: The files that take longest with few tests in them. Begun last, they would keep one worker busy long
#: after the others have ended.
_LONGEST = {
    "test_examples.py",
    "test_large.py",
    "test_transcripts.py",
    "test_demo_installed.py",
    "test_installed.py",
    "test_sweep.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Hold that no file leaves quick keys to those that come after it."""
    if nextitem is None or nextitem.path != item.path:
        assert (KeyFolder.__init__.__kwdefaults__ or {})["rounds"] == ROUNDS


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what its sweeps counted: what it prints itself, nobody sees."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["sweeps"] = sweeps.pack()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the counts of a worker that has ended."""
    for one in getattr(node, "workeroutput", {}).get("sweeps", ()):
        sweeps.count(**one)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line for each sweep, also with ``-q`` and in several processes."""
    if found := sweeps.lines():
        terminalreporter.section("sweeps: what was changed, and whether it was found")
        for line in found:
            terminalreporter.write_line(line)
