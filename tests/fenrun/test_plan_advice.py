"""What is advised in the place of a wrong value is a value that can be read."""

import re
from pathlib import Path

import pytest

from fenrun.documents.plan_file import read_plan_file
from fenrun.documents.unreadable import DocumentError

HEAD = "name: spring\npay_depth: 1\n"
PERCENT = HEAD + "rules:\n- id: relation\n  kind: percent\n"
RELATION = PERCENT + "  rates_bp: {default: [1000]}\n"
PIECES = HEAD + 'rules:\n- id: pieces\n  kind: per_piece\n  per_piece: "1.00"\n'
TIER = HEAD + "rules:\n- id: monthly\n  kind: tier\n  period: month\n  tiers: "
RANKING = HEAD + "rules:\n- id: best\n  kind: ranking\n  period: month\n  measure: sales\n"
LADDER = HEAD + "rules:\n- id: ladder\n  kind: level_difference\n"
OVERRIDE = RELATION + "- id: over\n  kind: override\n"
SUPPLY = HEAD + "rules:\n- id: supply\n  kind: price_spread\n  price_lists: "

WRONG: list[tuple[str, str]] = [
    *(
        (PERCENT + "  rates_bp: {default: HERE}\n", rate)
        for rate in ("10%", "10", "10.5", '"10"', "0.1", "1000", "20000", "-5", "true", "ten")
    ),
    *(
        (PERCENT + "  rates_bp: {default: [HERE]}\n", rate)
        for rate in ("10%", "10.5", "0.1", '"1000"')
    ),
    *(
        (PERCENT + "  rates_bp: \n    HERE\n", rates)
        for rates in ("10%", "1000", "[10%, 5%]", "[1000, 500]", "ten")
    ),
    *((PERCENT + "  per_piece: \n    HERE\n", sums) for sums in ("20", '"20"', "[20, 10.5]")),
    *((PERCENT + "  per_piece: {default: HERE}\n", sum_) for sum_ in ("20", '"20.00"', "20 元")),
    *((LADDER + "  rates_bp: \n    HERE\n", rates) for rates in ("10%", "1000", "[10%]")),
    (LADDER + "  rates_bp: {default: HERE}\n", "10%"),
    *((OVERRIDE + "  of: [relation]\n  rates_bp: HERE\n", rates) for rates in ("10%", "1000")),
    (OVERRIDE + "  rates_bp: [1000]\n  of: HERE\n", "relation"),
    *((RELATION + "  levels: HERE\n", levels) for levels in ("gold", "5")),
    (RELATION + "  products: \n    HERE\n", "5"),
    (RELATION + "  categories: \n    HERE\n", "[tea]"),
    (RELATION + "products: \n  HERE\n", "tea"),
    (RELATION + "cap_bp: HERE\n", "50%"),
    (RELATION + "joining_fee: HERE\n", "20"),
    *(
        (RELATION + "effective_from: HERE\n", day)
        for day in ("2026-03-01", "2026-02-31", "2026-03-01T25:00", "tomorrow")
    ),
    (HEAD + "rules: HERE\n", "percent"),
    (PIECES + "  steps: HERE\n", "30"),
    (PIECES + "  skus: HERE\n", "tee"),
    *((TIER + "{bands: {default: HERE}}\n", band) for band in ("200", "2%")),
    (TIER + "{steps: {default: HERE}}\n", "200"),
    (TIER + "\n    bands: \n      HERE\n", "5"),
    (TIER + "\n    steps: \n      HERE\n", "5"),
    (TIER + "{steps: {default: [{if: {all: HERE}, rate_bp: 1}]}}\n", "orders"),
    (TIER + "{steps: {default: [{if: {any: HERE}, rate_bp: 1}]}}\n", "orders"),
    (RANKING + "  places: HERE\n", '"888.00"'),
    (SUPPLY + "\n    HERE\n", "5"),
    (SUPPLY + "\n    city: \n      HERE\n", "5"),
]

_ADVICE = (
    r"like `(.+)`",
    r"in quotes: (.+)$",
    r"put it in quotes: (.+)$",
    r"write (\S.*?)(?: \(in basis points|$)",
)


def refusal(folder: Path, text: str) -> str | None:
    """Say why a plan cannot be read, in English, or None."""
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read_plan_file(str(path))
    except DocumentError as error:
        return str(error).splitlines()[0]
    return None


def advised(message: str) -> str:
    """Give the value that a message advises."""
    words = message.rsplit("; ", maxsplit=1)[-1].removeprefix("rates are whole basis points, ")
    words = words.partition(" (in basis points")[0]
    for pattern in _ADVICE:
        if found := re.search(pattern, words):
            return found[1]
    raise AssertionError(message)


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_what_is_advised_can_be_read(tmp_path: Path, text: str, wrong: str) -> None:
    refused = refusal(tmp_path, text.replace("HERE", wrong))
    assert refused is not None
    right = advised(refused)
    assert refusal(tmp_path, text.replace("HERE", right)) is None, right


def test_a_percentage_that_stands_for_a_list_is_advised_in_basis_points(tmp_path: Path) -> None:
    refused = refusal(tmp_path, PERCENT + "  rates_bp: {default: 10%}\n")
    assert refused is not None
    assert refused.endswith("write [1000] (in basis points: 10 % is 1000)")
