"""The gate at a real terminal: a scanner types, the bell sounds, the keeper signs."""

from __future__ import annotations

import os
from pathlib import Path

import pexpect
import pytest

from cli.custody import BASE, NUMBER, last, on_the_road, size
from cli.desk import Desk
from cli.transcript import command_path


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


def terminal(desk: Desk, *words: str) -> pexpect.spawn[str]:
    environ = {**os.environ, **desk.surroundings(), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return pexpect.spawn(
        command_path()[0], list(words), env=environ, encoding="utf-8", timeout=20,
        use_poll=True, dimensions=(40, 200),
    )  # fmt: skip


def scan(child: pexpect.spawn[str], place: str, text: str, answer: str) -> None:
    """Wait for the prompt, type what a scanner types, and wait for the answer."""
    child.expect_exact(place)
    child.sendline(text)
    child.expect_exact(answer)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_receiving_with_a_scanner_one_damaged_one_missing_one_stranger(
    desk: Desk, lang: str
) -> None:
    on_the_road(desk, 1, 2, 3, 4)
    desk.lang, desk.at = lang, "2026-11-23T10:30:00-06:00"
    es = lang == "es"
    child = terminal(desk, "receive", NUMBER, "--scan", "--as", "recicladora-norte")
    child.expect_exact("Embarque" if es else "Consignment")
    scan(child, "1/4:", BASE.format(1), "✓ 095B-T15T-4217-D")
    scan(child, "2/4:", BASE.format(2), "✓ 35H4-RETZ-ZRGR-S")
    child.expect_exact("3/4:")
    child.sendline("d")
    child.expect_exact("[1]")
    child.sendline("2")
    child.expect_exact("motivo" if es else "what is wrong")
    child.sendline("carcasa hinchada")
    child.expect_exact("dañado, peligroso" if es else "damaged, dangerous")
    scan(child, "3/4:", BASE.format(3), "✓ ")
    # Not on the paper: the bell.
    scan(child, "4/4:", BASE.format(20), "\a")
    child.expect_exact("no está en el papel" if es else "not on the paper")
    child.sendline("")
    child.expect_exact("4/4:")
    child.sendline("")
    child.expect_exact("Faltan 1" if es else "Not seen 1")
    child.sendline("")
    child.expect_exact("kg:")
    child.sendline("1 650")
    child.expect_exact("\a")
    child.expect_exact("kg:")
    child.sendline("1640")
    child.expect_exact("402.5 kg (32.5 %)")
    # Nobody declared what is surplus: the notice will say it, so somebody looks twice.
    child.expect_exact("se declaró con 1 237.5 kg" if es else "was declared with 1 237.5 kg")
    child.sendline("s" if es else "y")
    child.expect_exact(":")
    child.sendline("Luis Ríos")
    child.expect_exact(":")
    child.sendline("")
    summary = (
        "recibidos 2, dañados 1, sobrantes 1, faltantes 1, 1 640 kg"
        if es
        else "received 2, damaged 1, surplus 1, missing 1, 1 640 kg"
    )
    child.expect_exact(summary)
    child.expect_exact("[s/N]" if es else "[y/N]")
    child.sendline("s" if es else "y")
    child.expect_exact("✓")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    payload = last(desk, "consignment.received")
    outcomes = {line["item"]: line["outcome"] for line in payload["lines"]}
    assert outcomes == {
        BASE.format(1): "received", BASE.format(2): "damaged", BASE.format(3): "received",
        BASE.format(4): "missing", BASE.format(20): "surplus",
    }  # fmt: skip
    assert payload["measured_mass_kg"] == "1640"
    assert payload["lines"][1]["condition"] == "damaged_critical"


def test_leaving_in_the_middle_signs_nothing(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    before = size(desk)
    child = terminal(desk, "receive", NUMBER, "--as", "recicladora-norte")
    scan(child, "1/2:", BASE.format(1), "✓")
    child.expect_exact("2/2:")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 7
    assert size(desk) == before


def test_an_offer_at_a_terminal_proposes_and_asks(desk: Desk, tmp_path: Path) -> None:
    desk.lang = "es"
    child = terminal(desk, "ship", "offer", "--as", "sierra-alta")
    child.expect_exact("Escanee los artículos")
    scan(child, "1:", BASE.format(1), "095B-T15T-4217-D")
    scan(child, "2:", BASE.format(2), "35H4-RETZ-ZRGR-S")
    child.expect_exact("3:")
    child.sendline("")
    for question, answer in (
        ("¿Así se declaran?", ""),
        ("destinatario", "1"),
        ("transportista", "1"),
        ("número del embarque", ""),
        ("¿Se declaran esas?", ""),
        ("¿se pesaron", "s"),
        ("número de manifiesto", ""),
        ("nombre del residuo", ""),
        ("tipo de envase", "tarima"),
        ("cuántos envases", ""),
        ("persona responsable", ""),
        ("instrucciones de manejo", ""),
        ("ruta", "Apodaca – Santa Catarina"),
        ("¿así viajan?", ""),
        ("[s/N]", "s"),
    ):
        child.expect_exact(question)
        child.sendline(answer)
    child.expect_exact("✓")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    payload = last(desk, "consignment.offered")
    assert payload["mass_basis"] == "weighed"
    assert payload["waste"]["container_type"] == "tarima"
    assert "Santa Catarina" not in str(payload), "a route is sealed"
