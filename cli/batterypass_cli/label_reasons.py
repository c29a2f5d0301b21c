"""What a label's code is worth, a line for each reason: of its signature, and of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.label_check import DOUBTS, is_of_record
from batterypass_cli.answers import choice_words
from batterypass_cli.output import paint
from batterypass_cli.verdicts import MARKS
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.label_check import LabelCheck, Said


def reason_line(label: LabelCheck, said: Said) -> str:
    """Write one reason with its mark and what it is about."""
    title = say("label.title.record" if is_of_record(said.code) else "label.title.signature")
    mark = paint(*MARKS[_holds(label, said.code)])
    return f"{mark} {title}  {say(said.code, **_worded(said.values))}"


def _holds(label: LabelCheck, code: str) -> bool | None:
    """Tell how one reason stands: a doubt is neither a yes nor a no."""
    if code in DOUBTS:
        return None
    return label.record if is_of_record(code) else label.signature


def _worded(values: Mapping[str, str]) -> dict[str, str]:
    if "life" not in values:
        return dict(values)
    word = values["place"] if values["place"] == "dismantled" else values["life"]
    return {"life": choice_words(word) or word}
