from hypothesis import given
from hypothesis import strategies as st

from shared.domain.channel.channel import TransferTerms
from shared.domain.payouts.splitting import MAX_PARTS, split_amount
from shared.domain.policy.policy import PayoutPolicy


@given(st.integers(20, 10**9), st.integers(1, MAX_PARTS), st.integers(0, 10**9))
def test_an_amount_goes_whole_in_as_few_parts_as_the_channel_lets(
    largest: int, count: int, less: int
) -> None:
    amount = count * largest - less % largest

    parts = split_amount(amount, PayoutPolicy(), TransferTerms(largest_fen=largest))

    assert sum(parts) == amount
    assert len(parts) == count
    assert max(parts) <= largest
    assert min(parts) >= min(amount, PayoutPolicy().minimum)
