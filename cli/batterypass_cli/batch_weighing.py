"""The fractions of one weighing, from words or a file, with what their assays say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from batterypass.app.batches import fraction_id, sums_of
from batterypass.domain.base import decimal_of
from batterypass.domain.vocabulary import Substance
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.batch_table import Row, read_rows
from batterypass_cli.batch_view import kilos
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batterypass_cli.batch_options import BatchStep

SUBSTANCES: tuple[str, ...] = get_args(Substance)
_ASSAY = ("method", "laboratory", "assayed_on")
_NEEDED = ("material", "use", "mass_kg")
_PARTS = (3, 4)
_COLUMNS = (*_NEEDED, "item", "stream", *_ASSAY, *SUBSTANCES)


class Weighing:
    """What came out, in the making."""

    def __init__(self, step: BatchStep) -> None:
        self._step = step

    def fractions(self, words: Sequence[str], path: Path | None) -> list[dict[str, Any]]:
        """Give what words and file say; nothing where there is neither. Raises InputError."""
        rows = [self._row(word) for word in words]
        if path is not None:
            again = f"batterypass batch output {self._step.state.batch} --from {path}"
            rows += read_rows(path, _COLUMNS, again)
        found: list[dict[str, Any]] = []
        for row in rows:
            found.append(self._fraction(row, [one["item"] for one in found]))
        return found

    def tell_sums(self, fractions: Sequence[dict[str, Any]]) -> None:
        """Show what came out, with what came out before, against what went in."""
        from batterypass.domain.batches import output_kg

        _, mass, _ = sums_of([{"mass_kg": one["mass_kg"]} for one in fractions])
        state = self._step.state
        told = say(
            "batch.out-sums", count=len(fractions), kg=kilos(decimal_of(mass)),
            total=kilos(output_kg(state) + decimal_of(mass)),
            input=kilos(decimal_of(state.input_kg or "0")),
        )  # fmt: skip
        self._step.here.out.talk(told)

    def _row(self, word: str) -> Row:
        parts = word.split(":")
        if len(parts) not in _PARTS:
            raise refusal(InputError, "batch.bad-fraction", found=word)
        return Row(dict(zip((*_NEEDED, "stream"), parts, strict=False)))

    def _fraction(self, row: Row, taken: Sequence[str]) -> dict[str, Any]:
        step = self._step
        found: dict[str, Any] = {}
        for name in _NEEDED:
            with row.at(name):
                if not row.get(name):
                    raise refusal(InputError, "batch.fraction-lacks", name=name)
        for name in (*_NEEDED, "stream"):
            if row.get(name):
                found[name] = self._read(row, name, f"fractions.{name}")
        proposed = row.get("item") or fraction_id(
            step.ledger.session, step.actor, step.state, str(found["material"]), taken
        )
        with row.at("item"):
            item = step.reader("fractions.item")(proposed)
            if item in taken:
                raise InputError(f"{item}: named twice", code="offer.twice", item=item)
        assay = self._assay(row)
        return {"item": item, **found, **({"assay": assay} if assay else {})}

    def _read(self, row: Row, column: str, path: str) -> Any:  # noqa: ANN401 - as the field is
        with row.at(column):
            return self._step.reader(path)(row.get(column))

    def _assay(self, row: Row) -> dict[str, Any]:
        contents = [
            {"substance": one, "percent": self._read(row, one, "fractions.assay.contents.percent")}
            for one in SUBSTANCES
            if row.get(one)
        ]
        if not contents:
            return {}
        found: dict[str, Any] = {"contents": contents}
        for name in _ASSAY:
            with row.at(name):
                if not row.get(name):
                    raise refusal(InputError, "batch.assay-lacks", name=name)
            found[name] = self._read(row, name, f"fractions.assay.{name}")
        report = self._report()
        return {**found, "report": report} if report else found

    def _report(self) -> str:
        """Give the digest of the one file that is attached, which is the laboratory's report."""
        from batterypass_cli.attaching import read_attached

        here = self._step.here
        attached = read_attached(here, here.given.attach)
        return attached[0].digest if len(attached) == 1 else ""
