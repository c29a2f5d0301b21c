"""The clients: each brings a program of somebody else to our files, and tells what it said.

A client is a function that gets the material and a folder for environments of its own, and gives an
:class:`Outcome`; put another one into ``CLIENTS``. One that needs a tool which is not on the
machine is skipped and says so; where the tool is there, a client that does not run is a failure.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from interop import page
from web import chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    from interop.material import Material

_HERE = Path(__file__).resolve().parent
#: Where Debian's golang-golang-x-mod-dev lies.
_GOPATH = Path("/usr/share/gocode")
_TIMEOUT_S = 110


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a client did: how much it accepted of how much, and how many damaged ones it refused.

    ``is_here`` is False where the tool is not on this machine, which alone is no failure.
    """

    tool: str
    version: str = "-"
    read: str = "-"
    accepted: int = 0
    offered: int = 0
    refused: int = 0
    damaged: int = 0
    is_here: bool = True
    why: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the run fails because of it."""
        if not self.is_here:
            return False
        whole = self.accepted == self.offered > 0 and self.refused == self.damaged > 0
        return bool(self.why) or not whole

    def row(self) -> tuple[str, str, str, str]:
        """Give the line of the table."""
        if not self.is_here:
            return (
                self.tool,
                self.version,
                self.read,
                f"skipped: {self.why or 'not on this machine'}",
            )
        done = f"{self.accepted}/{self.offered} accepted, {self.refused}/{self.damaged} damaged refused"
        return (
            self.tool,
            self.version,
            self.read,
            done if not self.is_failure else f"FAILED {done}",
        )


def receipts_by_scitt_cose(material: Material, environments: Path) -> Outcome:
    """scitt-cose verifies every receipt, alone and out of its transparent statement."""
    return _python("scitt-cose", "0.5.0", "receipts_scitt_cose.py", material, environments)


def statements_by_cwt(material: Material, environments: Path) -> Outcome:
    """python-cwt verifies every statement, and the transparent ones."""
    return _python("cwt", "3.3.0", "statements_cwt.py", material, environments)


def log_by_sumdb(material: Material, environments: Path) -> Outcome:
    """Go's checksum-database client verifies checkpoints, tiles, entries and growth."""
    tool = "golang.org/x/mod sumdb"
    go = shutil.which("go")
    if go is None:
        return Outcome(tool, is_here=False, why="there is no go on this machine")
    if not (_GOPATH / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        return Outcome(
            tool, is_here=False, why="golang-golang-x-mod-dev is not installed: apt-get install it"
        )
    folder = environments / "sumdb"
    folder.mkdir(parents=True, exist_ok=True)
    environ = {
        "GO111MODULE": "off", "GOPATH": str(_GOPATH), "GOFLAGS": "", "GOTOOLCHAIN": "local",
        "GOPROXY": "off", "GOCACHE": str(folder / "cache"), "HOME": str(folder), "PATH": "/usr/bin:/bin",
        "CGO_ENABLED": "0",
    }  # fmt: skip
    client = folder / "sumdb-client"
    built = _run([go, "build", "-o", str(client), str(_HERE / "sumdb" / "main.go")], environ)
    if built.returncode:
        return Outcome(tool, why=f"it does not build: {built.stderr[-400:]}")
    version = _debian_version("golang-golang-x-mod-dev")
    return _outcome(tool, version, _run([str(client), material.vkey, str(material.tiles)], environ))


def vectors_by_chromium(material: Material, environments: Path) -> Outcome:
    """Chromium opens ``verify.html``, without a network, and judges every vector by it."""
    tool = "chromium, verify.html"
    if chromium.BINARY is None:
        return Outcome(tool, is_here=False, why=chromium.WHY_NOT)
    return Outcome(tool, page.version(), **page.judge_vectors())


#: Every client, in the order of the table.
CLIENTS: tuple[Callable[[Material, Path], Outcome], ...] = (
    receipts_by_scitt_cose,
    statements_by_cwt,
    log_by_sumdb,
    vectors_by_chromium,
)


def _python(
    package: str, version: str, script: str, material: Material, environments: Path
) -> Outcome:
    """Run a script in an environment of its own, which holds this one package."""
    folder = environments / package
    wanted = sha256(f"{package}=={version} {sys.version}".encode()).hexdigest()
    ready = folder / ".ready"
    if not ready.exists() or ready.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        for words in (
            [sys.executable, "-m", "venv", str(folder)],
            [*pip, "--disable-pip-version-check", f"{package}=={version}"],
        ):
            done = _run(words)
            if done.returncode:
                return Outcome(package, why=f"it cannot be installed: {done.stderr[-400:]}")
        ready.write_text(wanted)
    words = [str(folder / "bin" / "python"), "-I", str(_HERE / script), str(material.scitt)]
    return _outcome(package, version, _run(words))


def _run(
    words: list[str], environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            words, env=environ, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 1, "", f"not done in {_TIMEOUT_S} s")


def _outcome(tool: str, version: str, done: subprocess.CompletedProcess[str]) -> Outcome:
    """Read the one line of JSON that a client prints."""
    if done.returncode:
        return Outcome(tool, version, why=done.stderr[-800:] or f"exit code {done.returncode}")
    return Outcome(tool, version, **json.loads(done.stdout))


def _debian_version(package: str) -> str:
    done = _run(["dpkg-query", "-W", "-f", "${Version}", package])
    return done.stdout if not done.returncode else "?"
