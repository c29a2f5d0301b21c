"""A Spanish name that nobody compared with an official translation says so on every paper."""

from __future__ import annotations

from batterypass.app.transport_content import shown_name
from transport.deciding import decided


def test_a_name_that_nobody_compared_carries_its_doubt_onto_the_paper() -> None:
    doubtful, sure = shown_name(decided(chem="na_ion")), shown_name(decided())

    assert doubtful.es == "BATERÍAS DE ION SODIO (nombre en español por cotejar)"
    assert doubtful.en == "SODIUM ION BATTERIES"
    assert sure.es == "BATERÍAS DE IÓN LITIO"
