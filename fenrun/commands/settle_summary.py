"""How a settlement stands, in a card: who is paid and who is not, and who has to act."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple, Self

from rich.console import Console

from fenrun.client import Answer, Client
from fenrun.client.settling import lines_of, payouts_of, taken_up
from fenrun.commands.people import approve_command
from fenrun.terminal.cards import print_card
from fenrun.terminal.console import say, say_way_on
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.domain.money import yuan
from shared.words.catalogue import in_both, term
from shared.words.wording import Words

MOST_LINES: Final = 1_000

NOTHING_TO_DO: Final = frozenset({"reserved", "has_payout", "below_minimum"})
"""What becomes of a payee whom another round of now would not help."""

NO_ACCOUNT: Final = "no_payout_account"
TO_MEND: Final = frozenset({NO_ACCOUNT, "payee_not_active"})
"""What becomes of a payee whom somebody has to do something about."""

MOST_NAMES: Final = 10

OPENED: Final = "reserved"
"""What becomes of a payee for whom a round opens a payout."""


def print_summary(console: Console, client: Client, run: Answer, there: There) -> None:
    """Print the run, its payouts, and what is to be done."""
    lines = lines_of(client, run["period"], MOST_LINES)
    print_card(console, _title(run), [*_head(run), *_outcomes(lines)])
    payouts = payouts_of(client, run["period"], MOST_LINES)
    if run["state"] == "closed" and _opened_nothing(lines):
        say(console, _words("opened_nothing", round=run["round"]))
    if payouts:
        print_card(console, _said("payouts"), _by_state(payouts))
    if MOST_LINES in (len(lines), len(payouts)):
        say(console, _words("lines_left", shown=MOST_LINES))
    if any(line["outcome"] == NO_ACCOUNT for line in lines):
        how = there.command("payout-account ID OPENID --reason … --by …")
        say_way_on(console, _words("enter_accounts"), how)
    if run["state"] == "approval":
        how = approve_command(run["proposal_id"], there, "--by …")
        say_way_on(console, _words("somebody_else", starter=run["started_by"]), how)
    else:
        _print_end(console, run, _Paid.read(client, payouts), lines, there)


def _opened_nothing(lines: list[Answer]) -> bool:
    return len(lines) < MOST_LINES and all(line["outcome"] != OPENED for line in lines)


class _Paid(NamedTuple):
    """Where the money of a period's payouts stands at last, whoever took up what failed."""

    all_read: bool
    ends: list[Answer]
    in_part: list[Answer]
    """Payouts that failed and of which less was taken up: the rest is with their payees."""

    @classmethod
    def read(cls, client: Client, payouts: list[Answer]) -> Self:
        ends = [taken_up(client, each) for each in payouts]
        in_part = [
            each
            for each, end in zip(payouts, ends, strict=True)
            if each["amount_fen"] - each["paid_fen"] > end["amount_fen"]
        ]
        once = {end["payout_id"]: end for end in ends}
        return cls(len(payouts) < MOST_LINES, list(once.values()), in_part)

    @property
    def unpaid(self) -> list[Answer]:
        return [each for each in self.ends if each["state"] != "paid"]


def _title(run: Answer) -> str:
    state = in_both("settlement_state", run["state"])
    return f"{run['period']}  {_said('round', round=run['round'])}  {state}"


def _head(run: Answer) -> Iterator[tuple[str, str]]:
    yield _said("payees"), str(run["payees"])
    yield _said("total"), f"¥{yuan(run['total_fen'])}"
    if run["round"] > 1:
        payees = _said("of_payees", payees=run["period_payees"])
        yield _said("all_rounds"), f"¥{yuan(run['period_fen'])}  {payees}"
    yield _said("started"), _who_and_when(run, "started")
    yield _said("approved"), _who_and_when(run, "approved")


def _outcomes(lines: list[Answer]) -> Iterator[tuple[str, str]]:
    """Say of how many payees became what, and who they are where somebody has to do something."""
    counted = Counter(line["outcome"] for line in lines)
    for outcome, number in counted.most_common():
        said = in_both("settlement_outcome", outcome)
        whose = [line["payee"] for line in lines if line["outcome"] == outcome]
        yield str(number), f"{said}: {_names(whose)}" if outcome in TO_MEND else said


def _names(payees: list[str]) -> str:
    more = ["…"] if len(payees) > MOST_NAMES else []
    return ", ".join([*payees[:MOST_NAMES], *more])


def _by_state(payouts: list[Answer]) -> Iterator[tuple[str, str]]:
    """Say how many payouts, and how much money, stand where."""
    numbers, sums = Counter[str](), Counter[str]()
    for each in payouts:
        state = "" if each["retried_as"] else each["state"]
        numbers[state] += 1
        sums[state] += each["amount_fen"]
    for state, number in numbers.most_common():
        said = in_both("payout_state", state) if state else _said("paid_again")
        yield str(number), f"¥{yuan(sums[state])}  {said}"


def _print_end(
    console: Console, run: Answer, paid: _Paid, lines: list[Answer], there: There
) -> None:
    """Say whether everybody has his money, and what may be done for whoever has not."""
    if run["state"] == "empty":
        say(console, _words("nobody_to_pay"))
    if paid.unpaid:
        _print_unpaid(console, paid.unpaid, there)
    if paid.in_part:
        say(console, _words("taken_up_in_part", payees=_names([p["payee"] for p in paid.in_part])))
    elif paid.ends and not paid.unpaid and paid.all_read and len(lines) < MOST_LINES:
        sums = {"payouts": len(paid.ends), "paid_fen": sum(p["paid_fen"] for p in paid.ends)}
        say(console, _words("everybody_is_paid", period=run["period"], **sums))
    if paid.unpaid or any(line["outcome"] not in NOTHING_TO_DO for line in lines):
        again = there.command("settle", run["period"], "--again")
        say_way_on(console, _words("another_round"), again)


def _print_unpaid(console: Console, unpaid: list[Answer], there: There) -> None:
    open_fen = sum(each["amount_fen"] - each["paid_fen"] for each in unpaid)
    said = _words("not_all_paid", payouts=len(unpaid), open_fen=open_fen)
    say_way_on(console, said, there.command("waiting"))


def _who_and_when(run: Answer, what: str) -> str:
    at = run[f"{what}_at"]
    return f"{run[f'{what}_by']}  {written(datetime.fromisoformat(at))}" if at else ""


def _said(code: str, **facts: int | str) -> str:
    return in_both("settling", code, facts)


def _words(code: str, **facts: int | str) -> Words:
    return term("settling", code, facts)
