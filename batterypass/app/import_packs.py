"""Importing packs from a file: check everything, then sign what is new, in batches.

Checking and signing are two steps, so that a person sees what will be signed. The dry run is the
first step alone: both share every check. The id of each event derives from the pack that it creates
(``design/bytes.md`` 2), so the same file again changes nothing, and an import that was interrupted
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.compose import plan, sign_and_record
from batterypass.app.errors_files import errors_path, write_errors_file
from batterypass.app.import_attached import lacks_files, problem_key
from batterypass.app.import_passports import (
    PASSPORT,
    find_made,
    find_passport,
    passport_form_of,
    says_the_same,
)
from batterypass.domain.events import COMMON_FIELDS
from batterypass.domain.ids import printed_id
from batterypass.errors import FailedError, InputError, RefusedError
from batterypass.exchange.compare import difference, value_text
from batterypass.exchange.errors_file import encode_errors
from batterypass.exchange.packs import KIND, Pack, PackReader
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.reading import read_rows
from batterypass.exchange.settings import Settings, parse_given
from batterypass.exchange.words import input_error, say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.import_attached import RowFiles
    from batterypass.app.session import Session
    from batterypass.exchange.header import LeftOut
    from batterypass.exchange.leaves import ReportLine
    from batterypass.exchange.rows import Row
    from batterypass.exchange.source import Source
    from batterypass.rules.base import Finding

#: Events of one transaction: large enough for speed, small enough to lose little to a power cut.
BATCH: Final = 1_000
_KEPT_SUBJECTS: Final = 5_000
_OWN: Final = "native"
#: Called with the rows that are done and their number; of a file that is being read, an estimate.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read. Empty: found out, or taken from the maker's registration.

    ``given`` are words ``field=value`` that stand for every row. ``domain`` is where new ids are
    made. ``accept_unusual`` takes figures that do not fit each other, and only tells of them.
    """

    format: str = ""
    given: Sequence[str] = ()
    domain: str = ""
    accept_unusual: bool = False
    #: Rules that are broken knowingly, each as ``{"rule", "reason"}``.
    acknowledged: Sequence[Mapping[str, str]] = ()
    #: Where files come from that events are to name; None where rows cannot name any.
    files: RowFiles | None = None


@dataclass(slots=True)
class CheckedPacks:
    """What a file comes to: the forms to be signed, and everything that was found on the way."""

    source: Source
    actor: str
    format: str
    encoding: str
    delimiter: str
    names: tuple[str, ...]
    rows: int = 0
    #: Names that rows with names of their own have used (JSON lines), in the order they were met.
    seen_names: dict[str, None] = field(default_factory=dict)
    #: Rows whose pack the ledger has already, with the same content.
    same: int = 0
    #: Line of each of these -> the entry that says the same.
    lines_same: dict[int, int] = field(default_factory=dict)
    forms: list[dict[str, Any]] = field(default_factory=list)
    #: The passport that comes with each of ``forms``, in the same order; None where none does.
    passports: list[dict[str, Any] | None] = field(default_factory=list)
    #: Passports of packs that are recorded already without one.
    late: list[dict[str, Any]] = field(default_factory=list)
    #: The lines of ``forms``, in the same order.
    lines_new: list[int] = field(default_factory=list)
    #: (line, line of the same pack before it): repeated within the file with the same content.
    repeats: list[tuple[int, int]] = field(default_factory=list)
    refused: list[tuple[Row, list[RowProblem]]] = field(default_factory=list)
    #: How many of them only because figures are unusual.
    doubted: int = 0
    #: Figures that were taken although they do not fit each other.
    unusual: list[RowProblem] = field(default_factory=list)
    left_out: tuple[LeftOut, ...] = ()
    report: tuple[ReportLine, ...] = ()
    #: Whether some row writes decimals with a comma.
    decimal_comma: bool = False
    #: What the rules say of the rows that are refused by them.
    findings: list[Finding] = field(default_factory=list)
    #: Code of a notice, or of a rule broken knowingly -> (rows, the first of them).
    notices: dict[str, tuple[int, Finding]] = field(default_factory=dict)
    acknowledged: Sequence[Mapping[str, str]] = ()

    def problems(self) -> Iterator[RowProblem]:
        """Give every problem of every refused row, in the order of the file."""
        for _, problems in self.refused:
            yield from problems


@dataclass(frozen=True, slots=True)
class ImportedPacks:
    """What an import has signed: how many, and the indexes of the first and last entry.

    At a site they have none yet.
    """

    signed: int
    first: int | None = None
    last: int | None = None
    #: Passports among them, and of packs that were there already.
    passports: int = 0


def check_packs(
    session: Session,
    source: Source,
    *,
    actor: str,
    wanted: Wanted = Wanted(),
    progress: Progress = lambda done, total: None,
) -> CheckedPacks:
    """Check a whole file against the form, itself, the ledger and the rules; write nothing.

    1. the file and its header, 2. each row as the form of ``pack.manufactured``, 3. packs that the
    file has twice, 4. packs that the ledger has, 5. every rule, as for any other event. A row with
    problems is put aside; raises InputError only for what is wrong with the file as a whole, or
    where ``actor`` cannot sign.
    """
    # 1
    session.catch_up()
    reader = PackReader(_settings(session, actor, wanted))
    rows = read_rows(source, wanted.format)
    if rows.names:
        reader.check_header(source.name, rows.names)
    checked = CheckedPacks(source, actor, rows.format, rows.encoding, rows.delimiter, rows.names)
    checked.acknowledged = wanted.acknowledged
    within = _Within()
    total = source.body.count(b"\n") + 1
    while chunk := list(islice(rows.rows, BATCH)):
        packs = [
            (row, pack)
            for row in chunk
            if (pack := _read(reader, row, checked, within, wanted)) is not None
        ]
        if not rows.names and not rows.report:
            checked.seen_names.update((name, None) for row in chunk for name in row.names)
        _compare(session, reader, checked, packs)
        checked.rows += len(chunk)
        progress(min(checked.rows, total), total)
    checked.left_out = reader.left_out()
    checked.report = reader.settle(rows.report)
    checked.decimal_comma = reader.met_comma
    checked.refused.sort(key=lambda one: one[0].line)
    return checked


def sign_packs(
    session: Session,
    checked: CheckedPacks,
    *,
    skip_errors: bool = False,
    progress: Progress = lambda done, total: None,
) -> ImportedPacks:
    """Sign what is new in a checked file and record it, 1,000 packs in a transaction.

    Without ``skip_errors`` a file with refused rows is refused as a whole: RefusedError where a rule
    said so, else InputError. What was recorded before an interruption stays; the same file again
    goes on from there.
    """
    if checked.refused and not skip_errors:
        values = {
            "name": checked.source.name,
            "count": len(checked.refused),
            "rows": checked.rows,
        }
        if not checked.findings:
            raise input_error("refused", **values)
        raise RefusedError(say("refused", "en", **values), findings=checked.findings)
    first = last = None
    total = len(checked.forms)
    whole = [
        *([(KIND, form), (PASSPORT, passport)] if passport else [(KIND, form)]
          for form, passport in zip(checked.forms, checked.passports, strict=True)),
        *([(PASSPORT, form)] for form in checked.late),
    ]  # fmt: skip
    for start in range(0, len(whole), BATCH):
        # A pack and its passport are one transaction: neither is ever there without the other.
        forms = [one for group in whole[start : start + BATCH] for one in group]
        ready = plan(session, forms, actor=checked.actor, look_for_repeats=False)
        recorded = sign_and_record(session, ready)
        if not recorded[0].place:
            first = recorded[0].index if first is None else first
            last = recorded[-1].index
        # A pack is done with when it is recorded; an import of many must not remember them all.
        session.world.trim(_KEPT_SUBJECTS)
        progress(min(start + BATCH, total), total)
    passports = sum(passport is not None for passport in checked.passports) + len(checked.late)
    return ImportedPacks(total, first, last, passports)


def write_errors(checked: CheckedPacks, path: Path, lang: str) -> None:
    """Write the refused rows with their problems, in place of an earlier errors file.

    Raises InputError where something else has that name, FailedError where the disk says no.
    """
    body = encode_errors(
        checked.refused, names=checked.names, delimiter=checked.delimiter, lang=lang
    )
    write_errors_file(path, body)


class _Within:
    """What the rows of this file have said so far."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[int, dict[str, Any]]] = {}
        self.aliases: dict[tuple[str, str], tuple[int, str]] = {}


def _settings(session: Session, actor: str, wanted: Wanted) -> Settings:
    party = session.world.party(actor)
    if party is None:
        raise input_error("not_registered", actor=actor)
    domain = wanted.domain or (party.domains[0] if party.domains else "")
    if wanted.domain and wanted.domain not in party.domains:
        listed = ", ".join(party.domains) or "none"
        raise input_error("domain", domain=wanted.domain, actor=actor, listed=listed)
    month = session.around.clock().strftime("%Y-%m")
    return Settings(latest=month, domain=domain, given=parse_given(wanted.given))


def _read(
    reader: PackReader, row: Row, checked: CheckedPacks, within: _Within, wanted: Wanted
) -> Pack | None:
    """Give the pack of a row, or None where it is refused or stands in the file already."""
    # 2
    found = reader.read(row)
    if isinstance(found, list):
        checked.refused.append((row, found))
        return None
    if found.unusual is not None:
        if not wanted.accept_unusual:
            checked.refused.append((row, [found.unusual, *found.doubts]))
            checked.doubted += 1
            return None
        checked.unusual += [found.unusual, *found.doubts]
    wrong = _name_files(reader, row, found, wanted.files)
    if wrong is not None:
        checked.refused.append((row, [wrong]))
        return None
    # 3
    form = found.form
    first, before = within.items.setdefault(form["item"], (row.line, form))
    if before is not form:
        differs = difference(before, form, ())
        if differs is None:
            checked.repeats.append((row.line, first))
        else:
            name, was, now = differs
            values = {"first": first, "name": name, "before": value_text(was)}
            problem = RowProblem(
                row.line, reader.column(row, name), value_text(now), "repeated", values
            )
            checked.refused.append((row, [problem]))
        return None
    for alias in form.get("aliases", ()):
        key = (alias["scheme"], alias["value"])
        line, item = within.aliases.setdefault(key, (row.line, form["item"]))
        if item != form["item"]:
            column = reader.column(row, f"alias.{alias['scheme']}")
            values = {"first": line}
            problem = RowProblem(row.line, column, alias["value"], "alias_repeated", values)
            checked.refused.append((row, [problem]))
            return None
    return found


def _name_files(
    reader: PackReader, row: Row, pack: Pack, files: RowFiles | None
) -> RowProblem | None:
    """Put the files of a row into its form, or say what is wrong with them."""
    where, names = reader.column(row, "attach"), "; ".join(pack.attach)
    if files is None:
        return RowProblem(row.line, where, names, "attach_stream") if pack.attach else None
    try:
        documents = files.documents(pack.attach)
    except (InputError, FailedError) as error:
        return RowProblem(row.line, where, names, problem_key(error))
    if documents:
        pack.form["documents"] = documents
    return None


def _compare(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    packs: Sequence[tuple[Row, Pack]],
) -> None:
    """Divide packs into what the ledger has, what it refuses, and what is to be signed."""
    world = session.new_world()
    fresh: list[tuple[Row, Pack]] = []
    known: list[tuple[Row, Pack]] = []
    # 4
    for row, pack in packs:
        found = find_made(session, world, checked.actor, pack.form["item"])
        if found is None:
            fresh.append((row, pack))
            continue
        entry, payload = found
        differs = difference(payload, pack.form, COMMON_FIELDS)
        # Its passport may say more by now than its making did; what the file says stands there.
        is_whole = checked.format == _OWN and says_the_same(session, pack, payload)
        if (differs is None or is_whole) and lacks_files(session, pack.form, payload):
            where, names = reader.column(row, "attach"), "; ".join(pack.attach)
            problem = RowProblem(row.line, where, names, "attach_recorded", {"entry": entry})
            checked.refused.append((row, [problem]))
            continue
        if differs is None or is_whole:
            checked.same += 1
            checked.lines_same[row.line] = entry
            if not is_whole:
                known.append((row, pack))
            continue
        name, was, now = differs
        values = {"entry": entry, "before": value_text(was)}
        problem = RowProblem(
            row.line, reader.column(row, name), value_text(now), "recorded", values
        )
        checked.refused.append((row, [problem]))
    _find_late(session, reader, checked, known)
    # 5
    _ask_rules(session, reader, checked, fresh)


def _find_late(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    known: Sequence[tuple[Row, Pack]],
) -> None:
    """Take in the passports that packs of the ledger still lack."""
    for row, pack in known:
        form = passport_form_of(session, checked.actor, pack)
        if form is None:
            continue
        if _is_of_another(session, reader, checked, (row, form)):
            continue
        found = find_passport(session, checked.actor, form)
        if found == "missing":
            checked.late.append({**form, "accept_unusual": True})
        elif found == "differs":
            where = reader.column(row, "values.battery_passport_identifier")
            problem = RowProblem(row.line, where, form["passport"], "passport_recorded")
            checked.refused.append((row, [problem]))


def _is_of_another(
    session: Session, reader: PackReader, checked: CheckedPacks, asked: tuple[Row, dict[str, Any]]
) -> bool:
    """Refuse a row whose passport id is that of another pack of the ledger; tell whether it is so."""
    row, form = asked
    owners = [one for one in session.world.pointed("passport", form["passport"])
              if one != form["item"]]  # fmt: skip
    if not owners:
        return False
    where = reader.column(row, "values.battery_passport_identifier")
    values = {"owner": printed_id(owners[0])}
    problem = RowProblem(row.line, where, form["passport"], "passport_of_another", values)
    checked.refused.append((row, [problem]))
    return True


def _ask_rules(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    fresh: Sequence[tuple[Row, Pack]],
) -> None:
    if not fresh:
        return
    # The reader has asked about unusual values already.
    knowingly: dict[str, Any] = {"accept_unusual": True}
    if checked.acknowledged:
        knowingly["acknowledged"] = list(checked.acknowledged)
    forms: list[tuple[str, dict[str, Any]]] = []
    places: list[tuple[int, dict[str, Any] | None]] = []
    asked: list[tuple[Row, Pack]] = []
    for row, pack in fresh:
        passport = passport_form_of(session, checked.actor, pack)
        if passport is not None and _is_of_another(session, reader, checked, (row, passport)):
            continue
        asked.append((row, pack))
        places.append((len(forms), passport and {**passport, **knowingly}))
        forms.append((KIND, {**pack.form, **knowingly}))
        if passport is not None:
            forms.append((PASSPORT, {**passport, **knowingly}))
    ready = plan(session, forms, actor=checked.actor, look_for_repeats=False)
    for (row, pack), (place, passport) in zip(asked, places, strict=True):
        drafts = ready.drafts[place : place + (1 if passport is None else 2)]
        refusals = [finding for draft in drafts for finding in draft.refusals()]
        if not refusals:
            checked.forms.append(forms[place][1])
            checked.passports.append(passport)
            checked.lines_new.append(row.line)
            for finding in (one for draft in drafts for one in draft.findings):
                count, first = checked.notices.get(finding.code, (0, finding))
                checked.notices[finding.code] = count + 1, first
            continue
        checked.findings += refusals
        checked.refused.append(
            (row, [_problem_of(reader, row, pack, finding) for finding in refusals])
        )


def _problem_of(reader: PackReader, row: Row, pack: Pack, finding: Finding) -> RowProblem:
    values = {"en": finding.message("en"), "es": finding.message("es")}
    return RowProblem(
        row.line, reader.column(row, "item"), pack.form["item"], "rule", values, code=finding.code
    )


__all__ = [
    "BATCH",
    "CheckedPacks",
    "ImportedPacks",
    "Wanted",
    "check_packs",
    "errors_path",
    "sign_packs",
    "write_errors",
]
