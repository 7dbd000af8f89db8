from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from infra.demo.closing import AccountRow, account_rows
from infra.demo.screen import Screen
from infra.demo.story import Step
from shared.domain.ledger.journal import Chain, Posting, append
from shared.words.catalogue import term
from shared.words.wording import Words

STEP = Step(
    at=datetime(2025, 3, 10, 16, tzinfo=UTC),
    word="解冻",
    text=Words("commission is released", "佣金解冻"),
    holdings={"A": Words("30.00 available", "30.00 可提现"), "B": Words("-", "-")},
)


def printed(width, *steps, language="en"):
    out = StringIO()
    screen = Screen(Console(file=out, width=width), language)
    for step in steps:
        screen.step(step)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_step_is_a_line_with_its_local_time_and_below_it_stands_who_holds_what(width):
    what, held = printed(width, STEP)
    assert " ".join(what.split()) == "03-11 00:00 解冻 commission is released"
    assert held.split() == ["A", "30.00", "available", "B", "-"]


def test_whose_language_is_chinese_reads_it_so():
    what, held = printed(80, STEP, language="zh")
    assert what.split()[-2:] == ["解冻", "佣金解冻"]
    assert held.split() == ["A", "30.00", "可提现", "B", "-"]


def test_every_sentence_of_the_story_fits_a_line_in_both_languages():
    facts = {"buyer": "lin", "coupon_fen": 30_00, "freight_fen": 10_00, "due_fen": 310_00}
    said = term("demo", "buys", facts)
    assert said.en == "lin buys tea and 2 cups, coupon 30.00, freight 10.00: 310.00"
    assert max(map(cell_len, said)) <= 80 - 18


def entry(*postings):
    at = datetime(2025, 3, 1, tzinfo=UTC)
    moved = tuple(Posting(from_account=f, to_account=t, amount_fen=a) for f, t, a in postings)
    fields = {"subject": "ORDER#1", "at": at, "recorded_at": at, "cause": "x", "command": "c"}
    return append(Chain(), postings=moved, **fields)[1]


def test_the_ledger_begins_with_the_brand_and_follows_the_money():
    entries = [
        entry(("brand:commission", "B:pending", 15), ("brand:commission", "A:pending", 30)),
        entry(("A:pending", "A:available", 30)),
    ]
    assert account_rows(entries) == [
        AccountRow("brand:commission", 0, 45),
        AccountRow("A:pending", 30, 30),
        AccountRow("A:available", 30, 0),
        AccountRow("B:pending", 15, 0),
    ]


def test_the_ledger_ends_with_a_sum_of_zero():
    out = StringIO()
    rows = account_rows([entry(("brand:commission", "A:pending", 3000))])
    Screen(Console(file=out, width=160)).ledger(rows)
    assert out.getvalue().split()[-5:] == ["合计", "Sum", "30.00", "30.00", "0.00"]
