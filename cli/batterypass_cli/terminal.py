"""Asking a person: lines of text, yes or no, a passphrase. Questions go to standard error.

Everything that asks takes an :class:`Asker`, so that tests, scanners and other commands can answer
in place of a keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from batterypass.errors import DeclinedError, InputError
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass_cli.output import Output

_YES = frozenset({"s", "si", "sí", "y", "yes"})
_NO = frozenset({"n", "no"})


class Asker(Protocol):
    """Somebody who reads lines and answers them."""

    def tell(self, text: str) -> None:
        """Show a line."""

    def ask(self, question: str) -> str:
        """Put a question and give the answer, stripped. Raises DeclinedError where none comes."""


class Terminal:
    """The person at this terminal, or the lines on standard input."""

    def __init__(self, out: Output, stdin: TextIO) -> None:
        self._out = out
        self._stdin = stdin

    @property
    def is_interactive(self) -> bool:
        """Tell whether a person is typing."""
        return self._stdin.isatty()

    def tell(self, text: str) -> None:
        """Show a line on standard error."""
        self._out.talk(text)

    def ask(self, question: str) -> str:
        """Put a question. Raises DeclinedError at the end of input or at Ctrl-C."""
        try:
            self._out.talk(f"{question} ", end="")
            line = self._stdin.readline()
        except KeyboardInterrupt as error:
            self._out.talk()
            raise DeclinedError(f"stopped at: {question}", code="ask.stopped") from error
        if not line:
            self._out.talk()
            raise DeclinedError(
                f"no answer to: {question}", code="ask.no-answer", question=question.rstrip(" :")
            )
        if not self._stdin.isatty():
            # What was answered is shown where nobody saw it being typed.
            self._out.talk(line.rstrip("\n"))
        return line.strip()

    def passphrase(self, folder: str, *, is_new: bool) -> str:
        """Ask for the passphrase of a key folder, twice for a new one, without showing it.

        Raises InputError where there is no terminal.
        """
        if not self._stdin.isatty():
            raise InputError(
                f"{folder}: the passphrase of the key folder is needed: set BATTERYPASS_PASSPHRASE"
                " or give --passphrase-file FILE",
                code="keys.no-passphrase",
                folder=folder,
            )
        from getpass import getpass

        try:
            first = getpass(
                say("ask.passphrase-new" if is_new else "ask.passphrase", folder=folder)
            )
            if is_new and getpass(say("ask.passphrase-again")) != first:
                raise InputError("the two passphrases differ", code="keys.passphrases-differ")
        except (EOFError, KeyboardInterrupt) as error:
            raise DeclinedError("no passphrase given", code="keys.no-answer") from error
        return first


def ask_yes_no(asker: Asker, question: str, *, default: bool | None) -> bool:
    """Ask until the answer is yes or no; ``default`` is what Enter means, None insists."""
    hint = {True: "ask.hint-yes", False: "ask.hint-no", None: "ask.hint-both"}[default]
    while True:
        answer = asker.ask(f"{question} {say(hint)}").casefold()
        if answer in _YES:
            return True
        if answer in _NO:
            return False
        if not answer and default is not None:
            return default
        asker.tell(say("ask.yes-or-no", answer=answer))
