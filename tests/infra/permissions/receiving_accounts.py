"""The brand's own accounts."""

from infra.running.brand import brand_of
from tests.laptop_bench import Bench

ACCOUNTS = "/v1/receiving-accounts"


def opened_and_ended(bench: Bench) -> None:
    """An account is opened and read, another person's money is not paid into it, and it ends."""
    brand, because = brand_of(bench.laptop), {"reason": "the bank changed"}
    new = {"account": "wx", "kind": "wechat", "holder": "Brand", "number": "1900000109", **because}
    bench.decide(bench.as_person("operator", "olga", ACCOUNTS, new)["proposal_id"])
    assert brand.storefront.get(f"{ACCOUNTS}/in-force")["items"]
    ended = bench.as_person("operator", "olga", f"{ACCOUNTS}/wx/end", because)
    bench.decide(ended["proposal_id"])
    assert brand.person("auditor", "ada").get(ACCOUNTS)["items"]


CASES = (opened_and_ended,)
