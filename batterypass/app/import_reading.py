"""Reading the rows of an import: each is the form of a pack, or is put aside with what is wrong.

A row is held against the form of ``pack.manufactured`` and against the rows before it in the file; the
ledger is the matter of :mod:`batterypass.app.import_planning`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.import_attached import problem_key
from batterypass.errors import FailedError, InputError
from batterypass.exchange.compare import difference, value_text
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.settings import Settings, parse_given
from batterypass.exchange.words import input_error

if TYPE_CHECKING:
    from batterypass.app.import_attached import RowFiles
    from batterypass.app.import_checked import CheckedPacks, Wanted
    from batterypass.app.session import Session
    from batterypass.exchange.packs import Pack, PackReader
    from batterypass.exchange.rows import Row


class Within:
    """What the rows of this file have said so far."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[int, dict[str, Any]]] = {}
        self.aliases: dict[tuple[str, str], tuple[int, str]] = {}


def settings_of(session: Session, actor: str, wanted: Wanted) -> Settings:
    """Give how rows are to be read. Raises InputError where ``actor`` cannot sign for them."""
    party = session.world.party(actor)
    if party is None:
        raise input_error("not_registered", actor=actor)
    domain = wanted.domain or (party.domains[0] if party.domains else "")
    if wanted.domain and wanted.domain not in party.domains:
        listed = ", ".join(party.domains) or "none"
        raise input_error("domain", domain=wanted.domain, actor=actor, listed=listed)
    month = session.around.clock().strftime("%Y-%m")
    return Settings(latest=month, domain=domain, given=parse_given(wanted.given))


def read_row(
    reader: PackReader, row: Row, checked: CheckedPacks, within: Within, wanted: Wanted
) -> Pack | None:
    """Give the pack of a row, or None where it is refused or stands in the file already."""
    # 2: the numbers are those of :func:`batterypass.app.import_packs.check_packs`.
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
