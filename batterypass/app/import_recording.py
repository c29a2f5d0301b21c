"""Signing and recording what is new in a checked file of packs, and writing down what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.compose import plan, sign_and_record
from batterypass.app.errors_files import write_errors_file
from batterypass.app.import_checked import BATCH
from batterypass.app.import_passports import PASSPORT
from batterypass.errors import RefusedError
from batterypass.exchange.errors_file import encode_errors
from batterypass.exchange.packs import KIND
from batterypass.exchange.words import input_error, say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.import_checked import CheckedPacks, Progress
    from batterypass.app.session import Session

_KEPT_SUBJECTS: Final = 5_000


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
