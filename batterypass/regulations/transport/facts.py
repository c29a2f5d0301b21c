"""Facts about a package, worked out from its answers: True, False, a value, or None for unknown.

Every comparison of the law that takes more than one answer stands here once; its numbers are rows of
``un-limits.json``. ``asked_for`` says which answer would settle a fact that is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.regulations.transport.answers import APPROVALS, Answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from batterypass.regulations.transport.conditions import Fact

DAMAGED: Final = frozenset({"ddr_stable", "ddr_critical"})
WASTE: Final = frozenset({"waste_recycling", "waste_disposal"})
EQUIPMENT: Final = frozenset({"packed_with", "contained_in", "packed_and_contained"})
#: Answers that are facts as they stand.
_PLAIN: Final = (
    "mode", "config", "chem", "wh", "li_g", "net_kg", "gross_kg", "count", "packages",
    "soc_percent", "soc_basis", "purpose", "run", "casing", "aircraft", "qa333", "cell_gross_g",
    "main_power", "fully_enclosed", "stowage", "battery_safety_affected", "removable", "lq_ok",
)  # fmt: skip
_DERIVED: Final = (
    "condition", "form", "small", "small_us", "un38_3", "sp310", "wastelike", "mark_waived",
    "heavy_or_12", "load_kg", "one_if_heavy", "several_heavy", "strong_and_heavy", "large_item",
    "p909_fits", "p909_sure", "scheme", "short_circuited", "short_voyage", "mark_design", "un",
    "undiagnosed", "recalled", "wrong_article", "casing_said", "basis_said", "indicated", "sized",
    "dense",
)  # fmt: skip
_APPROVED: Final = tuple(f"approval:{one}" for one in APPROVALS)
#: Every fact that a row may ask about.
KNOWN: Final = frozenset({*_PLAIN, *_DERIVED, *_APPROVED})


class Facts(dict[str, "Fact"]):
    """The facts of one package by name, and for those that are unknown which answer is asked for."""

    __slots__ = ("asks",)

    def __init__(self) -> None:
        super().__init__()
        self.asks: dict[str, str] = {}

    def unknown(self, name: str, answer: str) -> None:
        """Keep that a fact is unknown until somebody gives an answer."""
        self[name] = None
        self.asks[name] = answer

    def asked_for(self, name: str) -> str:
        """Name the answer that would settle a fact."""
        return self.asks.get(name) or ("approval" if name.startswith("approval:") else name)


def condition_of(answers: Answers) -> str | None:
    """Give the condition that the law sees: undiagnosed and recalled ones count as damaged.

    None where an answer is missing for it.
    """
    if answers.condition == "cannot_be_diagnosed":
        return "ddr_stable"
    if answers.condition == "waste":
        # Waste of which nobody has said yet whether it is recycled or disposed of.
        return None if answers.disposition in (None, "unsaid") else f"waste_{answers.disposition}"
    if answers.recalled and answers.condition not in (None, *DAMAGED):
        # Air and the United States say so; elsewhere it is what "defective for safety reasons" means.
        return "ddr_stable"
    return answers.condition


def is_waste(answers: Answers) -> bool:
    """Tell whether it goes to recycling or disposal, whatever shape it is in."""
    return answers.condition in (*WASTE, "waste") or answers.disposition is not None


def find_facts(answers: Answers, un: str, limits: Mapping[str, Decimal]) -> Facts:
    """Work out the facts of a package that travels under ``un``."""
    facts = Facts()
    for name in _PLAIN:
        facts[name] = getattr(answers, name)
    approvals = answers.approvals
    for name, word in zip(_APPROVED, APPROVALS, strict=True):
        facts[name] = None if approvals is None else word in approvals
    facts["un"] = un
    facts["condition"] = condition_of(answers)
    facts["undiagnosed"] = (
        answers.condition == "cannot_be_diagnosed" or answers.ddr_reason == "not_diagnosable"
    )
    facts["recalled"] = answers.recalled is True
    facts["wrong_article"] = answers.article == "other"
    facts["un38_3"] = "no" if answers.article == "other" else answers.un38_3
    facts["wastelike"] = is_waste(answers)
    facts["scheme"] = answers.scheme or "none"
    facts["short_circuited"] = answers.short_circuited is True
    facts["short_voyage"] = answers.short_voyage is True
    facts["mark_design"] = answers.mark_design or "new"
    facts["casing_said"] = answers.casing is not None
    facts["indicated"] = answers.soc_basis == "indicated"
    facts["basis_said"] = answers.soc_basis is not None
    facts["form"] = _form(answers)
    _size(facts, answers, limits)
    _dense(facts, answers, limits)
    _masses(facts, answers, limits)
    _prototype(facts, answers, limits)
    _waiver(facts, answers, limits)
    return facts


def _form(answers: Answers) -> str | None:
    # "A single-cell battery is a cell" for the limits (SP 188 at its end).
    if answers.single_cell or answers.form == "button_cell":
        return "cell"
    return answers.form


def _size(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """Small within SP 188 and its likes, and within the American tier for highway and rail.

    ``sized`` is whether the rating is known at all, which stands on the case (SP 348).
    """
    facts["sized"] = True
    rating = "wh" if answers.chem in ("li_ion", "na_ion") else "li_g"
    if answers.chem != "wet" and getattr(answers, rating) is None:
        facts.unknown("sized", rating)
    form = facts["form"]
    facts["small_us"] = False
    if answers.chem in ("li_ion", "na_ion"):
        _within(facts, "small", form, answers.wh, limits, "small-ion", "wh")
        if answers.chem == "li_ion":
            _within(facts, "small_us", form, answers.wh, limits, "us-highway", "wh")
    elif answers.chem == "li_metal":
        _within(facts, "small", form, answers.li_g, limits, "small-metal", "li_g")
    elif answers.chem == "hybrid":
        _hybrid(facts, answers, limits)
    else:
        facts["small"] = False


def _dense(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """Whether the mass can be that of batteries so small; of few of them it cannot.

    Where nobody counted them, relief for small ones waits until somebody has.
    """
    facts["dense"] = True
    if answers.count is None and too_thin(answers, limits):
        facts.unknown("dense", "count")


def too_thin(answers: Answers, limits: Mapping[str, Decimal]) -> bool:
    """Tell whether energy or lithium is too little for the net mass; of an uncounted lot, of one."""
    net = answers.net_kg
    if net is None or answers.config not in {"alone", *EQUIPMENT}:
        return False
    each = net / max(answers.count or 1, 1)
    parts = [
        size < each * limits[limit]
        for size, limit, chems in (
            (answers.wh, "least-density", ("li_ion", "na_ion", "hybrid")),
            (answers.li_g, "least-lithium-density", ("li_metal", "hybrid")),
        )
        if size is not None and answers.chem in chems
    ]
    return bool(parts) and all(parts)


def _within(
    facts: Facts,
    name: str,
    form: Fact,
    size: Decimal | None,
    limits: Mapping[str, Decimal],
    limit: str,
    answer: str,
) -> None:
    if size is None:
        facts.unknown(name, answer)
    elif form is None:
        # Below the limit of a cell it is small whatever it is, above that of a battery never.
        if size <= limits[f"{limit}-cell"]:
            facts[name] = True
        elif size > limits[f"{limit}-battery"]:
            facts[name] = False
        else:
            facts.unknown(name, "form")
    else:
        facts[name] = size <= limits[f"{limit}-{form}"]


def _hybrid(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    parts = (
        (answers.li_g, limits["small-hybrid-metal"], "li_g"),
        (answers.wh, limits["small-hybrid-ion"], "wh"),
    )
    facts["small"] = True
    for size, _, answer in parts:
        if size is None:
            facts.unknown("small", answer)
    for size, limit, _ in parts:
        if size is not None and size > limit:
            facts["small"] = False


def _masses(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """Whether the batteries are large enough for P903(2) and for large packagings."""
    heavy = _each(answers, limits["heavy-battery"], or_equal=True)
    _keep(facts, "heavy_or_12", heavy, answers)
    form = facts["form"]
    if form is None:
        facts.unknown("large_item", "form")
        if _each(answers, limits["heavy-cell"], or_equal=False) is False:
            facts["large_item"] = False
    else:
        _keep(facts, "large_item", _each(answers, limits[f"heavy-{form}"], or_equal=False), answers)
    if answers.casing == "strong":
        _keep(facts, "strong_and_heavy", heavy, answers)
    else:
        facts["strong_and_heavy"] = False
    _waste_packaging(facts, answers, heavy, limits)
    _one_if_heavy(facts, answers, limits)
    if answers.net_kg is None:
        facts.unknown("load_kg", "net_kg")
    else:
        # Where nobody said how many packages there are, there is one at least.
        facts["load_kg"] = answers.net_kg * (answers.packages or 1)


def _each(answers: Answers, limit: Decimal, *, or_equal: bool) -> bool | None:
    """Tell whether each battery is heavier than a limit; None where nobody can tell yet."""
    net = answers.net_kg
    if net is None:
        return None
    if answers.count is None:
        # All of them together are lighter than the limit, so each is.
        return False if net < limit else None
    total = limit * answers.count
    return net >= total if or_equal else net > total


def _keep(facts: Facts, name: str, value: bool | None, answers: Answers) -> None:
    if value is None:
        facts.unknown(name, "net_kg" if answers.net_kg is None else "count")
    else:
        facts[name] = value


def _one_if_heavy(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """Whether no packaging holds several batteries of which each is heavy (P908, P910).

    ``several_heavy`` is only what is known for certain: the sheet gives P910 where nobody counted.
    """
    each = (
        None if answers.count == 1 else _each(answers, limits["one-per-packaging"], or_equal=False)
    )
    facts["several_heavy"] = each is True
    if answers.count == 1:
        facts["one_if_heavy"] = True
    else:
        _keep(facts, "one_if_heavy", None if each is None else not each, answers)


def _waste_packaging(
    facts: Facts, answers: Answers, heavy: bool | None, limits: Mapping[str, Decimal]
) -> None:
    """Whether P909 has a packaging for it: those of chapter 6.1 end, P909(3) and (4) go beyond.

    ``p909_sure`` is whether it has one whatever is said later, for a packing that is always right.
    """
    limit = limits["chapter-6-1"]
    if answers.net_kg is None:
        facts.unknown("p909_fits", "net_kg")
    elif answers.net_kg <= limit or answers.config == "contained_in":
        facts["p909_fits"] = True
    elif answers.casing == "normal" or heavy is False:
        facts["p909_fits"] = False
    elif answers.casing is None:
        facts.unknown("p909_fits", "casing")
    else:
        _keep(facts, "p909_fits", heavy, answers)
    facts["p909_sure"] = facts["p909_fits"] is True


def _prototype(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """A pre-production prototype carried for testing, or a production run of at most 100 (SP 310)."""
    small_run = None if answers.run is None else answers.run <= limits["small-run"]
    testing: bool | None = False
    if answers.condition == "prototype":
        testing = None if answers.purpose is None else answers.purpose == "testing"
    if small_run or testing:
        facts["sp310"] = True
    elif testing is None:
        facts.unknown("sp310", "purpose")
    elif small_run is None:
        facts.unknown("sp310", "run")
    else:
        facts["sp310"] = False


def _waiver(facts: Facts, answers: Answers, limits: Mapping[str, Decimal]) -> None:
    """Whether the battery mark is waived: few of them, installed in equipment (SP 188(f))."""
    if answers.config != "contained_in":
        facts["mark_waived"] = False
        return
    if answers.form == "button_cell":
        facts["mark_waived"] = True
        return
    if answers.packages is not None and answers.packages > limits["waiver-packages"]:
        facts["mark_waived"] = False
        return
    few, many = limits["waiver-batteries"], limits["waiver-cells"]
    count, form = answers.count, facts["form"]
    if count is None:
        facts.unknown("mark_waived", "count")
    elif count > many or (form == "battery" and count > few):
        facts["mark_waived"] = False
    elif form is None and count > few:
        facts.unknown("mark_waived", "form")
    elif answers.packages is None:
        facts.unknown("mark_waived", "packages")
    else:
        facts["mark_waived"] = True
