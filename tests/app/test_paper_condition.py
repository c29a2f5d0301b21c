"""A paper that was changed, painted over, saved again or stripped; and one judged with no ledger."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdf
import pytest

from app import yard as yards
from app.papers_yard import NUMBER, issue
from app.papers_yard import yard as yard
from batterypass.app import checking, papers
from batterypass.app.trust import trust_file_for
from batterypass.documents.attached import open_pdf
from batterypass.documents.labels import render_labels
from batterypass.documents.pdf import write_pdf
from batterypass.errors import InputError
from batterypass.statements.verifiers import parse_base64url

Answers = tuple[bool | None, bool | None, bool | None]


def flipped(pdf: bytes) -> bytes:
    middle = pdf.index(b"/Contents") - 300
    return pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]


def saved_by(pdf: bytes, change: Callable[[pikepdf.Pdf], object] = lambda _: None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def saved_by_pypdf(pdf: bytes) -> bytes:
    out = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(pdf)).write(out)
    return out.getvalue()


def painted_at_the_end(pdf: bytes) -> bytes:
    out = io.BytesIO()
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.pages[0].rotate(90)
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def swap(opened: pikepdf.Pdf) -> None:
    name = next(one for one in opened.attachments if one.endswith(papers.STATEMENT_SUFFIX))
    body = opened.attachments[name].get_file().read_bytes()
    del opened.attachments[name]
    opened.attachments[name] = body[:-1] + bytes([body[-1] ^ 1])


def strip(opened: pikepdf.Pdf) -> None:
    for name in list(opened.attachments):
        del opened.attachments[name]


@pytest.mark.parametrize(
    ("change", "answers", "whole", "reason"),
    [
        (flipped, (True, True, False), False, "paper.print-changed"),
        (lambda pdf: pdf[:-40], (True, True, False), False, "paper.print-changed"),
        (lambda pdf: b"x" + pdf[1:], (True, True, False), False, "paper.print-changed"),
        (painted_at_the_end, (True, True, False), False, "paper.print-added"),
        (lambda pdf: pdf + b"\r\n", (True, True, None), None, "paper.print-resaved"),
        (saved_by, (True, True, None), None, "paper.print-resaved"),
        (saved_by_pypdf, (True, True, None), None, "paper.print-resaved"),
        (lambda pdf: saved_by(pdf, swap), (False, False, None), False, "paper.print-resaved"),
        (lambda pdf: saved_by(pdf, strip), (None, None, None), None, "paper.print-resaved"),
    ],
    ids=[
        "flipped", "cut", "other beginning", "painted over", "empty line", "pikepdf", "pypdf",
        "swapped", "stripped",
    ],
)  # fmt: skip
def test_what_became_of_a_paper_is_told_and_its_data_still_read(
    yard: yards.Yard,
    change: Callable[[bytes], bytes],
    answers: Answers,
    whole: bool | None,
    reason: str,
) -> None:
    found = checking.check_paper(yard.session, change(issue(yard).pdf))
    assert tuple(one.holds for one in found.verdicts) == answers
    assert found.holds is whole
    assert found.verdicts[2].reason == reason
    if answers[0]:
        assert found.says["number"] == NUMBER


def test_a_changed_code_inside_a_paper_is_no_wrong_use(yard: yards.Yard) -> None:
    pdf = issue(yard).pdf
    body = open_pdf(pdf).files[papers.CODE_FILE]
    spoilt = pdf.replace(body, b"\0" + body[1:])
    found = checking.check_paper(yard.session, spoilt)
    assert found.holds is False
    assert found.verdicts[0].reason == "paper.data-unreadable"


def test_without_a_ledger_a_trust_file_proves_the_data_and_nothing_else(yard: yards.Yard) -> None:
    pdf = issue(yard).pdf
    state = yard.session.world.ledger()
    assert state is not None
    key = parse_base64url(state.checkpoint_key, "key")
    trust = trust_file_for(yard.session.origin, key, yard.ledger.store.statement(0))
    wrong = trust_file_for(yard.session.origin, bytes([key[0] ^ 1]) + key[1:], b"")
    other = trust_file_for("other.example/log", key, b"")

    def data(body: bytes, given: bytes | None) -> tuple[bool | None, str, bool | None]:
        found = checking.check_paper(None, body, trust_file=given)
        return found.verdicts[0].holds, found.verdicts[0].reason, found.holds

    assert data(pdf, trust) == (True, "paper.data-proven", None)
    assert data(pdf, wrong) == (False, "paper.data-note", False)
    assert data(pdf, other) == (None, "paper.data-trust-open", None)
    assert data(pdf, None) == (None, "paper.data-unvouched", None)
    assert data(flipped(pdf), trust) == (True, "paper.data-proven", False)
    files = open_pdf(pdf).files
    name = next(one for one in files if one.endswith(papers.STATEMENT_SUFFIX))
    broken = saved_by(pdf, swap)
    assert data(broken, None)[0] is False, f"{name} does not fit its checkpoint"


def test_a_pinned_trust_file_counts_where_there_is_no_ledger(yard: yards.Yard) -> None:
    pdf = issue(yard).pdf
    found = checking.check_paper(None, pdf, memory=yard.session.around.memory)
    state = yard.session.world.ledger()
    assert state is not None
    pinned = yard.session.around.memory.trust(yard.session.origin)
    assert (found.verdicts[0].holds is True) is (pinned is not None)


def test_labels_letters_and_files_of_others_are_no_manifest(yard: yards.Yard) -> None:
    from batterypass.app.labels import label_content

    item = next(iter(yard.ledger.consignment(NUMBER).items))
    labels = render_labels([label_content(yard.session, yard.session.world.item(item), "es")], "es")
    with pytest.raises(InputError, match="no signed data"):
        checking.check_paper(yard.session, labels)
    other = io.BytesIO()
    pikepdf.new().save(other)
    for body in (b"", b"%PDF-1.4\nnothing", other.getvalue(), b"1 0 obj " * 2000):
        with pytest.raises(InputError, match="no paper of batterypass") as raised:
            checking.check_paper(yard.session, body)
        assert raised.value.code == "paper.foreign"
    with pytest.raises(InputError, match="Oficio"):
        checking.check_paper(yard.session, write_pdf([b""], title="Oficio", lang="es"))
