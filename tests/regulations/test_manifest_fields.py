"""The boxes of eight forms: as packaged, in order, each with somebody who can fill it."""

from __future__ import annotations

import pytest

from batterypass.app.form_sources import NOT_FACTS, SOURCES, needs_of, source_of
from batterypass.bootstrap import manifest_fields, workflow
from batterypass.domain.states import ConsignmentState
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.manifest_fields import (
    CONDITIONS,
    Situation,
    form_named,
    is_needed,
    parse_fields,
)
from batterypass.regulations.workflow import parse_workflow, workflow_state
from batterypass.texts.messages import MESSAGES
from batterypass_cli.commands.manifest_fields import BLOCKS, slug
from shared import shared

HEAD = (
    "form,form_version,seq,box,field_id,label_es,label_en,type,required,repeat,actor,source_id,"
    "confidence,notes\n"
)
ROW = "f,1,{seq},1,generator.nra,Núm.,number,str,{required},1,generator,S,{confidence},\n"


def table(seq: int = 1, required: str = "yes", confidence: str = "high") -> bytes:
    return (HEAD + ROW.format(seq=seq, required=required, confidence=confidence)).encode()


@pytest.mark.parametrize("name", ["fields.csv", "deadlines.json", "workflow.json"])
def test_the_packaged_table_is_the_reference(name: str) -> None:
    from importlib.resources import files

    packaged = files("batterypass.regulations").joinpath("data").joinpath(f"manifest-{name}")
    assert packaged.read_bytes() == shared(f"reference/manifest-{name}").read_bytes()


def test_there_are_eight_forms_and_the_mexican_one_has_its_19_boxes_in_order() -> None:
    forms = manifest_fields()
    assert len(forms) == 8
    boxes = [int(one.box) for one in forms["mx_semarnat"].fields]
    assert boxes == sorted(boxes)
    assert set(boxes) == set(range(1, 20))


def test_every_box_of_every_form_is_a_fact_or_says_who_fills_it() -> None:
    for form in manifest_fields().values():
        for field in form.fields:
            for fact in needs_of(form.name, field):
                assert source_of(fact) in SOURCES, f"{form.name} {field.field_id}"


def test_every_part_actor_condition_and_source_has_words_in_both_languages() -> None:
    keys = {f"field.from.{source}" for source in SOURCES - {"printed"}}
    keys |= {f"field.how.{source}" for source in SOURCES - {"printed"}}
    keys |= {f"field.needed.{slug(one)}" for one in CONDITIONS}
    for form in manifest_fields().values():
        for field in form.fields:
            keys.add(f"field.actor.{slug(field.actor)}")
            needs = needs_of(form.name, field)
            if len(needs) > 1 or (field.type in BLOCKS and "." in needs[0]):
                keys |= {f"field.part.{fact.rpartition('.')[2]}" for fact in needs}
    assert not {key for key in keys if MESSAGES.known(key) is None}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (table(seq=2), "expected box 1"),
        (table(required="perhaps"), "perhaps"),
        (table(confidence="sure"), "sure"),
        (HEAD.encode(), "no rows"),
        (b"\xff", "manifest-fields"),
        (b"form\nx\n", "form_version"),
    ],
)
def test_a_table_that_is_none_is_refused(body: bytes, what: str) -> None:
    with pytest.raises(MalformedError, match=what):
        parse_fields(body)


def test_an_unknown_form_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="uk_dwt_receipt"):
        form_named(manifest_fields(), "form_7")


@pytest.mark.parametrize(
    ("required", "situation", "needed"),
    [
        ("yes", Situation(), True),
        ("no", Situation(), False),
        ("if differs", Situation(), None),
        ("yes if HM", Situation(has_transport=True), True),
        ("yes if HM", Situation(), False),
        ("if full rejection", Situation(is_rejected_in_part=True), False),
        ("if rejection", Situation(is_rejected_in_part=True), True),
        ("if hazardous and no code", Situation(), False),
        ("if hazardous and no code", Situation(is_hazardous=True), None),
        ("customs", Situation(crosses_border=True), True),
        ("yes at receipt", Situation(), False),
    ],
)
def test_a_conditional_box_is_needed_where_its_condition_holds(
    required: str, situation: Situation, needed: bool | None
) -> None:
    assert is_needed(required, situation) is needed


def test_no_fact_is_called_as_what_is_none() -> None:
    for form in manifest_fields().values():
        for field in form.fields:
            needs = needs_of(form.name, field)
            assert len(needs) == 1 or not NOT_FACTS & set(needs), field.field_id


@pytest.mark.parametrize(
    ("state", "after", "expected"),
    [
        ("offered", (), "generator_signed"),
        ("delivered", (), "arrived"),
        ("received", (), "received"),
        ("received", ("original-returned",), "original_returned"),
        ("received", ("certified",), "processing_certified"),
        ("partially_received", ("certified", "original-returned"), "closed"),
        ("in_transit", ("exception-reported",), "in_transit"),
        ("returned", (), "rejected"),
        ("rejected", ("original-returned",), "rejected"),
        ("voided", (), "cancelled"),
    ],
)
def test_the_state_of_a_manifest_is_derived(
    state: str, after: tuple[str, ...], expected: str
) -> None:
    consignment = ConsignmentState(
        "s#M-1", "M-1", state, "a", "b", "c", "d", {}, "0", "weighed", "",
        after={word: {} for word in after},
    )  # fmt: skip
    assert workflow_state(consignment) == expected
    assert expected in workflow().states


def test_a_workflow_that_maps_no_state_is_refused() -> None:
    with pytest.raises(MalformedError, match="nowhere"):
        parse_workflow(b'{"states": ["draft"], "terminal": [], "maps": {"f": {"nowhere": "x"}}}')
    with pytest.raises(MalformedError):
        parse_workflow(b"[]")
