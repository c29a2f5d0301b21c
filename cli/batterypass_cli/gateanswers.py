"""The questions at the gate, where the next line may come from the scanner and not from fingers.

A scanner types a code and Enter whatever the screen asks. A code is never taken for an answer: the
bell rings, the question is left as if nobody had been asked, and the code is the next scan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass_cli.answers import choice_words
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from batterypass_cli.terminal import Asker


class GateAnswers:
    """Asks over an asker. ``is_scan`` tells a code from an answer; ``bell`` sounds at one.

    While the list is open a code ends the question, which then gives None, and waits for
    :meth:`line`. Once it ``is_open`` no more the question is put again: nothing can take the code.
    """

    def __init__(
        self, asker: Asker, bell: Callable[[], None], is_scan: Callable[[str], bool]
    ) -> None:
        self._asker = asker
        self._bell = bell
        self._is_scan = is_scan
        self._waiting = ""
        self.is_open = False

    def line(self, prompt: str) -> str:
        """Give the scan that came instead of an answer, else ask for the next line."""
        if not self._waiting:
            return self._asker.ask(prompt)
        text, self._waiting = self._waiting, ""
        self._asker.tell(f"{prompt} {text}")
        return text

    def text(self, question: str, *, takes: Callable[[str], bool] | None = None) -> str | None:
        """Ask for a line. What ``takes`` says is an answer is one, whatever it looks like."""
        while True:
            answer = self._asker.ask(question)
            if takes is not None and takes(answer):
                return answer
            if not self._came(answer):
                return answer
            if self.is_open:
                return None

    def yes_no(self, question: str, *, default: bool) -> bool | None:
        """Ask yes or no; Enter takes the default."""
        taken = ask_yes_no(_Passing(self, self._asker), question, default=default)
        return None if self._waiting else taken

    def word(self, values: Sequence[str], question: str) -> str | None:
        """Ask for one of some words by its number; Enter takes the first."""
        words = "  ".join(f"{n} {choice_words(one)}" for n, one in enumerate(values, 1))

        def is_number(text: str) -> bool:
            return text.isascii() and text.isdigit() and 1 <= int(text) <= len(values)

        while True:
            answer = self.text(f"{question} {words} [1]", takes=is_number)
            if answer is None:
                return None
            if is_number(answer or "1"):
                return values[int(answer or "1") - 1]
            self._bell()

    def _came(self, answer: str) -> bool:
        """Tell whether a scan came instead of an answer; while the list is open it waits."""
        if not self._is_scan(answer):
            return False
        self._bell()
        if self.is_open:
            self._waiting = answer
        else:
            self._asker.tell(say("gate.scan-late", text=answer))
        return True


class _Passing:
    """The asker of a question of yes or no: a scan passes as the default, and waits."""

    def __init__(self, answers: GateAnswers, asker: Asker) -> None:
        self._answers = answers
        self._asker = asker

    def tell(self, text: str) -> None:
        """Show a line."""
        self._asker.tell(text)

    def ask(self, question: str) -> str:
        """Put the question; an empty answer where a scan came."""
        return self._answers.text(question) or ""
