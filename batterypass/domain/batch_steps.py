"""What each step of a batch, and each correction of one, makes of its state.

The fold takes a step in the state itself; a rule takes it in a copy, and judges what comes of it. All
sums are exact decimals, in kilograms.
"""

from __future__ import annotations

from copy import copy
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.domain.batches import add_up, total_kg
from batterypass.domain.clock import day_of
from batterypass.domain.events.amendable import Nothing
from batterypass.domain.events.batch import BatchClosed, BatchFed, BatchOutputWeighed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from batterypass.domain.states import BatchState

FED: Final = BatchFed.KIND.name
WEIGHED: Final = BatchOutputWeighed.KIND.name
CLOSED: Final = BatchClosed.KIND.name
#: Kinds of a batch whose entries can be corrected.
STEPS: Final = frozenset({FED, WEIGHED, CLOSED})
Step = BatchFed | BatchOutputWeighed | BatchClosed


def take_step(batch: BatchState, event: Step, entry: int) -> None:
    """Let items go in, fractions come out, or the batch be closed, by the entry with that index."""
    batch.entries = {**batch.entries, event.kind.split(".", 1)[1]: entry}
    if isinstance(event, BatchFed):
        _feed(batch, event)
    elif isinstance(event, BatchOutputWeighed):
        _weigh(batch, event, entry)
    else:
        batch.state = "closed"
        batch.closed_at = event.event_time
        batch.difference_reason = event.difference_reason or ""
        _lose(batch, [one.model_dump() for one in event.losses])


def after_step(batch: BatchState, event: Step, entry: int) -> BatchState:
    """Give a batch as it is after a step; the given one stays as it is."""
    found = copy(batch)
    take_step(found, event, entry)
    return found


def _feed(batch: BatchState, event: BatchFed) -> None:
    lines = {
        line.item: line.model_dump(include={"mass_kg", "elements_kg"}, exclude_defaults=True)
        for line in event.lines
    }
    _bring(batch, {**batch.fed, **lines})
    source = event.composition_source
    if source is not None:
        known = batch.composition_source
        batch.composition_source = source if known in ("", source) else "mixed"
    if event.sampling is not None and event.sampling not in batch.sampling:
        batch.sampling = [*batch.sampling, event.sampling]


def _weigh(batch: BatchState, event: BatchOutputWeighed, entry: int) -> None:
    outputs = {
        one.item: {
            "material": one.material,
            "use": one.use,
            "mass_kg": one.mass_kg,
            "elements_kg": {str(name): kg for name, kg in one.elements_kg.items()},
            "assay": one.assay.model_dump(exclude_none=True) if one.assay else {},
            "weighed_on": day_of(event.event_time),
            "entry": entry,
        }
        for one in event.fractions
    }
    batch.outputs = {**batch.outputs, **outputs}


def _bring(batch: BatchState, fed: dict[str, dict[str, Any]]) -> None:
    """Say what went in, and add it up."""
    batch.fed, batch.inputs = fed, len(fed)
    batch.input_kg = number_text(total_kg(one["mass_kg"] for one in fed.values())) if fed else ""
    elements: dict[str, str] = {}
    for one in fed.values():
        if "elements_kg" in one:
            elements = add_up(elements, one["elements_kg"])
    batch.input_elements_kg = elements


def _lose(batch: BatchState, losses: list[dict[str, str]]) -> None:
    """Say what was lost, and add it up."""
    batch.losses = losses
    batch.loss_kg = number_text(total_kg(one["mass_kg"] for one in losses))


# --- corrections ------------------------------------------------------------------------------


def stands_in(batch: BatchState, kind: str, field: str, item: str) -> object:
    """Give the value of a field of a step as it stands, None where nothing was said.

    Gives :class:`Nothing` where the batch has no such line, the line no composition, or the fraction
    no assay; and of a closing that was taken back.
    """
    head, *rest = field.split(".")
    if kind == CLOSED:
        if batch.state != "closed":
            return Nothing.NO_LINE
        if head == "losses":
            return _sum_of(batch.losses, head, "".join(rest))
        return batch.difference_reason or None
    line = (batch.fed if kind == FED else batch.outputs).get(item, {})
    # Elements of a fraction follow from its assay, those of an item from nothing.
    if not line.get("assay" if kind == WEIGHED and head == "elements_kg" else head):
        return Nothing.NO_LINE
    if rest[:1] == ["contents"]:
        return _sum_of(line["assay"]["contents"], *rest)
    return line[head].get(rest[0]) if rest else line[head]


def correct_step(batch: BatchState, kind: str, fields: Iterable[Mapping[str, Any]]) -> None:
    """Let a correction of a step hold; what :func:`stands_in` does not find stays as it is."""
    for one in fields:
        field, item = str(one["field"]), str(one.get("item", ""))
        if stands_in(batch, kind, field, item) is Nothing.NO_LINE:
            continue
        path = field.split(".")
        if kind == FED:
            batch.fed = {**batch.fed, item: with_value(batch.fed[item], path, one["new"])}
        elif kind == WEIGHED:
            line = with_value(batch.outputs[item], path, one["new"])
            batch.outputs = {**batch.outputs, item: line}
        elif field == "difference_reason":
            batch.difference_reason = one["new"]
        else:
            _lose(batch, with_value({"losses": batch.losses}, path, one["new"])["losses"])
    if kind == FED:
        _bring(batch, batch.fed)


def corrected(batch: BatchState, kind: str, fields: Iterable[Mapping[str, Any]]) -> BatchState:
    """Give a batch as a correction makes it; the given one stays as it is."""
    found = copy(batch)
    correct_step(found, kind, fields)
    return found


#: Lists of which a value is corrected by the word that it belongs to: the two members of a row.
_BY_WORD: Final = {"contents": ("substance", "percent"), "losses": ("loss", "mass_kg")}


def with_value(record: Mapping[str, Any], path: Sequence[str], new: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give a record with another value at a path: ``elements_kg.lithium``, ``losses.dust``."""
    head, *rest = path
    if head in _BY_WORD and rest:
        rows = _said_anew(record.get(head, ()), *_BY_WORD[head], rest[-1], new)
        return {**record, head: rows}
    return {**record, head: with_value(record.get(head, {}), rest, new) if rest else new}


def _sum_of(rows: Iterable[Mapping[str, str]], name: str, word: str) -> str | None:
    key, value = _BY_WORD[name]
    found = [one[value] for one in rows if one[key] == word]
    return number_text(total_kg(found)) if found else None


def _said_anew(
    rows: Sequence[dict[str, str]], key: str, value: str, word: str, new: str
) -> list[dict[str, str]]:
    """Say of one word of a list something else; where it is new, at the end."""
    said = {one[key]: one for one in rows} | {word: {key: word, value: new}}
    return [said[name] for name in said]


# --- annulments -------------------------------------------------------------------------------

#: Kind -> the fields whose values stand in ``undo``; what was fed follows from the items.
BATCH_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    FED: ("composition_source", "sampling"),
    CLOSED: ("state", "closed_at", "losses", "loss_kg", "difference_reason"),
}


def note_step(batch: BatchState, event: Step) -> None:
    """Keep, before a step, where it stands in the chain, and what it is about to change."""
    kind, word, seq = event.kind, event.kind.split(".", 1)[1], event.subjects[0].seq
    batch.said = {**batch.said, word: [*batch.said.get(word, ()), seq]}
    batch.undo = {}
    if kind in BATCH_FIELDS:
        was = [getattr(batch, name) for name in BATCH_FIELDS[kind]]
        batch.undo = {
            "kind": kind, "seq": seq, "by": event.actor, "n": len(event.subjects), "was": was,
            "entry": batch.entries.get(word),
        }  # fmt: skip


def restored(batch: BatchState, items: Collection[str]) -> BatchState:
    """Give a batch as it was before its last step, which fed these items.

    What was corrected of earlier steps since stays corrected.
    """
    kind, entry = str(batch.undo["kind"]), batch.undo["entry"]
    word = kind.split(".", 1)[1]
    then = copy(batch)
    for name, value in zip(BATCH_FIELDS[kind], batch.undo["was"], strict=True):
        setattr(then, name, value)
    if kind == FED:
        _bring(then, {name: line for name, line in batch.fed.items() if name not in items})
    then.entries = {name: at for name, at in batch.entries.items() if name != word}
    if entry is not None:
        then.entries[word] = entry
    then.said = {**batch.said, word: batch.said[word][:-1]}
    if not then.said[word]:
        del then.said[word]
    return then


def before_step(batch: BatchState, items: Collection[str]) -> dict[str, Any]:
    """Give the fields that a batch had otherwise before its last step, which fed these items."""
    then = restored(batch, items)
    return {
        one.name: getattr(then, one.name)
        for one in fields_of(batch)
        if getattr(then, one.name) != getattr(batch, one.name)
    }
