"""Importing a published list into the directory: read it, compare it, sign what it says, all or none.

Checking and signing are two steps, so that a person sees what will be signed; the dry run is the
first alone. What the ledger says already is not said again, so the same list again changes nothing.
Where nothing was refused, one last event says that the whole list was gone through: what is
unchanged is as fresh as the list, and what it does not name is named there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.collector import no_collector
from batterypass.app.compose import Plan, sign_and_record
from batterypass.app.directory_compare import Comparison
from batterypass.app.directory_gone import Gone, find_gone, outcome_of_gone, step_for_gone
from batterypass.app.directory_refusals import problems_of_finding, problems_of_form
from batterypass.app.directory_steps import Outcome, Step
from batterypass.app.drafts import Draft, Planning
from batterypass.domain.ids import ledger_subject
from batterypass.errors import InputError, RefusedError
from batterypass.exchange.listing import Listed, join_rows, read_listed
from batterypass.exchange.listing_header import (
    ListHeader,
    check_header,
    make_header,
    missing_columns,
)
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.words import input_error, say
from batterypass.statements.eventid import derive_event_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.record import Recorded
    from batterypass.app.session import Session
    from batterypass.domain.states import AuthorisationState
    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.listing_table import ListTable
    from batterypass.exchange.rows import Row
    from batterypass.rules.base import Finding

#: Called with what is done and how much there is.
Progress = Callable[[int, int], None]
_TRANSCRIBED: Final = "authorisation.list-transcribed"
#: So many of what is gone can be named by one entry (domain/events/authorisation.py).
MOST_NOT_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list is from: who published it, on which day; and the file that it was read from.

    ``source`` is None where an authority signs its own list. ``digest`` (hex) and ``size`` are those
    of the file, ``media_type`` its type; ``is_part``: the file is not the whole list.
    """

    source: str | None
    published_on: str
    digest: str
    size: int
    media_type: str
    is_part: bool = False

    @property
    def transcription(self) -> dict[str, str] | None:
        """Give what each copied event names; None where nothing is copied."""
        if self.source is None:
            return None
        return {"source": self.source, "published_on": self.published_on, "digest": self.digest}


@dataclass(slots=True)
class CheckedList:
    """What a list comes to: what would be signed, and everything that was found on the way."""

    table: ListTable
    header: ListHeader
    origin: ListSource
    actor: str
    rows: int = 0
    #: (line, line of the same authorisation before it): said twice with the same content.
    repeats: list[tuple[int, int]] = field(default_factory=list)
    #: Lines that name scopes of one authorisation together.
    joined: list[list[int]] = field(default_factory=list)
    refused: list[tuple[Row, list[RowProblem]]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    #: What the list says of parties and sites that the ledger says otherwise.
    steps: list[Step] = field(default_factory=list)
    plan: Plan = field(default_factory=lambda: Plan([]))
    findings: list[Finding] = field(default_factory=list)
    #: What is told of rows that are taken: notices of rules, and how cells were read.
    notes: list[RowProblem] = field(default_factory=list)
    #: The entry that went through this very list before.
    transcribed_before: int | None = None
    #: What the rows that were not refused say; scheme and number of those that were.
    listed: list[Listed] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)

    def count(self, what: str) -> int:
        """Count the outcomes of a sort."""
        return sum(one.what == what for one in self.outcomes)

    @property
    def gone(self) -> list[Outcome]:
        """List what the list does not name any more."""
        return [one for one in self.outcomes if one.what == "gone"]

    @property
    def is_undecided(self) -> bool:
        """Tell whether somebody must say what becomes of what is gone."""
        return any(not one.action for one in self.gone)

    def kinds(self) -> Counter[str]:
        """Count the events that would be signed, by kind."""
        return Counter(draft.kind for draft in self.plan.fresh())

    def problems(self) -> Iterator[RowProblem]:
        """Give every problem of every refused row, in the order of the file."""
        for _, problems in self.refused:
            yield from problems


@dataclass(frozen=True, slots=True)
class Choices:
    """What is wanted: what becomes of what is gone, and of rows with errors.

    ``acknowledged`` are rules that are broken knowingly, each as ``{"rule", "reason"}``.
    """

    gone: Gone | None = None
    skip_errors: bool = False
    acknowledged: Sequence[Mapping[str, str]] = ()


def check_list(
    session: Session,
    table: ListTable,
    mapping: ListMapping,
    origin: ListSource,
    *,
    actor: str,
    choices: Choices = Choices(),
    progress: Progress = lambda done, total: None,
) -> CheckedList:
    """Check a whole list against itself, the ledger and the rules; sign and write nothing.

    1. the header, 2. each row by itself, 3. rows of one number, 4. the ledger: what is added,
    changed, unchanged, gone, 5. every rule, as for any other event. A row with problems is put
    aside. Raises InputError for what is wrong with the list as a whole, or where ``actor`` may not
    import it.
    """
    session.catch_up()
    _check_origin(session, origin, actor)
    # 1
    header = make_header(table.name, table.names, mapping, table.epoch)
    check_header(table.name, header)
    checked = CheckedList(table, header, origin, actor)
    # 2, 3
    with no_collector():
        _read(session, checked)
    # 4, 5
    compare_list(session, checked, choices, progress)
    return checked


def compare_list(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    progress: Progress = lambda done, total: None,
) -> None:
    """Compare what was read with the ledger, and ask the rules; again, if somebody chose otherwise.

    Raises InputError where the list lacks a column that new authorisations need, and where what is
    gone cannot be told for certain.
    """
    refused = {row.line: (row, problems) for row, problems in checked.refused}
    with no_collector():
        while True:
            newly = _compare(session, checked, choices, progress)
            for one, problems in newly:
                for row in one.rows:
                    refused.setdefault(row.line, (row, []))[1].extend(
                        problem for problem in problems if problem.line == row.line
                    )
                checked.unread.add(one.key)
            if not newly or not choices.skip_errors:
                break
            put_aside = {id(one) for one, _ in newly}
            checked.listed = [one for one in checked.listed if id(one) not in put_aside]
    checked.refused = [refused[line] for line in sorted(refused)]
    checked.outcomes = [one for one in checked.outcomes if one.line not in refused]
    _note_cells(checked)


def sign_list(
    session: Session, checked: CheckedList, *, skip_errors: bool = False
) -> list[Recorded]:
    """Sign what a checked list says and record it, all in one transaction; give what is new.

    Before any key is used, without ``skip_errors`` a list with refused rows is refused as a whole:
    RefusedError where a rule said so, else InputError; which is raised too where nobody has said
    what becomes of what is gone.
    """
    if not skip_errors:
        _demand_clean(checked)
    demand_decided(checked)
    with no_collector():
        done = sign_and_record(session, checked.plan)
    return [one for one in done if not one.already]


def demand_decided(checked: CheckedList) -> None:
    """Raise InputError where nobody has said what becomes of what is gone."""
    if checked.is_undecided:
        raise input_error(
            "list_gone", name=checked.table.name, count=len(checked.gone),
            first=f"{checked.gone[0].scheme} {checked.gone[0].number}",
        )  # fmt: skip


def _demand_clean(checked: CheckedList) -> None:
    """Raise InputError, or RefusedError where a rule said so, if some row was refused."""
    if not checked.refused:
        return
    values = {"name": checked.table.name, "count": len(checked.refused), "rows": checked.rows}
    if checked.findings:
        raise RefusedError(say("refused", "en", **values), findings=checked.findings)
    raise input_error("refused", **values)


def _check_origin(session: Session, origin: ListSource, actor: str) -> None:
    """See that the actor may import such a list, and that it is no older than one that is known."""
    state, ledger = session.world.party(actor), session.world.ledger()
    if state is None or ledger is None:
        raise input_error("not_registered", actor=actor)
    if origin.source is None:
        if "authority" not in state.roles:
            raise input_error("list_no_source", actor=actor)
    elif not {"authority", "registrar"} & set(state.roles):
        raise input_error("list_no_role", actor=actor, roles=", ".join(state.roles))
    today = session.around.clock().date().isoformat()
    if origin.published_on > today:
        raise input_error("list_future", day=origin.published_on, today=today)
    known = ledger.lists.get(origin.source or "", {})
    if str(known.get("published_on", "")) > origin.published_on:
        raise input_error(
            "list_older", source=origin.source, day=origin.published_on,
            known=known["published_on"], entry=known["entry"],
        )  # fmt: skip


def _read(session: Session, checked: CheckedList) -> None:
    """Read the rows; those of one number come together."""
    found: dict[tuple[str, str], Listed] = {}
    regulations = session.around.regulations
    for row in checked.table.rows:
        checked.rows += 1
        problems: list[RowProblem] = []
        listed = read_listed(row, checked.header, regulations, problems)
        if not problems:
            for one in listed:
                first = found.setdefault(one.key, one)
                if first is not one:
                    problems += _join(checked, first, one)
        if problems:
            checked.refused.append((row, problems))
            checked.unread.update((one.get("scheme"), one.get("number")) for one in listed)
            if not listed:
                checked.unread.add(("", ""))
    checked.joined = [one.lines for one in found.values() if len(one.rows) > 1]
    checked.listed = list(found.values())


def _join(checked: CheckedList, first: Listed, one: Listed) -> list[RowProblem]:
    rows = len(first.rows)
    name = join_rows(first, one)
    if name:
        before, now = first.terms().get(name, ""), one.terms().get(name, "")
        values = {"first": first.line, "name": one.column(name), "before": before or "-"}
        return [RowProblem(one.line, one.column(name), str(now), "list_repeated", values)]
    if len(first.rows) == rows:
        checked.repeats.append((one.line, first.line))
    return []


def _compare(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    progress: Progress,
) -> list[tuple[Listed, list[RowProblem]]]:
    """Compare, and ask the rules; give the authorisations that are refused, with the problems."""
    origin = checked.origin
    comparison = Comparison(
        session,
        session.new_world(),
        actor=checked.actor,
        transcription=origin.transcription,
        day=origin.published_on,
    )
    for one in checked.listed:
        comparison.take(one)
    _demand_columns(checked, [problem for _, problem in comparison.problems])
    steps = comparison.steps()
    checked.outcomes = comparison.outcomes
    checked.steps = [step for step in steps if step.changes]
    signed = [step for step in steps if not step.is_told_only]
    signed += _gone_steps(session, checked, choices, comparison.named)
    newly = {id(one): (one, [problem]) for one, problem in comparison.problems}
    _plan(session, checked, choices, signed, newly, progress)
    return list(newly.values())


def _demand_columns(checked: CheckedList, problems: Sequence[RowProblem]) -> None:
    """Raise InputError where what is missing is missing in every row: one word about it is enough."""
    asked = {
        name
        for problem in problems
        if problem.key == "list_needed"
        for name in str(problem.values["what"]).split(", ")
    }
    missing = [name for name in checked.header.missing() if name in asked]
    if missing:
        raise missing_columns(checked.table.name, checked.header, missing)


# What is gone, and the end of the list.


def _gone_steps(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    named: set[str],
) -> list[Step]:
    origin, unread = checked.origin, checked.unread
    if origin.is_part:
        return []
    world = session.world
    known = _transcribed_before(session, checked)
    said_before = _not_listed_by(session, known)
    checked.transcribed_before = known
    copied = {"transcription": origin.transcription} if origin.transcription else {}
    gone = list(
        find_gone(
            session,
            actor=checked.actor,
            source=origin.source,
            day=origin.published_on,
            named=named,
            unread=unread,
        )
    )
    steps: list[Step] = []
    kept: list[AuthorisationState] = []
    for state in gone:
        if choices.gone is None and state.subject in said_before:
            # The same list again: what was said of it then still holds.
            kept.append(state)
            continue
        checked.outcomes.append(outcome_of_gone(world, state, choices.gone or ""))
        step = step_for_gone(state, choices.gone or "keep", origin.published_on, copied)
        if step is not None:
            steps.append(step)
        else:
            kept.append(state)
    if steps and unread:
        # A row that could not be read may be the very one that seems to be gone.
        raise input_error("list_gone_unsure", name=checked.table.name, count=len(unread))
    if origin.transcription is None or known is not None:
        return steps
    if len(kept) > MOST_NOT_LISTED:
        raise input_error(
            "list_gone_many", name=checked.table.name, count=len(kept), most=MOST_NOT_LISTED
        )
    skipped = [_subject(session, checked, key) for key in sorted(unread)]
    not_listed = [*(state.subject for state in kept), *filter(None, skipped)]
    form: dict[str, Any] = {
        "ledger": ledger_subject(session.origin),
        "transcription": origin.transcription,
        "rows": checked.rows,
        "documents": [
            {"digest": origin.digest, "media_type": origin.media_type, "bytes": origin.size}
        ],
    }
    if not_listed:
        form["not_listed"] = not_listed[:MOST_NOT_LISTED]
    return [*steps, Step(_TRANSCRIBED, form, [])]


def _subject(session: Session, checked: CheckedList, key: tuple[str, str]) -> str:
    """Give the subject of an authorisation whose row was refused, if the ledger has it."""
    for name in session.world.pointed("number", " ".join(key)):
        state = session.world.authorisation(name)
        if state is not None and state.granted_by == checked.actor:
            return name
    return ""


def _transcribed_before(session: Session, checked: CheckedList) -> int | None:
    copy = checked.origin.transcription
    if copy is None:
        return None
    key = [copy["source"], copy["published_on"], copy["digest"]]
    event_id = derive_event_id(session.audience, checked.actor, _TRANSCRIBED, key)
    return session.world.index_of_event(event_id)


def _not_listed_by(session: Session, entry: int | None) -> set[str]:
    ledger = session.world.ledger()
    if entry is None or ledger is None:
        return set()
    return {
        name
        for known in ledger.lists.values()
        if known["entry"] == entry
        for name in known["not_listed"]
    }


# The rules.


def _plan(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    steps: Sequence[Step],
    newly: dict[int, tuple[Listed, list[RowProblem]]],
    progress: Progress,
) -> None:
    """Ask the rules about each event in its turn; sort what they say by the rows it is said of."""
    checked.findings, checked.notes = [], []
    knowingly = {"acknowledged": list(choices.acknowledged)} if choices.acknowledged else {}
    drafts: list[Draft] = []
    with session.store.reading():
        session.catch_up()
        session.demand_fresh()
        planning = Planning(session, look_for_repeats=False)
        for done, step in enumerate(steps, start=1):
            try:
                draft = planning.draft(step.kind, {**step.form, **knowingly}, checked.actor)
            except InputError as error:
                if error.code != "write.form" or not step.rows:
                    raise
                _put_aside(newly, step, problems_of_form(step, error))
                continue
            drafts.append(draft)
            refusals = draft.refusals()
            if refusals:
                checked.findings += refusals
                _put_aside(
                    newly, step, [p for one in refusals for p in problems_of_finding(step, one)]
                )
            else:
                checked.notes += [
                    p for one in draft.findings for p in problems_of_finding(step, one)
                ]
            progress(done, len(steps))
    checked.plan = Plan(drafts, session.size)


def _put_aside(
    newly: dict[int, tuple[Listed, list[RowProblem]]], step: Step, problems: Sequence[RowProblem]
) -> None:
    for one in step.rows:
        of_row = newly.setdefault(id(one), (one, []))[1]
        of_row += [problem for problem in problems if problem.line in one.lines]


def _note_cells(checked: CheckedList) -> None:
    """Tell how cells were read that can be read in two ways."""
    table, header = checked.table, checked.header
    notes = list(header.notes)
    if table.encoding == "mixed":
        skipped = 2 if table.is_part else 0
        for doubt in table.doubts:
            place = doubt.place - skipped
            column = table.names[place] if 0 <= place < len(table.names) else ""
            notes.append(RowProblem(doubt.line, column, doubt.text, "list_windows"))
    for lines in checked.joined:
        listed = ", ".join(map(str, lines))
        notes.append(
            RowProblem(lines[0], header.name_of("number"), "", "list_joined", {"lines": listed})
        )
    checked.notes = sorted([*notes, *checked.notes], key=lambda one: one.line)
