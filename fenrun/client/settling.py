"""How a settlement is started and read."""

from itertools import islice

from fenrun.client.client import Client, path_of
from fenrun.client.problem import Answer, Problem

SETTLEMENTS = "/v1/settlements"


def read_settlement(client: Client, period: str) -> Answer:
    """Read a period's run with the first page of its lines. Errors: Problem."""
    return client.get(SETTLEMENTS + path_of(period))


def settlement_if_any(client: Client, period: str) -> Answer | None:
    """Read a period's run; None where it was never settled. Errors: Problem."""
    try:
        return read_settlement(client, period)
    except Problem as problem:
        if problem.code != "unknown_settlement":
            raise
        return None


def start_settlement(client: Client, period: str) -> None:
    """Start a period's settlement, or another round of a finished one. Errors: Problem."""
    client.post(SETTLEMENTS, {"period": period})


def payouts_of(client: Client, period: str, most: int) -> list[Answer]:
    """Read so many payouts of a period at most, the latest first. Errors: Problem."""
    return list(islice(client.items("/v1/payouts", period=period), most))


def taken_up(client: Client, payout: Answer) -> Answer:
    """Read the payout that at last pays what failed of this one; itself where none does.

    Errors: Problem.
    """
    while payout["retried_as"] is not None:
        payout = client.get("/v1/payouts" + path_of(payout["retried_as"]))
    return payout


def lines_of(client: Client, period: str, most: int) -> list[Answer]:
    """Read so many lines of a run at most. Errors: Problem."""
    return list(islice(client.items(SETTLEMENTS + path_of(period)), most))
