"""What the demo plays on: the running API, the customers' phones, the business clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fenrun.client import Stack
from fenrun.client.deciding import decide, read_proposal
from fenrun.testing.stand_in import StandIn
from infra.demo.brand import UPLINES
from shared.domain.money import yuan
from shared.words.catalogue import term
from shared.words.wording import Words

STATES = ("pending", "arriving", "available", "reserved", "paid", "held", "debt", "forfeited")

Holdings = Mapping[str, Words]
"""What each distributor holds, in words: `30.00 pending`."""


@dataclass(frozen=True)
class Stage:
    """Everything the story does goes through one of these, over HTTP."""

    stack: Stack
    stand_in: StandIn

    def shop(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Call as the brand's storefront. Errors: `Problem`."""
        return self.stack.storefront().call(method, path, body)

    def finance(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Call as the brand's finance. Errors: `Problem`."""
        return self.stack.person("finance", "finance").call(method, path, body)

    def approve(self, proposal_id: str) -> None:
        """Another person of finance approves what was proposed. Errors: `Problem`."""
        seen = read_proposal(self.stack, proposal_id)["version"]
        decide(self.stack, ("finance", "chief"), proposal_id, "approval", seen=seen)

    def paid_in(self, period: str) -> Mapping[str, str]:
        """Give the payout of everybody whom a period's settlement pays, by name."""
        lines = self.stack.person("finance", "finance").items(f"/v1/settlements/{period}")
        paid = {line["payee"]: line["payout_id"] for line in lines if line["payout_id"]}
        return dict(sorted(paid.items()))

    def distributor(self, who: str, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Call as a distributor. Errors: `Problem`."""
        return self.stack.person("distributor", who).call(method, path, body)

    def now(self) -> datetime:
        """The business time."""
        status = self.stack.anybody().get("/_local/status")
        return datetime.fromisoformat(status["business_time"])

    def advance(self, to: datetime) -> None:
        """Move business time on; whatever falls due happens."""
        self.stack.anybody().post("/_local/advance", {"to": to.isoformat()})

    def settle(self) -> None:
        """Wait until nothing is under way: notices have arrived, transfers are sent."""
        self.stack.anybody().post("/_local/drain")

    def pay(self, order_id: str) -> None:
        """The customer pays the order, and the notice of it arrives."""
        self.stand_in.pay(order_id)
        self.settle()

    def confirm(self, payout_id: str) -> None:
        """The payee takes the money of every transfer of a payout."""
        self.settle()
        payout = self.finance("GET", f"/v1/payouts/{payout_id}")
        for transfer in payout["transfers"]:
            self.stand_in.confirm(transfer["bill_no"])
        self.settle()

    def holdings(self) -> Holdings:
        """Ask for the money of every distributor, A first."""
        return {who: self._holding(who) for who in sorted(UPLINES)}

    def _holding(self, who: str) -> Words:
        balance = self.distributor(who, "GET", "/v1/me/balance")
        amounts = {state: balance[f"{state}_fen"] for state in STATES}
        held = [(yuan(fen), term("balance_state", state)) for state, fen in amounts.items() if fen]
        return Words(
            ", ".join(f"{amount} {state.en}" for amount, state in held) or "-",
            "，".join(f"{amount} {state.zh}" for amount, state in held) or "-",
        )
