"""Asking for what the options of a command did not say.

At a terminal a question is asked, with a proposal that Enter takes. For a script the proposal is
taken, and what has none is collected, so that one message names every option that is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from batterypass.errors import FailedError, InputError
from batterypass_cli.exits import words_of
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass_cli.context import Here

T = TypeVar("T")
Reader = Callable[[str], T]


class Guide:
    """The questions of one command."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self.asks = here.terminal.is_interactive
        self._missing: list[str] = []

    def tell(self, text: str) -> None:
        """Show a line to whoever answers; scripts are told nothing."""
        if self.asks:
            self._here.terminal.tell(text)

    def value(
        self,
        question: str,
        flag: str,
        given: str | None,
        read: Reader[T],
        *,
        proposal: str = "",
        is_needed: bool = True,
    ) -> T | None:
        """Give what the option says, what the person answers, or the proposal, read and checked.

        None where it is left out, or where nobody can be asked and it is missing. Raises InputError
        for an option that is off; an answer that is off is asked for again.
        """
        if given is not None:
            return read(given)
        if not self._asks_for(proposal, is_needed):
            return self._without(flag, proposal, read, is_needed)
        while True:
            shown = f"{question} [{proposal}]:" if proposal else f"{question}:"
            answer = self._here.terminal.ask(shown) or proposal
            if answer in ("", "-"):
                if not is_needed:
                    return None
                self._here.terminal.tell(say("custody.needed"))
                continue
            try:
                return read(answer)
            except InputError as error:
                self._here.terminal.tell(f"✗ {words_of(error)}")

    def choice(
        self,
        question: str,
        flag: str,
        given: str | None,
        options: Sequence[tuple[str, str]],
        *,
        read: Reader[str] = str,
        proposal: str = "",
        asks_for_one: bool = True,
    ) -> str | None:
        """Give one of some values; ``options`` are (value, words), numbered when they are shown.

        ``read`` reads an option or an answer that is no number, so that others than those shown
        may be named too. A single option is told and taken unless ``asks_for_one``.
        """
        if given is not None:
            return read(given)
        if not proposal and len(options) == 1:
            proposal = options[0][0]
        if len(options) == 1 and not asks_for_one:
            self.tell(f"{question}: {options[0][1]}")
            return options[0][0]
        if not self._asks_for(proposal, True):
            return self._without(flag, proposal, str, True)
        for number, (_, words) in enumerate(options, 1):
            self._here.terminal.tell(f"  {number}  {words}")
        values = [value for value, _ in options]
        shown = str(values.index(proposal) + 1) if proposal in values else proposal

        def numbered(answer: str) -> str:
            if answer.isdigit() and 1 <= int(answer) <= len(values):
                return values[int(answer) - 1]
            return read(answer)

        return self.value(question, flag, None, numbered, proposal=shown)

    def yes(self, question: str, *, default: bool) -> bool:
        """Ask yes or no; the default stands for scripts and for ``--yes``."""
        if not self.asks or self._here.given.yes:
            return default
        return ask_yes_no(self._here.terminal, question, default=default)

    def check(self) -> None:
        """Raise InputError naming every option that is missing."""
        if self._missing:
            flags = ", ".join(dict.fromkeys(self._missing))
            raise InputError(
                f"nobody can be asked here, and these are missing: {flags}",
                code="custody.missing",
                flags=flags,
            )

    def needed(self, value: T | None) -> T:
        """Give a value that was asked for. Raises InputError naming every option that is missing."""
        self.check()
        if value is None:
            # What is left out here is noted as missing where it was asked for.
            raise InputError(
                "a value that is needed was left out", code="custody.missing", flags="?"
            )
        return value

    def _asks_for(self, proposal: str, is_needed: bool) -> bool:
        if not self.asks:
            return False
        # --yes takes every proposal and skips what may be left out.
        return not self._here.given.yes or (is_needed and not proposal)

    def _without(self, flag: str, proposal: str, read: Reader[T], is_needed: bool) -> T | None:
        if proposal:
            return read(proposal)
        if is_needed:
            self._missing.append(flag)
        return None


def one_of(*values: str) -> Reader[str]:
    """Give a reader that takes only these values."""

    def read(text: str) -> str:
        if text in values:
            return text
        raise InputError(
            f"{text!r}: expected one of {', '.join(values)}",
            code="custody.not-one-of",
            found=text,
            known=", ".join(values),
        )

    return read


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises FailedError naming it."""
    write_chunks(path, [data])


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file piece by piece: it is there whole or not at all, whatever the pieces raise.

    Raises FailedError naming it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                # After a power cut the name must not stand for a file that was never laid down.
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be written: {error.strerror}",
            code="custody.unwritable",
            path=path,
            why=error.strerror,
        ) from error


def check_parent(folder: Path) -> None:
    """Raise FailedError where a folder could not be made: the one around it has to be there.

    A slip in a path makes no tree of folders in a place where nobody looks for it.
    """
    around = folder.absolute().parent
    if not around.is_dir():
        why = say("cli.no-folder", path=around)
        raise FailedError(
            f"{folder}: cannot be written: {why}", code="custody.unwritable", path=folder, why=why
        )


def check_writable(path: Path) -> None:
    """Raise FailedError now where a file could not be written later, before anybody signs."""
    folder = path.parent
    if not folder.is_dir() or path.is_dir():
        why = say("cli.is-folder") if path.is_dir() else say("cli.no-folder", path=folder)
        raise FailedError(
            f"{path}: cannot be written: {why}", code="custody.unwritable", path=path, why=why
        )
