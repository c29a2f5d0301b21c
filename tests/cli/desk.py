"""A desk to test the command line at: the real command, in this process, with a scripted person.

``Desk.run`` calls what the installed command calls, with its own home, keys, ledger, clock and
seed. A :class:`Person` answers questions by what they ask for, as somebody at a terminal does.
"""

from __future__ import annotations

import atexit
import io
import json
import shlex
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

import pytest

from batterypass.store.keyfolder import KeyFolder
from batterypass_cli import main as command_line
from batterypass_cli.context import Here
from batterypass_cli.main import make_root
from batterypass_cli.words import language

PASSPHRASE = "cuatro palabras nada comunes"
STORY = Path(__file__).resolve().parents[2] / "cli" / "batterypass_cli" / "story"
YES, NO = "y", "n"
_ROOTS: dict[str, Any] = {}
_MADE: dict[Callable[[Path], object], Path] = {}


class Person(io.TextIOBase):
    """Answers each question with the first unused answer whose name begins it.

    Answers that are a list are given one after the other. What nobody prepared is left out, and a
    question that insists fails the test instead of going on for ever.
    """

    def __init__(self, answers: dict[str, str | list[str]] | None = None) -> None:
        self.asked: list[str] = []
        self._answers = {
            name: [one] if isinstance(one, str) else list(one)
            for name, one in (answers or {}).items()
        }
        self.hears: io.StringIO | None = None
        self._heard = 0

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        assert self.hears is not None
        heard = self.hears.getvalue()
        question = heard[self._heard :].rsplit("\n", 1)[-1].strip()
        self._heard = len(heard)
        self.asked.append(question)
        if self.asked[-12:].count(question) > 8:
            pytest.fail(f"asked again and again: {question}\n{self.hears.getvalue()[-1500:]}")
        for name in sorted(self._answers, key=len, reverse=True):
            if question.startswith(name) and self._answers[name]:
                return self._answers[name].pop(0) + "\n"
        return "\n"

    def unused(self) -> list[str]:
        return [name for name, left in self._answers.items() if left]


class _Terminal(io.StringIO):
    """A standard error that a person watches; colours are off."""

    def isatty(self) -> bool:
        return False


@dataclass
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Desk:
    """One folder with everything that a run needs."""

    folder: Path
    at: str = "2026-03-02T08:00:00-06:00"
    environ: dict[str, str] = field(default_factory=dict)
    lang: str = "en"

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.bp"

    def surroundings(self) -> dict[str, str]:
        """Give the environment of a run."""
        return {
            "BATTERYPASS_HOME": str(self.folder / "home"),
            "BATTERYPASS_LEDGER": str(self.ledger),
            "BATTERYPASS_PASSPHRASE": PASSPHRASE,
            "BATTERYPASS_CLOCK": self.at,
            "BATTERYPASS_SEED": "test",
            "LANG": "es_MX.UTF-8" if self.lang == "es" else "en_US.UTF-8",
            **self.environ,
        }

    def run(self, *words: str, person: Person | None = None, typed: str = "", at: str = "") -> Ran:
        """Run a command; one word with spaces is split as a shell does."""
        if at:
            self.at = at if len(at) > 16 else f"2026-{at}:00-06:00"
        argv = shlex.split(words[0]) if len(words) == 1 else list(words)
        out_bytes = io.BytesIO()
        out = io.TextIOWrapper(out_bytes, encoding="utf-8", write_through=True)
        err = _Terminal()
        stdin: Any = io.StringIO(typed)
        if person is not None:
            person.hears = err
            stdin = person
        here = Here(self.surroundings(), argv, stdin=stdin, stdout=out, stderr=err)
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            patch.object(command_line, "make_root", _root),
        ):
            # Help pages are printed by Typer, which knows only the process's own streams.
            code = command_line.main(argv, here)
        out.flush()
        return Ran(code, out_bytes.getvalue().decode(), err.getvalue())

    def ok(self, *words: str, **settings: Any) -> Ran:
        """Run a command that must succeed."""
        ran = self.run(*words, **settings)
        assert ran.code == 0, f"{words}\n{ran.out}\n{ran.err}"
        return ran


def _root() -> Any:
    """Give the commands in the language of the run, built once: that takes longer than most run."""
    if language() not in _ROOTS:
        _ROOTS[language()] = make_root()
    return _ROOTS[language()]


def quick_keys(patch: pytest.MonkeyPatch) -> None:
    """Make key files with one round of bcrypt: their strength is tested elsewhere."""
    defaults = KeyFolder.__init__.__kwdefaults__
    assert defaults is not None
    patch.setitem(defaults, "rounds", 1)


REGISTRAR = "https://registro.example"
PARTIES = (
    "sierra-alta",
    "cerro-azul",
    "taller-volta",
    "camino-real",
    "recicladora-norte",
    "desierto-claro",
    "autoridad",
)


def made_once(make: Callable[[Path], object]) -> Path:
    """Give a folder that ``make`` filled in this process, with quick keys. It is there to be copied."""
    if make not in _MADE:
        folder = Path(mkdtemp(prefix="yard-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        with pytest.MonkeyPatch.context() as patched:
            quick_keys(patched)
            make(folder)
        _MADE[make] = folder
    return _MADE[make]


def open_yard(folder: Path) -> Desk:
    """Give a ledger opened by commands: registrar, parties, authorisations."""
    shutil.copytree(made_once(_open), folder, dirs_exist_ok=True)
    return Desk(folder, at="2026-03-03T09:00:00-06:00")


def _open(folder: Path) -> None:
    desk = Desk(folder)
    desk.ok(
        "init", "--origin", "registro.example/patio", "--profile", "MX", "--registrar", REGISTRAR,
        "--name", "Registro de Prueba", "--yes",
    )  # fmt: skip
    for number, name in enumerate(PARTIES):
        label = ["--label"] if name == "sierra-alta" else []
        desk.ok(
            "key", "new", f"https://{name}.example", *label, "--yes", at=f"03-02T08:{number:02}"
        )
        card = str(STORY / "parties" / f"{name}.json")
        desk.ok("party", "add", "--from", card, "--as", "registro", "--yes")
    desk.ok(
        "log", "authorisation.granted", "--from", str(STORY / "authorisations.json"),
        "--as", "autoridad", "--yes", at="03-02T09:00",
    )  # fmt: skip


def pack_words(number: int) -> list[str]:
    """Give the words that register a pack of the maker."""
    return [
        f"https://id.sierra-alta.example/01/09521234560104/21/SA26-{number:06}",
        f"serial=SA26-{number:06}", "model=M-48", "chemistry=LFP", "category=EV",
        "nominal_voltage_v=350", "capacity_ah=117.5", "energy_wh=41125", "mass_kg=412.5",
        "made_month=2026-02", "un38_3.report=TR-7", "un38_3.tested_on=2026-01-10",
        "un38_3.article=pack",
    ]  # fmt: skip
