"""What stands beside the statements of a bundle, and what is told of them once all are in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from batterypass.app.audit_rest import (
    check_sections,
    note_disputed,
    note_settled,
    note_unconfirmed,
)
from batterypass.errors import MalformedError
from batterypass.ports import LANE_MAIN, Section
from batterypass.regulations.rulebook import parse_rulebook
from batterypass.rules.settled import LogEnd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.app.bundle_case import Case
    from batterypass.app.bundle_world import BundleWorld
    from batterypass.evidence.bundle_file import BundleFile


def check_beside(case: Case, world: BundleWorld) -> None:
    """Look at sections, content and attachments (10), and at what became of what was told."""
    found = case.found
    carried = _Carried(case.file)
    events = {
        one.event.event_id: index for index, one in case.readings.items() if one.event is not None
    }
    check_sections(carried, found, events.get)  # type: ignore[arg-type]
    _check_content(case)
    _check_files(case)
    note_disputed(carried, found)  # type: ignore[arg-type]
    note_unconfirmed(found, world)
    note_settled(
        found,
        LogEnd(
            world,
            found.annulments,
            case.digest_of,
            _main_entry(world),
            found.followed,
        ),
    )


def _main_entry(world: BundleWorld) -> Callable[[str, int], int | None]:
    """Tell which entry is a main statement; asked of the whole world, and only where somebody asks."""

    @cache
    def mains() -> dict[tuple[str, int], int]:
        return {(one.subject, one.seq): one.entry for one in world.links() if one.lane == LANE_MAIN}

    return lambda subject, seq: mains().get((subject, seq))


def _check_content(case: Case) -> None:
    """Content is a rulebook that was adopted, or a table of one; digests were compared."""
    found, content = case.found, case.file.content
    named = set()
    for _, digest in found.rulebooks:
        named.add(digest)
        if digest not in content:
            continue
        if digest == case.around.rulebook:
            # Its digest says which tables it has, and these are here.
            named |= {table.sha256 for table in case.around.regulations.tables.values()}
            continue
        try:
            named |= {table.sha256 for table in parse_rulebook(content[digest]).tables}
        except MalformedError:
            continue
    for digest in content:
        found.contents += 1
        if digest not in named:
            found.add("BP-V008", digest, expected="-", found=digest)


def _check_files(case: Case) -> None:
    """Attachments are those that a statement names; digests were compared."""
    named = {
        document.digest
        for one in case.readings.values()
        for document in getattr(one.event, "documents", None) or ()
    }
    for digest in case.file.files:
        if digest not in named:
            case.found.add("BP-B004", digest, field="files", expected="-", found=digest)


class _Carried:
    """The statements and sections of a bundle, as what looks at a log reads them."""

    is_replica = True

    def __init__(self, file: BundleFile) -> None:
        self._file = file

    def statement(self, index: int) -> bytes:
        return self._file.statements[index]

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        return (
            (index, raw) for index, raw in self._file.statements.items() if start <= index < stop
        )

    def sections(self) -> Iterator[Section]:
        for (event_id, point), body in self._file.sections.items():
            yield Section(event_id, point, body)
