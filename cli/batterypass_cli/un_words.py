"""Answers about a carriage as options give them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import ANSWER_NAMES
from batterypass.regulations.transport.loads import OF_THE_LOAD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from batterypass.domain.states import ItemState


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


def split_answers(answers: Iterable[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Part ``NAME=VALUE`` from ``PACK:NAME=VALUE``: those about all, and those about one as it is called."""
    whole: list[str] = []
    each: dict[str, list[str]] = {}
    for text in answers:
        head, equals, value = text.partition("=")
        item, colon, name = head.rpartition(":")
        if colon and equals and item.strip():
            each.setdefault(item.strip(), []).append(f"{name.strip()}={value}")
        else:
            whole.append(text)
    return whole, each


def answers_of_each(
    each: Mapping[str, Sequence[str]],
    find: Callable[[str], ItemState],
    among: Collection[str],
    of_the_load: Collection[str] = OF_THE_LOAD,
    *,
    read: Callable[[Sequence[str]], dict[str, str]] | None = None,
) -> dict[str, dict[str, str]]:
    """Read the answers about single items, by the id of the item.

    ``among`` are the ids of the load, ``read`` reads words ``NAME=VALUE`` of another
    option. Raises InputError for an item that is not one of them, for an
    answer that is ``of_the_load``, and for one that is none.
    """
    found: dict[str, dict[str, str]] = {}
    for text, words in each.items():
        item = find(text)
        if item.item not in among:
            raise refusal(InputError, "un.not-among", found=text)
        own = given_answers("", [], words) if read is None else read(words)
        shared = sorted(own.keys() & set(of_the_load))
        if shared:
            raise refusal(InputError, "un.of-the-load", name=shared[0], found=text)
        before = found.setdefault(item.item, {})
        for name, value in own.items():
            before[name] = f"{before[name]} / {value}" if name in before else value
    return found
