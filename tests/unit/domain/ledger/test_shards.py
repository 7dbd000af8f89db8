from shared.domain.ledger.shards import SHARDS, shard_of


def test_a_payee_has_one_shard() -> None:
    shards = {shard_of(f"P{number}") for number in range(200)}

    assert shards == set(range(SHARDS))
