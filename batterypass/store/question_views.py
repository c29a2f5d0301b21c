"""Tables for questions in SQL, made out of what a ledger file keeps: one row for each thing.

They exist only in the connection that asks. What their columns mean is told in
``texts/words_sql.py``; a test compares both with the states of the fold. Figures are numbers here,
to be summed and compared; as they were signed they stand in ``state`` and ``payload``.
"""

from __future__ import annotations

from typing import Final


def _of_state(name: str) -> str:
    return f"json_extract(CAST(s.state AS TEXT), '$.{name}')"


def _texts(*names: str) -> dict[str, str]:
    return {name: _of_state(name) for name in names}


def _numbers(*names: str) -> dict[str, str]:
    return {name: f"CAST({_of_state(name)} AS REAL)" for name in names}


def _whole(made: str) -> str:
    """Give a whole number as such: then a parameter, which is a text, is compared as a number."""
    return f"CAST({made} AS INTEGER)"


def _flags(*names: str) -> dict[str, str]:
    return {name: _whole(f"coalesce({_of_state(name)}, 0)") for name in names}


def _each(name: str) -> str:
    return f"json_each(coalesce({_of_state(name)}, '[]'))"


def _listed(name: str) -> str:
    return f"(SELECT group_concat(value, ' ') FROM {_each(name)})"  # noqa: S608 - our own names


#: Of a list of periods, those that have no end.
_OPEN: Final = "coalesce(json_extract(value, '$.to'), '') = ''"
_LAST: Final = {
    "last_at": "strftime('%Y-%m-%dT%H:%M:%SZ', nullif(s.last_ms, 0) / 1000, 'unixepoch')",
    "statements": _whole("s.main_count + s.record_count"),
    "state": "CAST(s.state AS TEXT)",
}
_FED_TO: Final = f"(SELECT b.state FROM main.subjects AS b WHERE b.name = {_of_state('batch')})"  # noqa: S608
_SUBJECTS: Final = "main.subjects AS s"

#: View -> its columns (name -> what it is made of) and where the rows come from.
VIEWS: Final[dict[str, tuple[dict[str, str], str]]] = {
    "items": (
        {
            "item": "s.name",
            "printed_id": "printed_id(s.name)",
            # Of what was fed the life is derived, by the domain's own rule.
            "life": (
                f"CASE WHEN {_of_state('batch')} IS NULL THEN {_of_state('life')}"
                f" ELSE life_of(s.name, s.state, {_of_state('batch')}, {_FED_TO}) END"
            ),
            **_texts(
                "item_kind", "place", "custodian", "responsible_operator", "maker", "model",
                "serial", "chemistry", "category", "material", "made_month", "condition",
                "host_kind", "consignment", "stream", "waste_reason", "waste_on", "passport",
                "inside", "batch", "made_by", "use",
            ),
            **_numbers("nominal_voltage_v", "capacity_ah", "energy_wh", "mass_kg"),
            "contested": _whole(f"{_of_state('contested_with')} IS NOT NULL"),
            **_flags("unconfirmed", "missing", "passport_ended", "labels"),
            "parents": _listed("parents"),
            "children": _listed("children"),
            "created_entry": _whole(_of_state("created_index")),
            **_LAST,
        },
        f"{_SUBJECTS} WHERE s.letter = 'I'",
    ),
    "parties": (
        {
            "party": "s.name",
            **_texts("legal_name", "country", "tax_id"),
            "roles": _listed("roles"),
            "domains": _listed("domains"),
            "registered_entry": _whole(f"coalesce({_of_state('registered_index')}, 0)"),
            "signed": "s.acted_count",
            **_LAST,
        },
        f"{_SUBJECTS} WHERE s.letter = 'P'",
    ),
    "sites": (
        {
            "party": "s.name",
            **{
                name.rpartition(".")[2]: f"json_extract(e.value, '$.{name}')"
                for name in (
                    "site_id", "name", "address.municipality", "address.state", "address.country",
                    "nra", "closed_on",
                )
            },
        },
        f"{_SUBJECTS}, {_each('sites')} AS e WHERE s.letter = 'P'",
    ),
    "authorisations": (
        {
            "authorisation": "s.name",
            **_texts(
                "scheme", "number", "holder", "holder_site", "effective_from", "effective_to",
                "revoked_from", "renewal_filed_on", "granted_by", "authority",
            ),
            **_numbers("capacity_t_year"),
            "suspended": _whole(f"EXISTS (SELECT 1 FROM {_each('suspensions')} WHERE {_OPEN})"),  # noqa: S608
            "granted_entry": _whole(_of_state("granted_index")),
            **_LAST,
        },
        f"{_SUBJECTS} WHERE s.letter = 'A'",
    ),
    "consignments": (
        {
            "consignment": "s.name",
            "number": _of_state("consignment"),
            "step": _of_state("state"),
            **_texts(
                "consignor", "carrier", "consignee", "consignee_site", "mass_basis", "vehicle_type",
                "offered_at", "collected_at", "delivered_at", "received_at",
            ),
            **_numbers("declared_kg", "measured_kg"),
            "items": _whole(f"(SELECT count(*) FROM json_each(coalesce({_of_state('items')}, '{{}}')))"),  # noqa: S608
            "is_waste": _whole(f"{_of_state('waste')} IS NOT NULL"),
            "un_number": _of_state("transport.un_number"),
            **_LAST,
        },
        f"{_SUBJECTS} WHERE s.letter = 'C'",
    ),
    "consignment_items": (
        {
            "consignment": "s.name",
            "item": "e.key",
            "mass_kg": "CAST(json_extract(e.value, '$.mass_kg') AS REAL)",
            "received_kg": "CAST(json_extract(e.value, '$.received_kg') AS REAL)",
            "outcome": "json_extract(e.value, '$.outcome')",
        },
        f"{_SUBJECTS}, json_each(coalesce({_of_state('items')}, '{{}}')) AS e WHERE s.letter = 'C'",
    ),
    "batches": (
        {
            "batch": "s.name",
            "number": _of_state("batch"),
            "step": _of_state("state"),
            **_texts(
                "recycler", "site", "process_id", "chemistry_group", "opened_at", "closed_at",
                "composition_source", "difference_reason",
            ),
            **_numbers("input_kg", "loss_kg"),
            "inputs": _whole(f"coalesce({_of_state('inputs')}, 0)"),
            "outputs": _whole(f"(SELECT count(*) FROM json_each(coalesce({_of_state('outputs')}, '{{}}')))"),  # noqa: S608
            **_LAST,
        },
        f"{_SUBJECTS} WHERE s.letter = 'B'",
    ),
    "batch_outputs": (
        {
            "batch": "s.name",
            "item": "e.key",
            "material": "json_extract(e.value, '$.material')",
            "use": "json_extract(e.value, '$.use')",
            "mass_kg": "CAST(json_extract(e.value, '$.mass_kg') AS REAL)",
            "elements_kg": "json_extract(e.value, '$.elements_kg')",
        },
        f"{_SUBJECTS}, json_each(coalesce({_of_state('outputs')}, '{{}}')) AS e WHERE s.letter = 'B'",
    ),
    "entries": (
        {
            "entry": "l.idx",
            **{
                name: f"json_extract(payload_of(l.statement), '$.{name}')"
                for name in ("kind", "event_time", "actor", "site", "event_id")
            },
            "subject": "json_extract(payload_of(l.statement), '$.subjects[0].subject')",
            "digest": "digest_of(l.statement)",
            "bytes": _whole("length(l.statement)"),
            "payload": "payload_of(l.statement)",
        },
        "main.entries AS l",
    ),
    "entry_subjects": (
        {
            "entry": "k.entry",
            "subject": "s.name",
            "lane": "CASE k.lane WHEN 0 THEN 'main' WHEN 1 THEN 'record' ELSE 'acted' END",
            "seq": "k.seq",
        },
        "main.links AS k JOIN main.subjects AS s ON s.id = k.subject_id",
    ),
    "checkpoints": (
        {"size": "n.size", "sealed": "n.sealed", "note": "CAST(n.note AS TEXT)"},
        "main.notes AS n",
    ),
}  # fmt: skip


def view_statements() -> list[str]:
    """Give the SQL that makes the views in the temporary part of a connection."""
    return [
        f'CREATE TEMP VIEW "{view}" AS SELECT '  # noqa: S608 - names of this module
        + ", ".join(f'{made} AS "{name}"' for name, made in columns.items())
        + f" FROM {source}"
        for view, (columns, source) in VIEWS.items()
    ]
