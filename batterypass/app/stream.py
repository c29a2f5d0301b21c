"""A line computer: each line is one event, recorded or refused by itself, and answered.

What can be recorded of the lines that are there goes in as one commit; a line that is off is
answered and does not stop those after it. Nothing is answered before it counts. So a sender may stop
at any byte and go on from any line up to the last answer: what was recorded is "already" the
second time (``docs/decisions/0011-json-lines-stream.md``). Where the log is not here, the same lines
are kept in the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.compose import Plan, plan, sign_and_record
from batterypass.app.door import KEPT_KINDS
from batterypass.app.forms import model_of
from batterypass.app.repeats import UNDOABLE
from batterypass.domain.events import Event
from batterypass.errors import BatterypassError, ConflictError, InputError, RefusedError

if TYPE_CHECKING:
    from batterypass.app.batch import Recorded
    from batterypass.app.session import Session
    from batterypass.app.stream_lines import Line
    from batterypass.exchange.problems import RowProblem

Form = tuple[str, Mapping[str, Any]]
#: ``empty`` is a line with nothing on it, ``cut`` one that the input ended in: neither says anything.
Outcome = Literal["recorded", "pending", "already", "refused", "malformed", "cut", "empty"]

#: JSON's own blanks, and what old systems put at the end of a file.
BLANK: Final = b" \t\r\n\x1a\xef\xbb\xbf"
#: How often a batch is composed anew because others wrote in between.
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What became of one line.

    ``recorded`` is there for recorded, pending and already; ``error`` says what is wrong with a line
    that is refused or malformed: RefusedError has the findings of the rules. A row of a pack has
    ``problems`` in its place.
    """

    line: int
    outcome: Outcome
    recorded: Recorded | None = None
    error: BatterypassError | None = None
    problems: tuple[RowProblem, ...] = ()
    size: int = 0


class EventStream:
    """Lines that are forms of events.

    ``read`` gives the kind and form of a line, or raises InputError. With ``again`` a line may come
    without a name of its own, and is recorded as often as it comes.
    """

    def __init__(
        self, session: Session, *, actor: str, read: Callable[[Line], Form], again: bool = False
    ) -> None:
        self._read = read
        self._again = again
        self._recorder = EachLine(session, actor=actor)

    def take(self, lines: Sequence[Line]) -> list[LineAnswer]:
        """Record what can be recorded of these lines; give an answer for each, in order.

        Raises what is not about a line, such as ConflictError where another writer does not let go
        of the ledger, or BrokenError where it may not be signed. What is not answered then may or
        may not be recorded: sent again, it is answered.
        """
        answers: dict[int, LineAnswer] = {}
        forms: list[tuple[int, Form]] = []
        for line in lines:
            answer = unread(line)
            if answer is None:
                try:
                    form = self._read(line)
                    if not self._again:
                        check_name(*form)
                except InputError as error:
                    answer = LineAnswer(line.number, "malformed", error=error)
                else:
                    forms.append((line.number, form))
                    continue
            answers[line.number] = answer
        answers.update((one.line, one) for one in self._recorder.take(forms))
        return [answers[number] for number in sorted(answers)]


class EachLine:
    """Records forms, each for itself, as many in one commit as can be."""

    def __init__(self, session: Session, *, actor: str) -> None:
        self._session = session
        self._actor = actor

    def take(self, forms: Sequence[tuple[int, Form]]) -> Iterator[LineAnswer]:
        """Record what can be recorded of (line, form); give the answers in order."""
        start = 0
        for stop, (_, (kind, _form)) in enumerate(forms, 1):
            # The checkpoint right over one of these is kept, so it has to be the last of its batch.
            if kind in KEPT_KINDS or stop == len(forms):
                yield from self._take(forms[start:stop], _TRIES)
                start = stop

    def _take(self, forms: Sequence[tuple[int, Form]], tries: int) -> list[LineAnswer]:
        try:
            ready = self._plan(forms)
        except (InputError, RefusedError, ConflictError) as error:
            return self._apart(forms, error)
        try:
            done = sign_and_record(self._session, ready)
        except (RefusedError, ConflictError) as error:
            # Others wrote in between. Composed on what they wrote it will do, or the plan says why
            # not; what is still refused without a reason of the plan is so by its own doing.
            if tries > 1:
                return self._take(forms, tries - 1)
            if isinstance(error, ConflictError):
                raise
            return self._apart(forms, error)
        return [recorded(line, one) for (line, _), one in zip(forms, done, strict=True)]

    def _plan(self, forms: Sequence[tuple[int, Form]]) -> Plan:
        whole = [form for _, form in forms]
        # Each line has a name of its own: two readings of one minute with the same content are two.
        ready = plan(self._session, whole, actor=self._actor, look_for_repeats=False)
        refusals = [finding for _, finding in ready.refusals()]
        if refusals:
            raise RefusedError(
                "; ".join(finding.message("en") for finding in refusals[:5]), findings=refusals
            )
        return ready

    def _apart(
        self, forms: Sequence[tuple[int, Form]], error: BatterypassError
    ) -> list[LineAnswer]:
        """Take each half by itself, down to the line that ``error`` is about."""
        if len(forms) == 1:
            is_malformed = isinstance(error, InputError)
            outcome: Outcome = "malformed" if is_malformed else "refused"
            return [LineAnswer(forms[0][0], outcome, error=error)]
        middle = len(forms) // 2
        return [*self._take(forms[:middle], _TRIES), *self._take(forms[middle:], _TRIES)]


def unread(line: Line) -> LineAnswer | None:
    """Answer for a line that nobody needs to read; None for the others."""
    if line.fault == "cut":
        return LineAnswer(line.number, "cut", size=line.size)
    if line.fault == "long":
        error = InputError(
            f"line {line.number} has {line.size} bytes, more than a form can have",
            code="stream.long", line=line.number, size=line.size,
        )  # fmt: skip
        return LineAnswer(line.number, "malformed", error=error, size=line.size)
    if not line.body.strip(BLANK):
        return LineAnswer(line.number, "empty")
    return None


def check_name(kind: str, form: Mapping[str, Any]) -> None:
    """Check that a line can be told from its repetition, however late that comes.

    Raises InputError where nothing in it says so.
    """
    model = model_of(kind)
    if form.get("event_id") or (kind not in UNDOABLE and _has_natural_key(model)):
        return
    if kind in UNDOABLE or not form.get("request"):
        names = "event_id" if kind in UNDOABLE else "event_id, request"
        raise InputError(
            f"{kind}: nothing in this form says that it is the same when it is sent again: give it"
            f" one of {names}, or say --again",
            code="stream.no-id", kind=kind, names=names,
        )  # fmt: skip


def _has_natural_key(model: type[Event]) -> bool:
    return model.natural_key is not Event.natural_key


def recorded(line: int, one: Recorded) -> LineAnswer:
    """Answer for a line whose event is in the log, or in the outbox above it."""
    return LineAnswer(
        line, "already" if one.already else "pending" if one.place else "recorded", one
    )
