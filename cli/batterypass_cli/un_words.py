"""Answers about a carriage as options give them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import ANSWER_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def given_answers(mode: str, configs: Sequence[str], answers: Sequence[str]) -> dict[str, str]:
    """Read ``--mode``, ``--config`` and ``--answer`` into answers by name.

    Two ways of travelling are joined by ``+``; whether they go together is for the decision to say.
    Raises InputError for an ``--answer`` without a known name or a value.
    """
    word, _, regime = mode.partition(":")
    given = {"mode": word, "regime": regime, "config": "+".join(configs)}
    for text in answers:
        name, equals, value = text.partition("=")
        name = name.strip()
        if name not in ANSWER_NAMES or not equals or not value.strip():
            raise refusal(
                InputError, "un.no-answer", found=text, known=", ".join(sorted(ANSWER_NAMES))
            )
        before = given.get(name, "")
        if name == "config" and before:
            given[name] = f"{before}+{value.strip()}"
        else:
            # Two values for one answer stay both in it, so that the decision refuses them.
            given[name] = f"{before} / {value.strip()}" if before else value.strip()
    return {name: value for name, value in given.items() if value}


def repeated(command: str, packs: Sequence[str], day: str, given: Mapping[str, str]) -> str:
    """Write a command that gives the same answers again, ready to be copied.

    Only what a person said stands in it: what comes from the ledger is read there again. An empty
    day is today.
    """
    words = ["batterypass", *command.split(), *packs]
    mode, regime = given.get("mode", ""), given.get("regime", "")
    if mode:
        words += ["--mode", f"{mode}:{regime}" if regime else mode]
    if day:
        words += ["--on", day]
    for name, value in given.items():
        if name != "mode" and not (name == "regime" and mode):
            words += ["--answer", f"{name}={value}"]
    return shlex.join(words)
