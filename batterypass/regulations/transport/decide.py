"""The decision: a pure function from answers to what the tables say.

Steps: 1. what cannot be true is refused; 2. the edition of the day of carriage; 3. the answers
without which no table is entered; 4. the entry; 5. the route (the first row that fits); 6. the
limits of that route; 7. packings; 8. marks and statements; 9. what is told beside it. An answer
that a step needs and nobody gave ends the decision: it is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from batterypass.regulations.tables import least
from batterypass.regulations.transport.checks import what_is_off
from batterypass.regulations.transport.decision import Decision
from batterypass.regulations.transport.editions import choose_edition
from batterypass.regulations.transport.facts import condition_of
from batterypass.regulations.transport.routing import by_tables, undecided
from batterypass.regulations.transport.telling import (
    SHEET,
    doubtful_name,
    make_reason,
    mode_not_covered,
    newer_edition,
    no_edition,
    no_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.decision import Reason
    from batterypass.regulations.transport.editions import Edition
    from batterypass.regulations.transport.tables import Entry, TransportTables

#: Answers without which no table is entered, in the order in which they are asked for.
BASE: Final = ("regime", "date", "config", "chem", "condition")


def decide(answers: Answers, tables: TransportTables) -> Decision:
    """Decide how a package travels.

    Never raises for an answer: what cannot be true is refused with a reason, what nobody has said is
    named in ``missing``.
    """
    off = [
        make_reason(one.code, one.key, SHEET, "high", one.values)
        for one in what_is_off(answers, tables.limits)
    ]
    if off:
        return replace(_nothing(answers, tables), outcome="refused", reasons=tuple(off))
    missing = tuple(name for name in BASE if getattr(answers, name) is None)
    if answers.condition is not None and condition_of(answers) is None:
        missing = (*missing, "disposition")
    if "regime" in missing or "date" in missing:
        return undecided(_nothing(answers, tables), missing)
    chosen = choose_edition(
        tables.editions, str(answers.regime), str(answers.date), answers.edition
    )
    if chosen.edition is None:
        return replace(_nothing(answers, tables), reasons=(no_edition(answers, chosen.unread),))
    return _in_edition(answers, tables, missing, chosen.edition, chosen.unread)


def _nothing(answers: Answers, tables: TransportTables) -> Decision:
    return Decision("undecided", regime=answers.regime or "", tables_sha256=tables.sha256)


def _in_edition(
    answers: Answers,
    tables: TransportTables,
    missing: tuple[str, ...],
    edition: Edition,
    unread: Edition | None,
) -> Decision:
    rules = tables.rules[edition.id]
    entry = rules.entries.get((answers.chem or "", answers.config or ""))
    start = _start(edition, unread, entry, tables.sha256)
    if answers.mode is not None and answers.mode not in edition.modes:
        reason = mode_not_covered(answers.mode, edition)
        off = _start(edition, unread, None, tables.sha256)
        return replace(off, outcome="refused", reasons=(reason,))
    if answers.chem is None or answers.config is None:
        return undecided(start, missing)
    if entry is None:
        return replace(start, reasons=tuple(no_entry(answers, edition)))
    if answers.disposition == "unsaid" and _end_matters(answers, edition):
        missing = tuple(dict.fromkeys((*missing, "disposition")))
    # The condition may be missing here; the entry does not depend on it.
    return undecided(start, missing) if missing else by_tables(start, answers, rules, entry, tables)


def _told_from_the_start(
    edition: Edition, unread: Edition | None, entry: Entry | None
) -> Iterator[Reason]:
    if unread is not None:
        yield newer_edition(edition, unread)
    if entry is not None and entry.name_es_confidence != "high":
        yield doubtful_name(entry, edition)


@lru_cache(maxsize=1024)
def _start(edition: Edition, unread: Edition | None, entry: Entry | None, sha256: str) -> Decision:
    """Give what is decided by edition and entry alone; the same for every package under them."""
    found = Decision(
        "undecided",
        regime=edition.regime,
        edition_id=edition.id,
        edition=edition.edition,
        edition_title=edition.title,
        warnings=tuple(_told_from_the_start(edition, unread, entry)),
        confidence=edition.confidence,
        tables_sha256=sha256,
    )
    if entry is None:
        return found
    return replace(
        found,
        un=entry.un,
        psn=entry.name.in_language(edition.language),
        psn_en=entry.name.en,
        psn_es=entry.name.es,
        psn_es_confidence=entry.name_es_confidence,
        transport_class=entry.transport_class,
        classification_code=entry.code,
        transport_category=entry.transport_category,
        tunnel_code=entry.tunnel,
        hazard_no=entry.hazard_no,
        entry_provisions=entry.provisions,
        confidence=least(edition.confidence, entry.confidence),
    )


def _end_matters(answers: Answers, edition: Edition) -> bool:
    """Tell whether marks or name depend on recycling or disposal, of damaged goods too."""
    words = edition.waste_word or {}
    collected = (answers.scheme or "none") != "none"
    return collected or words.get("recycling", "") != words.get("disposal", "")
