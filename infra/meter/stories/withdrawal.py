"""A payee withdraws what is available to him, and takes it."""

from infra.meter.stage import Stage
from infra.meter.stories.team import CHAIN, gather
from shared.domain.payouts.payouts import Payout

AMOUNT_FEN = 500


def play(stage: Stage) -> None:
    """One withdrawal, after another that has warmed everything up."""
    gather(stage)
    _withdraw(stage)
    stage.steps.clear()
    _withdraw(stage)


def _withdraw(stage: Stage) -> None:
    with stage.step("ask"):
        body = {"amount_fen": AMOUNT_FEN}
        payout = stage.person("distributor", CHAIN[-1], "/v1/me/withdrawals", body)["payout_id"]
        stage.minute()
    with stage.step("confirm"):
        take(stage, payout)


def take(stage: Stage, payout: str) -> None:
    """The payee takes the money."""
    for part in stage.stored(Payout, payout).parts:
        stage.laptop.channel.confirm(part.bill_no)
    stage.settle()
