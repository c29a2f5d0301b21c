"""What a transport decision says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from batterypass.regulations.tables import Confidence
    from batterypass.texts.bilingual import Text

#: ``refused``: the answers cannot be true. ``undecided``: one is missing, or nothing holds.
Outcome = Literal["allowed", "forbidden", "undecided", "refused"]
#: From mild to severe; ``severity`` gives their order.
Level = Literal["exempt", "marked", "stated", "regulated", "damaged", "critical", "forbidden", ""]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the place in the law. ``confidence`` is how far the row behind it can be trusted."""

    code: str
    text: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Packing:
    """A packing instruction to choose. ``asks`` names the answer that it still depends on."""

    code: str
    text: Text
    source: str
    confidence: Confidence
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A document or permit that has to be at hand."""

    code: str
    text: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Stowage:
    """Where it stands on a ship: category and conditions, and the schedules of the EmS Guide."""

    category: str
    conditions: tuple[str, ...]
    ems: str
    code: str
    text: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Decision:
    """How one package travels, or why it does not, or what is missing to tell.

    ``psn`` is the proper shipping name in the language of the edition's documents. Marks are in the
    vocabulary of ``marks``. ``stowage`` is for the sea alone. ``missing`` names answers (fields of ``Answers``; ``approval`` stands
    for ``approvals``). ``route`` and ``edition_id`` are ids of rows; ``tables_sha256`` names the
    tables, so that the decision can be repeated. ``confidence`` is that of its weakest row;
    ``psn_es_confidence`` that of the Spanish name, which may rest on less than its entry.
    """

    outcome: Outcome
    regime: str = ""
    edition_id: str = ""
    edition: str = ""
    edition_title: str = ""
    un: str = ""
    psn: str = ""
    psn_en: str = ""
    psn_es: str = ""
    psn_es_confidence: Confidence = "high"
    transport_class: str = ""
    classification_code: str = ""
    transport_category: str = ""
    tunnel_code: str = ""
    hazard_no: str = ""
    level: Level = ""
    route: str = ""
    packings: tuple[Packing, ...] = ()
    special_provisions: tuple[str, ...] = ()
    entry_provisions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    needs: tuple[Need, ...] = ()
    stowage: Stowage | None = None
    missing: tuple[str, ...] = ()
    confidence: Confidence = "high"
    tables_sha256: str = ""

    @property
    def prohibited(self) -> bool:
        """Tell whether the goods may not be offered with exactly these answers.

        So it is True while something is missing, too: nobody may read "not prohibited" from a
        decision that has not been made.
        """
        return self.outcome != "allowed"

    @property
    def packing_instructions(self) -> tuple[str, ...]:
        """Give the codes of the packings to choose from."""
        return tuple(one.code for one in self.packings)

    @property
    def codes(self) -> frozenset[str]:
        """Give the codes of reasons and warnings together."""
        return frozenset(one.code for one in (*self.reasons, *self.warnings))
