"""A line computer that only makes packs: each line is a row of ``pack import``, and is answered.

Rows are read and compared as those of a file are (:mod:`batterypass.app.import_packs`); each stands for
itself, as every line of a stream does (:mod:`batterypass.app.stream`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from batterypass.app.batch import Recorded
from batterypass.app.import_packs import check_packs
from batterypass.app.stream import EachLine, LineAnswer, Outcome, recorded, unread
from batterypass.errors import InputError
from batterypass.exchange.packs import KIND
from batterypass.exchange.source import Source
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.import_checked import CheckedPacks, Wanted
    from batterypass.app.session import Session
    from batterypass.app.stream_lines import Line
    from batterypass.exchange.problems import RowProblem

#: Problems of a row with an earlier one that was there at the same time.
_OF_TWO: Final = frozenset({"repeated", "alias_repeated"})


class PackStream:
    """Lines that are packs. ``wanted`` says what stands for every line; its format is JSON lines."""

    def __init__(self, session: Session, *, actor: str, wanted: Wanted, name: str = "-") -> None:
        self._session = session
        self._actor = actor
        self._wanted = replace(wanted, format="jsonl")
        self._name = name
        self._recorder = EachLine(session, actor=actor)

    def take(self, lines: Sequence[Line]) -> list[LineAnswer]:
        """Record the packs that can be recorded; give an answer for each line, in order.

        Raises what :meth:`batterypass.app.stream.EventStream.take` raises, and InputError for a
        ``wanted`` that fits no pack.
        """
        answers: dict[int, LineAnswer] = {}
        waiting: list[Line] = []
        for line in lines:
            answer = unread(line) or self._unreadable(line)
            if answer is None:
                waiting.append(line)
            else:
                answers[line.number] = answer
        while waiting:
            waiting = self._take(waiting, answers)
        return [answers[number] for number in sorted(answers)]

    def _take(self, lines: Sequence[Line], answers: dict[int, LineAnswer]) -> list[Line]:
        """Answer for lines; give those that contradict one before them, to be looked at again.

        Then that one is in the log or refused, so what a line is told does not depend on which
        lines came together. The first of the lines is always answered.
        """
        checked = check_packs(
            self._session, self._source(lines), actor=self._actor, wanted=self._wanted
        )
        for row, entry in checked.lines_same.items():
            number = _line(lines, row).number
            answers[number] = recorded(number, self._known(entry))
        forms = [
            (_line(lines, row).number, (KIND, form))
            for row, form in zip(checked.lines_new, checked.forms, strict=True)
        ]
        answers.update((one.line, one) for one in self._recorder.take(forms))
        again = self._refuse(checked, lines, answers)
        for row, first in checked.repeats:
            number, same = _line(lines, row).number, answers.get(_line(lines, first).number)
            if same is None:
                again.append(_line(lines, row))
            elif same.recorded is None:
                answers[number] = replace(same, line=number)
            else:
                known = replace(same.recorded, already=True, findings=())
                answers[number] = LineAnswer(number, "already", known)
        return sorted(again, key=lambda line: line.number)

    def _refuse(
        self, checked: CheckedPacks, lines: Sequence[Line], answers: dict[int, LineAnswer]
    ) -> list[Line]:
        again: list[Line] = []
        for row, problems in checked.refused:
            line = _line(lines, row.line)
            if any(problem.key in _OF_TWO for problem in problems):
                again.append(line)
                continue
            named = tuple(replace(problem, line=line.number) for problem in problems)
            answers[line.number] = LineAnswer(line.number, _outcome(named), problems=named)
        return again

    def _unreadable(self, line: Line) -> LineAnswer | None:
        try:
            self._source([line]).decode(json=True)
        except InputError as error:
            return LineAnswer(line.number, "malformed", error=error)
        return None

    def _source(self, lines: Sequence[Line]) -> Source:
        # The empty line in front keeps what lines together from being judged by how they begin: a
        # byte order mark or the mark of a workbook is this line's fault and no other's.
        name = f"{self._name}:{lines[0].number}"
        return Source(name, b"\n".join([b"", *(line.body for line in lines), b""]))

    def _known(self, entry: int) -> Recorded:
        statement = parse_statement(self._session.store.statement(entry))
        event_id = parse_payload(statement.payload)["event_id"]
        place = self._session.place_of(entry)
        return Recorded(entry, statement.digest, event_id, KIND, already=True, place=place)


def _line(lines: Sequence[Line], row: int) -> Line:
    """Give the line of a row of a source: these count from 1, and the first is empty."""
    return lines[row - 2]


def _outcome(problems: Sequence[RowProblem]) -> Outcome:
    """Say whether a row says no pack, or a pack that the log does not take."""
    is_refused = all(problem.code or problem.key == "recorded" for problem in problems)
    return "refused" if is_refused else "malformed"
