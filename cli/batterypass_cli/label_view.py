"""What ``label print`` says of what it printed, to people and to programs."""

from __future__ import annotations

from math import ceil, floor
from pathlib import Path  # noqa: TC003 - a field of a record
from typing import TYPE_CHECKING, NamedTuple

from batterypass.errors import InputError
from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import LabelContent
    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here

#: Labels of a list of which the bin is measured, at most: to set one again costs as much as the label.
_SAMPLE = 50
#: Packs that a warning names.
_NAMED = 5


class Printing(NamedTuple):
    """What was asked for, and how much came of it."""

    output: Path
    sheet: str
    size_mm: float
    dpi: int | None
    items: int
    labels: int
    skip: int
    reads: bool


def tell(here: Here, done: Printing, labels: Sequence[LabelContent], was_read: int | None) -> None:
    """Say how many labels were printed, how fine their codes are, and what was read back."""
    from batterypass.documents.labels import plan_labels
    from batterypass.documents.sheets import sheet_named

    form = sheet_named(done.sheet)
    plans = plan_labels(labels, done.size_mm, dpi=done.dpi)
    sheets = ceil((done.labels + done.skip) / form.count)
    module = min(plan.module_mm for plan in plans)
    levels = "/".join(sorted({plan.level for plan in plans}, key="MQH".index))
    poor = [plan for plan in plans if not plan.is_fine]
    needed = _needed(labels, done.dpi) if poor else 0
    bin_mm, area = _bin(here, done, labels)
    if here.out.wants_json:
        here.out.document(
            {
                "labels": {
                    "file": str(done.output),
                    "items": done.items,
                    "labels": done.labels,
                    "sheets": sheets,
                    "size_mm": done.size_mm,
                    "module_mm": round(module, 3),
                    "levels": levels,
                    "fine": not poor,
                    "size_needed_mm": needed or None,
                    "read_back": was_read,
                    "bin_mm": round(bin_mm, 1),
                    "bin_enough_for_cm2": None if area is None else floor(area),
                    "written": not here.given.dry_run,
                }
            }
        )
        return
    parts = [
        say(
            "label.printed",
            labels=_spaced(done.labels),
            count=done.labels,
            sheets=_spaced(sheets),
        ),
        say("label.module", module=f"{module:.2f}", level=levels),
        _read_words(done, was_read),
    ]
    here.out.line(f"{paint('✓', 'g')} {done.output} · " + " · ".join(parts))
    if was_read is None and done.reads:
        here.out.talk(paint("! ", "y") + say("label.no-reader"))
    if poor:
        here.out.talk(paint("! ", "y") + _small(done, labels, module, "label.small"))
    if area is not None:
        here.out.talk(paint(_bin_words(here, labels, bin_mm, area), "d"))
    if here.given.dry_run:
        here.out.talk(say("label.dry-run", path=done.output))


def tell_none(here: Here, output: Path, since: str) -> None:
    """Say that nothing was made since a moment, so that there is nothing to print."""
    if here.out.wants_json:
        here.out.document({"labels": {"file": str(output), "items": 0, "labels": 0, "sheets": 0,
                                      "written": False}})  # fmt: skip
        return
    here.out.line(say("label.none", since=since))


def warn_of_ended(here: Here, items: Sequence[ItemState]) -> None:
    """Warn of labels of packs that are no more by the record."""
    from batterypass.app.labels import has_ended
    from batterypass.domain.ids import printed_id

    names = [printed_id(item.item) for item in items if has_ended(item)]
    if names:
        more = " …" if len(names) > _NAMED else ""
        listed = ", ".join(names[:_NAMED]) + more
        here.out.talk(paint("! ", "y") + say("label.ended", items=listed))


def _read_words(done: Printing, was_read: int | None) -> str:
    if was_read is None:
        return say("label.not-read")
    return say("label.read-back", count=_spaced(was_read), of=_spaced(done.labels))


def _spaced(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def check_module(done: Printing, labels: Sequence[LabelContent]) -> None:
    """Raise InputError where modules are so small that hardly any reader makes them out."""
    from batterypass.documents.labels import SMALLEST_CODE_MM, plan_labels
    from batterypass.documents.qr import LEAST_MODULE_MM

    if done.size_mm < SMALLEST_CODE_MM:
        # The sheet says which sizes it has room for.
        return
    module = min(plan.module_mm for plan in plan_labels(labels, done.size_mm, dpi=done.dpi))
    if module < LEAST_MODULE_MM:
        text = _small(done, labels, module, "label.too-small")
        raise InputError(f"--size {done.size_mm:g}: {text}", code="label.refused-size", text=text)


def _small(done: Printing, labels: Sequence[LabelContent], module: float, key: str) -> str:
    """Say which size works, what it would be without a signature, and whether the label holds it."""
    from batterypass.documents.qr import LEAST_MODULE_MM, size_needed_mm
    from batterypass.documents.sheets import sheet_named

    needed, most = _needed(labels, done.dpi), sheet_named(done.sheet).largest_code_mm
    text = say(
        key, size=f"{done.size_mm:g}", module=f"{module:.2f}", needed=needed,
        least=f"{LEAST_MODULE_MM:g}",
    )  # fmt: skip
    plain = max(size_needed_mm(label.url, dpi=done.dpi) for label in labels)
    if plain < needed and any(label.signed_url for label in labels):
        text += say("label.small-plain", plain=plain)
    if needed > most:
        text += say("label.small-sheet", sheet=done.sheet, most=f"{most:g}")
    return text


def _needed(labels: Sequence[LabelContent], dpi: int | None) -> int:
    """Give the size at which every code has fine modules."""
    from batterypass.documents.qr import size_needed_mm

    return max(size_needed_mm(label.code_text, dpi=dpi) for label in labels)


def _bin_words(here: Here, labels: Sequence[LabelContent], side: float, area: float) -> str:
    """Say for which battery the bin is enough, and what prints a larger one."""
    from batterypass.regulations.label_marks import label_law

    marked = next((label.printed_id for label in labels if label.signs.metals), "")
    pack = f"{marked} " if marked else ""
    if not area:
        least = f"{label_law(here.now().date().isoformat()).bin_least_mm:g}"
        return say("label.bin-none", side=f"{side:.1f}", least=least, pack=pack)
    return say("label.bin", side=f"{side:.1f}", area=f"{floor(area)}", pack=pack)


def _bin(here: Here, done: Printing, labels: Sequence[LabelContent]) -> tuple[float, float | None]:
    """Give the smallest crossed-out bin in mm, and the largest side in cm² that it is enough for."""
    from batterypass.documents.label_face import bin_side_mm
    from batterypass.documents.sheets import sheet_named
    from batterypass.regulations.label_marks import label_law

    lang = language()
    form = sheet_named(done.sheet)
    sample = labels[:: ceil(len(labels) / _SAMPLE)]
    side = min(bin_side_mm(one, lang, form, done.size_mm, done.dpi) for one in sample)
    return side, label_law(here.now().date().isoformat()).largest_side_cm2(side)
