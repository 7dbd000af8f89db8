"""Everybody who deals with a running brand: its shop, its people, payers and payees."""

from dataclasses import dataclass

from fenrun.client import Answer, Client, PersonRole, Stack, path_of
from fenrun.client.deciding import put_in_force
from fenrun.testing.clock import Clock
from fenrun.testing.stand_in import StandIn

PLANS = "/v1/plans/proposals"


@dataclass(frozen=True)
class Brand:
    """A running product and its payment channel, reached over HTTP only.

    Errors of whatever it does: `Problem`, as its API refuses it.
    """

    stack: Stack
    channel: StandIn

    @property
    def url(self) -> str:
        """Where the API is."""
        return self.stack.url

    @property
    def clock(self) -> Clock:
        """The business time."""
        return Clock(self.stack.anybody())

    @property
    def storefront(self) -> Client:
        """The shop, which signs its requests."""
        return self.stack.storefront()

    def person(self, role: PersonRole, name: str = "") -> Client:
        """Somebody who has logged in; without a name he is called like his role."""
        return self.stack.person(role, name)

    def distributor(self, name: str) -> Client:
        """A distributor who has logged in."""
        return self.person("distributor", name)

    def adopt_plan(self, plan: str | Answer) -> None:
        """Put a plan in force: a shipped one's name, or a document; two persons decide.

        Business time goes on to when it begins. Whatever the guard warns of is acknowledged.
        Errors: Problem where it refuses the plan.
        """
        self.clock.wait_for(put_in_force(self.stack, PLANS, {"plan": plan}))

    def enrol(self, *names: str) -> None:
        """Let distributors join, each under the one before him."""
        upline = None
        for name in names:
            new = {"distributor": name, "upline": upline, "openid": f"openid-{name}"}
            self.person("operator").post("/v1/distributors", new)
            upline = name

    def bind(self, buyer: str, promoter: str) -> None:
        """Let a buyer come by a promoter's link."""
        code = self.distributor(promoter).post("/v1/me/links")["code"]
        self.storefront.post("/v1/bindings", {"buyer": buyer, "code": code})

    def pay(self, order_id: str) -> None:
        """Let the customer pay an order, unless he has; the code is asked for where none was."""
        if order_id not in self.channel.state()["payment"]:
            self.storefront.post(path_of("v1", "orders", order_id, "payment"))
        if self.channel.state()["payment"][order_id]["trade_state"] != "SUCCESS":
            self.channel.pay(order_id)
        self.clock.settle()

    def confirm(self, payout_id: str) -> None:
        """Let the payee take the money of every transfer of a payout, unless he has."""
        self.clock.settle()
        payout = self.person("finance").get(path_of("v1", "payouts", payout_id))
        transfers = self.channel.state()["transfer"]
        for bill_no in (transfer["bill_no"] for transfer in payout["transfers"]):
            if transfers[bill_no]["state"] != "SUCCESS":
                self.channel.confirm(bill_no)
        self.clock.settle()

    def ledger(self) -> Answer:
        """Sum all journals and check them: `sum_fen` is 0, and no chain is broken."""
        return self.stack.anybody().get("/_local/ledger")
