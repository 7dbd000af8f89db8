"""Every posting of commission in every story explains itself, and the explanation adds up."""

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.scenarios.document import read_scenario
from infra.scenarios.play import play
from shared.adapters.calendar_file import load_calendar

STORIES = Path(__file__).parent.parent / "data" / "scenarios"
FILES = sorted(STORIES.rglob("*.yaml"))
OF_PAYOUTS = {"withdraw_requested", "payout_result", "settle"}
AWARDS = {"award", "award_reevaluated"}
FEN = 10_000
"""Units of an exact amount in one fen."""

Posting = dict[str, Any]


def _fen(amount: str) -> int:
    return int(amount.replace(".", ""))


def _exact(amount: str) -> int:
    """Read an amount in units of 1/10,000 fen, whether it is written to the fen or exactly."""
    return _fen(amount) if len(amount.split(".")[1]) > 2 else _fen(amount) * FEN


def _rate(percentage: str) -> int:
    return _fen(percentage.removesuffix("%"))


@cache
def _postings(path: Path) -> list[Posting]:
    result = play(read_scenario(path), load_calendar())
    return [each for each in result.postings if each["cause"] not in OF_PAYOUTS]


def _rated(why: dict[str, Any]) -> int:
    bases, rates = why["base"].split(" + "), why["rate"].split(" + ")
    return sum(_fen(base) * _rate(rate) for base, rate in zip(bases, rates, strict=True))


def _fixed(why: dict[str, Any]) -> int:
    """What the fixed sum of a share comes from, in units of 1/10,000 fen."""
    if why["sold"] is not None:
        return _exact(why["sold"]) - _exact(why["bought"])
    return why["pieces"] * _exact(why["per_piece"]) if why["pieces"] else _exact(why["fixed"])


def _of_bands(why: dict[str, Any]) -> int:
    return sum(_fen(band["raw"]) for band in why["bands"])


def _due(why: dict[str, Any]) -> int:
    """What an award comes to by its own explanation, in units of 1/10,000 fen."""
    kept, rated = why["kept"], Fraction(_rated(why))
    if kept and " + " in why["base"]:
        rated *= Fraction(_fen(kept["base"]), _fen(kept["of_base"]))
    less = _fen(why["cut"]) + _exact(why["on_account"])
    return max(0, (rated + _fixed_of_award(why)) // 1 - less)


def _fixed_of_award(why: dict[str, Any]) -> Fraction:
    """What the fixed sum of an award comes from, in units of 1/10,000 fen."""
    kept = why["kept"]
    if kept:
        return Fraction(_exact(kept["fixed"]) * kept["measure"], kept["of_measure"])
    if any(band["pieces"] is not None for band in why["bands"]):
        paid = _exact(why["with_orders"]) + _exact(why["earlier"])
        return Fraction(max(0, _of_bands(why) - paid))
    return Fraction(_exact(why["fixed"]))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_raw_less_the_rounding_rest_is_what_was_posted(path: Path) -> None:
    for posting in _postings(path):
        why = posting["why"]

        assert why, posting
        exact = _fen(why["raw"]) - _fen(why["rounding_rest"])
        assert exact == _fen(posting["amount"]) * FEN, posting
        # Floor and largest remainder: less than a fen each. A line of several may have another's.
        assert abs(_fen(why["rounding_rest"])) < 2 * FEN, posting


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_an_entry_moves_of_a_commission_is_right_to_the_fen(path: Path) -> None:
    rests: Counter[tuple[str, ...]] = Counter()
    for posting in _postings(path):
        sides = [posting["from"], posting["to"]]
        if posting["order"] and any(each.startswith("brand:") for each in sides):
            payee = next(each.rpartition(":")[0] for each in sides if "brand" not in each)
            towards = "back" if "brand" in posting["to"] else "given"
            of = posting["at"], posting["cause"], posting["order"], payee, towards
            rests[*of, posting["why"]["rule"]] += _fen(posting["why"]["rounding_rest"])

    assert all(abs(rest) < FEN for rest in rests.values()), rests


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_is_released_of_an_orders_only_line_is_right_to_the_fen(path: Path) -> None:
    postings = [each for each in _postings(path) if each["order"]]
    lines = defaultdict(set)
    for each in postings:
        lines[each["order"]].add(each["line"])
    for posting in postings:
        if posting["cause"] == "released" and len(lines[posting["order"]]) == 1:
            assert abs(_fen(posting["why"]["rounding_rest"])) < FEN, posting


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_promise_is_what_its_explanation_comes_to(path: Path) -> None:
    for posting in _postings(path):
        why = posting["why"]
        if posting["cause"] == "order_paid":
            made = _rated(why) + _fixed(why)
            assert made - _fen(why["cut"]) == _fen(why["raw"]), posting
            assert not why["bands"] or made == _of_bands(why), posting


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_an_award_is_what_its_explanation_comes_to(path: Path) -> None:
    for why, raw in _awarded(path):
        paid = _fen(why["due"]) - _fen(why["budget_cut"]) * FEN

        assert _due(why) == _fen(why["due"]), why
        assert raw == abs(paid - _fen(why["before"] or "0")), why


def _awarded(path: Path) -> list[tuple[dict[str, Any], int]]:
    """Give every entry of an award's journal: its reason, and the sum of its raw amounts.

    What repays a debt is no further award.
    """
    found: dict[tuple[str, ...], tuple[dict[str, Any], int]] = {}
    for posting in _postings(path):
        if posting["cause"] in AWARDS and not posting["to"].endswith(":debt"):
            why = posting["why"]
            payee = next(side for side in (posting["from"], posting["to"]) if "brand" not in side)
            entry = (posting["at"], payee.split(":")[0], why["period"], why["rule"], why["due"])
            raw = found[entry][1] if entry in found else 0
            found[entry] = why, raw + _fen(why["raw"])
    return list(found.values())


CAUSES = {
    "order_paid",
    "released",
    "refunded",
    "cancelled",
    "chargeback",
    "dispute_won",
    "reinstated",
    "forfeited",
    "manual_award",
    "award_reversed",
    "award",
    "award_reevaluated",
}


def test_every_way_that_commission_moves_is_told_by_some_story() -> None:
    told = {each["cause"] for path in FILES for each in _postings(path)}

    assert told == CAUSES
