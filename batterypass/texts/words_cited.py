"""Where a rule of a finding is laid down, as whoever has the program can look it up.

The codes cite the design by its section, as the code does. A reader of ``explain`` has the pages, the
tables and the schemas that come with the program, and the law: those are named to him.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = "batterypass/regulations/data"
_STATEMENT: Final = "docs/formats/statement.md"
_KEYS: Final = "docs/formats/keys.md"
_TREE: Final = "docs/formats/merkle-tree.md"
_LEDGER_FILE: Final = "docs/formats/ledger-file.md"
_HEADS: Final = "docs/formats/heads.md"
_RULEBOOK: Final = "docs/formats/rulebook.md"
_CHAINS: Final = "docs/formats/chains.md"
_READINGS: Final = "docs/decisions/0008-readings-of-the-rules.md"
_AGAIN: Final = "docs/decisions/0010-saying-it-again.md"
_SEALED: Final = "docs/formats/sealed-section.md"
_TRUST: Final = "docs/formats/trust-file.md"
_IDS: Final = "docs/formats/ids.md"
_BUNDLE: Final = "docs/formats/bundle.md"
_DIRECTORY: Final = "docs/decisions/0015-the-directory-is-bitemporal.md"
_SCOPES: Final = f"{_DATA}/authorisation-scopes.csv"
_REGIMES: Final = f"{_DATA}/classification-regimes.json"
_FORM: Final = Text(
    f"SEMARNAT, form of the hazardous waste manifest; {_DATA}/manifest-fields.csv",
    f"SEMARNAT, formato del manifiesto de residuos peligrosos; {_DATA}/manifest-fields.csv",
)
_RECOVERY: Final = Text(
    f"Delegated Regulation (EU) 2025/606; {_DATA}/recovery-targets.csv",
    f"Reglamento Delegado (UE) 2025/606; {_DATA}/recovery-targets.csv",
)
_WORDS: Final = "schemas/ (`batterypass schema`)"

#: A citation of the design or of a sheet -> what a reader has.
_HAS: Mapping[str, str | Text] = MappingProxyType(
    {
        "design/architecture.md 6": _IDS,
        "design/architecture.md D1": _STATEMENT,
        "design/architecture.md D2": _KEYS,
        "design/architecture.md D2, D4": _KEYS,
        "design/architecture.md D3": _TREE,
        "design/architecture.md D4": _KEYS,
        "design/architecture.md D4, D13": _KEYS,
        "design/architecture.md D5": _LEDGER_FILE,
        "design/architecture.md D6": _CHAINS,
        "design/architecture.md D7": _SEALED,
        "design/architecture.md D9": _RULEBOOK,
        "design/architecture.md D10": _LEDGER_FILE,
        "design/architecture.md D11": _LEDGER_FILE,
        "design/architecture.md D16": _TRUST,
        "design/architecture.md D17": _HEADS,
        "design/architecture.md D18": _AGAIN,
        "design/bytes.md 1": _STATEMENT,
        "design/bytes.md 2": _AGAIN,
        "design/bytes.md 3": _CHAINS,
        "design/bytes.md 3, architecture.md 5": _CHAINS,
        "design/bytes.md 4": _READINGS,
        "design/bytes.md 4 (tolerances: project defaults)": Text(
            f"{_DATA}/tolerances.json (project defaults)",
            f"{_DATA}/tolerances.json (valores de este proyecto)",
        ),
        "design/bytes.md 5": _READINGS,
        "design/bytes.md 6": _KEYS,
        "design/bytes.md 7": _HEADS,
        "design/bytes.md 8": _SEALED,
        "design/bytes.md 9": _IDS,
        "design/bytes.md 10": _BUNDLE,
        "design/events.md": _WORDS,
        "design/events.md, Condition": _WORDS,
        "design/events.md, Corrections": "docs/decisions/0017-corrections-wait-for-who-signed.md",
        "design/events.md, Custody": "docs/manual/consignments.md",
        "design/events.md, Item life": _WORDS,
        "design/events.md, Ledger and directory": _DIRECTORY,
        "design/events.md, Ledger, directory": _DIRECTORY,
        "design/events.md, Rules and findings": _DIRECTORY,
        "design/events.md, State of an item": _READINGS,
        "design/faults.md row 4": _BUNDLE,
        "design/interface.md 5": f"{_DATA}/directory-limits.json",
        "issue 8": _BUNDLE,
        "reference/manifest-deadlines.json": f"{_DATA}/manifest-deadlines.json",
        "reference/manifest-workflow.json": f"{_DATA}/manifest-workflow.json",
        "reference/manifest-workflow.json, invariants": f"{_DATA}/manifest-workflow.json",
        "reference/transport-rules.md 12": f"{_DATA}/un-rules.json",
        "reference/transport-rules.md 2 and 12 (D2)": f"{_DATA}/transport-entries.json",
        "reference/transport-rules.md 3, 4 and 12 (D4)": f"{_DATA}/transport-damaged.json",
        "reference/transport-rules.md 8 and 12": f"{_DATA}/un-rules.json",
        "reference/waste-and-manifests.md 1 and 7": _REGIMES,
        "reference/waste-and-manifests.md 7": _REGIMES,
        "reference/waste-and-manifests.md 8": _RECOVERY,
        "reference/waste-and-manifests.md 12.3": _DIRECTORY,
        "reference/waste-and-manifests.md 2.1 (box 5) and 2.2": _FORM,
        "reference/waste-and-manifests.md 2.1 (boxes 9 and 10) and 12.5": (
            f"{_DATA}/carrier-permits.json"
        ),
        "reference/waste-and-manifests.md 2.2": _FORM,
        "reference/waste-and-manifests.md 2.2 and 9": _SCOPES,
        "reference/waste-and-manifests.md 2.2, 3.2, 9.1 and 12": f"{_DATA}/number-formats.json",
        "reference/waste-and-manifests.md 2.2, 9.1 and 12": _SCOPES,
        "reference/waste-and-manifests.md 9.2": _DIRECTORY,
    }
)
#: What a citation of the law says in English, and in Spanish.
_LAW: Final = (
    (r"\bReg(?:ulation)? \(EU\)", "Reglamento (UE)"),
    (r"\bBasel Convention\b", "Convenio de Basilea"),
    (r"\bAnnex\b", "anexo"),
    (r"\bArt\.", "art."),
    (r"\bsection\b", "sección"),
    (r"\band\b", "y"),
)


def cited(source: str, lang: str) -> str:
    """Give a citation in ``es`` or ``en``: laws and standards by their section, and what comes along."""
    parts: list[str] = []
    for part in source.split("; "):
        known = _HAS.get(part)
        if isinstance(known, Text):
            said = known.in_language(lang)
        elif known is not None:
            said = known
        else:
            said = re.sub(r"^regulations/data\b", _DATA, part)
            if lang == "es":
                for english, spanish in _LAW:
                    said = re.sub(english, spanish, said)
        parts.append(said)
    return "; ".join(dict.fromkeys(parts))
