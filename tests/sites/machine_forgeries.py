"""Answer files that somebody who has the stick wrote over: nothing in them is signed but the log."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from batterypass.errors import MalformedError
from batterypass.evidence.answer_file import AnswerFile


def all_refused(data: bytes) -> bytes:
    """Write "refused" over every answer; a file that is damaged stays as it is."""
    try:
        answer = AnswerFile.parse(data, "a.answer.bpz")
    except MalformedError:
        return data
    refused = tuple(
        replace(one, outcome="refused", entry=None, blocked_by="", head=None)
        for one in answer.answers
    )
    log = set(answer.log or ())
    statements = {entry: raw for entry, raw in answer.statements.items() if entry in log}
    return replace(answer, answers=refused, proofs={}, statements=statements).encode()


def all_recorded(data: bytes) -> bytes:
    """Write "recorded" over every answer, with the good proof of another statement."""
    try:
        answer = AnswerFile.parse(data, "a.answer.bpz")
    except MalformedError:
        return data
    if not answer.proofs:
        return data
    entries = cycle(sorted(answer.proofs))
    recorded = tuple(
        one
        if one.outcome in ("recorded", "superseded")
        else replace(one, outcome="recorded", entry=next(entries), blocked_by="", head=None)
        for one in answer.answers
    )
    return replace(answer, answers=recorded).encode()
