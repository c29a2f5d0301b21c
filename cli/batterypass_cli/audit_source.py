"""What an auditor works on: a bundle, which is verified first, or the ledger of the run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import BrokenError, InputError, UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.bundle_check import Verified
    from batterypass.app.ledger import Ledger
    from batterypass.evidence.bundle_file import BundleFile
    from batterypass_cli.context import Here

TrustOption = Annotated[
    str | None,
    typer.Option(
        "--trust",
        metavar="FILE",
        help=both(
            "A trust file, in place of the pinned one.",
            "Un archivo de confianza, en lugar del guardado.",
        ),
    ),
]
FirstUseOption = Annotated[
    bool,
    typer.Option(
        "--first-use",
        help=both(
            "Accept a log that nothing vouches for yet.",
            "Aceptar un registro que nada avala todavía.",
        ),
    ),
]


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """An open ledger, under the name of its file."""

    name: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class OpenBundle:
    """A bundle that proved authentic, with its bytes, under the name of its file."""

    name: str
    verified: Verified
    data: bytes


Source = OpenLedger | OpenBundle
"""What an auditor works on."""


def open_source(here: Here, path: str | None, trust: str | None, *, first_use: bool) -> Source:
    """Open what the auditor works on; a bundle is verified, and has to be authentic.

    Raises BrokenError where it is not, UndecidedError where nobody vouches for it.
    """
    from batterypass_cli.commands.verify import is_bundle
    from batterypass_cli.files import read_file

    if path is not None:
        here.given.ledger = path
    place = here.ledger_path
    if not is_bundle(place):
        return OpenLedger(place.name, here.open())
    from batterypass.evidence.bundle_file import BundleFile

    data = read_file(place)
    file = BundleFile.parse(data, str(place))
    verified = examine(here, file, trust, first_use=first_use, name=str(place))
    return OpenBundle(place.name, verified, data)


def examine(
    here: Here, file: BundleFile, trust: str | None, *, first_use: bool, name: str
) -> Verified:
    """Verify a bundle. Raises BrokenError where it is not authentic, UndecidedError where open."""
    from batterypass.app.bundle_check import examine_bundle
    from batterypass.bootstrap import reading_surroundings
    from batterypass_cli.files import read_file
    from batterypass_cli.progress import Progress
    from batterypass_cli.verdicts import by_cause

    with Progress(here.out, say("verify.progress")) as progress:
        verified = examine_bundle(
            file, reading_surroundings(here.home),
            trust_file=read_file(trust) if trust is not None else None,
            first_use=first_use, progress=progress,
        )  # fmt: skip
    if verified.verdict.authentic is False:
        first = by_cause(verified.verdict.findings)[0]
        raise refusal(
            BrokenError, "audit.not-authentic", file=name, code_found=first.code,
            why=first.message(language()).rsplit(" → ", 1)[0],
        )  # fmt: skip
    if verified.verdict.authentic is None:
        raise refusal(UndecidedError, "audit.undecided", file=name)
    return verified


def split_words(words: list[str]) -> tuple[list[str], str | None]:
    """Tell items from the file among the words: what is a file on disk is the file (bytes.md 11).

    Raises InputError for two files.
    """
    files = [word for word in words if word.endswith(".bpz") or Path(word).is_file()]
    if len(files) > 1:
        raise refusal(InputError, "audit.two-files", files=", ".join(files))
    return [word for word in words if word not in files], next(iter(files), None)
