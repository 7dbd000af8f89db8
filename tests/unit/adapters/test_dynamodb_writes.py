"""A commit is one conditional call; whatever kept it from being stored is told apart."""

from collections.abc import Iterator
from random import Random

import pytest

from shared.adapters.aws.errors import AwsError
from shared.adapters.aws.repeating import ATTEMPTS
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.dynamodb.writes import MAX_ITEM_BYTES, CommitTooLarge
from shared.domain.ledger.balances import Balance
from shared.domain.network.people import ReferralCode
from shared.ports import Conflict
from tests.refusals import told
from tests.unit.adapters.aws_replies import refusal, replying
from tests.unit.adapters.dynamodb_table import (
    TABLE,
    Calls,
    all_items,
    dynamodb_calls,
    store_over,
)
from tests.unit.adapters.table.orders import order
from tests.unit.adapters.table.payouts import payout
from tests.unit.adapters.table.rulebook import rule


@pytest.fixture
def calls() -> Iterator[Calls]:
    with dynamodb_calls() as calls:
        yield calls


def refused_by(code: str, *reasons: str) -> type[Exception]:
    """What a commit raises when DynamoDB answers with an error and its cancellation reasons."""
    given = {"CancellationReasons": [{"Code": reason} for reason in reasons]} if reasons else {}
    with replying("dynamodb", *[refusal(code, **given)] * tries(code)) as service:
        balances = [Balance(payee=str(number)) for number in range(len(reasons) or 1)]
        with pytest.raises((Conflict, AwsError)) as caught:
            DynamoStore(service.client, TABLE.name).commit(balances)
    return caught.type


def tries(code: str) -> int:
    """How often the client itself tries: what is throttled it repeats."""
    return ATTEMPTS if code == "ProvisionedThroughputExceededException" else 1


def test_one_record_is_one_conditional_put(calls: Calls) -> None:
    store_over(calls).commit([order()])
    store_over(calls).commit([order(version=1)])
    new, changed = calls.of("PutItem")
    assert new["ConditionExpression"] == "attribute_not_exists(PK)"
    assert changed["ConditionExpression"] == "version = :read"
    assert changed["ExpressionAttributeValues"] == {":read": {"N": "1"}}
    assert len(calls.made) == 2


def test_several_records_are_one_transaction_with_a_token_of_its_own(calls: Calls) -> None:
    store_over(calls).commit([order(), Balance(payee="A")])
    store_over(calls).commit([order(version=1), Balance(payee="A", version=1)])
    first, second = calls.of("TransactWriteItems")
    assert len(first["TransactItems"]) == 2
    assert first["ClientRequestToken"] != second["ClientRequestToken"]
    assert len(calls.made) == 2


def test_a_new_payout_comes_with_its_pointers_and_a_changed_one_without(calls: Calls) -> None:
    store = store_over(calls)
    store.commit([payout("P", "A")])
    assert sorted(item["SK"]["S"] for item in all_items()) == [
        "PAYOUT",
        "PAYOUT#2026-03-08T09:00:00Z#P",  # of its payee
        "PAYOUT#2026-03-08T09:00:00Z#P",  # of its day
    ]
    store.commit([payout("P", "A", version=1)])
    assert len(calls.of("PutItem")) == 1


@pytest.mark.parametrize(
    ("code", "reasons"),
    [
        ("ConditionalCheckFailedException", ()),
        ("ProvisionedThroughputExceededException", ()),
        ("TransactionConflictException", ()),
        ("TransactionCanceledException", ("None", "TransactionConflict")),
        ("TransactionCanceledException", ("ThrottlingError", "None")),
        (
            "TransactionCanceledException",
            ("ProvisionedThroughputExceeded", "None"),
        ),
        (
            "TransactionCanceledException",
            ("ConditionalCheckFailed", "TransactionConflict"),
        ),
    ],
)
def test_where_another_try_can_help_it_is_a_conflict(code: str, reasons: tuple[str, ...]) -> None:
    assert refused_by(code, *reasons) is Conflict


@pytest.mark.parametrize(
    ("code", "reasons"),
    [
        ("ValidationException", ()),
        ("AccessDeniedException", ()),
        ("TransactionCanceledException", ("ValidationError", "None")),
    ],
)
def test_where_no_other_try_can_help_the_error_stays_what_it_is(
    code: str, reasons: tuple[str, ...]
) -> None:
    assert issubclass(refused_by(code, *reasons), AwsError)


def test_a_conflict_names_the_items_it_was_about(calls: Calls) -> None:
    store = store_over(calls)
    with pytest.raises(Conflict, match=r"ORDER#ORDERA/ORDER, PAYEE#A/BALANCE"):
        store.commit([order(version=1), Balance(payee="A")])


def noise(letters: int) -> str:
    """Give a text that takes much room however it is kept: hexadecimal digits, half a byte each."""
    return Random(7).randbytes(letters // 2 + 1).hex()[:letters]


@pytest.mark.parametrize(
    ("count", "letters", "words"), [(101, 1, "101 items"), (50, 180_000, "bytes")]
)
def test_what_no_transaction_takes_is_refused_before_it_is_sent(
    calls: Calls, count: int, letters: int, words: str
) -> None:
    codes = [
        ReferralCode(code=str(n), distributor=noise(letters), command="C") for n in range(count)
    ]
    with pytest.raises(CommitTooLarge, match=f"{words}.*change fewer records"):
        store_over(calls).commit(codes)
    assert calls.made == []


@pytest.mark.parametrize("beside", [0, 1])
def test_what_no_item_takes_is_refused_in_words_before_it_is_sent(
    calls: Calls, beside: int
) -> None:
    large = ReferralCode(code="ABCD2345", distributor=noise(2 * MAX_ITEM_BYTES), command="C")
    with told("say less in one document, or in one order") as refused:
        store_over(calls).commit([large, *(rule(number) for number in range(1, beside + 1))])
    assert refused.value.code == "invalid"
    assert refused.value.facts["max_bytes"] == MAX_ITEM_BYTES
    assert calls.made == []


def test_the_largest_transaction_is_taken(calls: Calls) -> None:
    store_over(calls).commit([rule(number) for number in range(1, 101)])
    assert len(all_items()) == 100
