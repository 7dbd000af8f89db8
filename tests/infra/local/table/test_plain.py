"""What is answered at once is answered as moto does it: random requests to both, side by side."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from infra.local.aws import led_calls
from infra.local.resources.tables_and_queues import create_tables
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from infra.local.table.plain.answering import PlainRequests
from tests.infra.local.sample.stack import sample_template

REGION, TABLE = "us-east-1", "fenrun-Table"
PLAIN, BY_MOTO = "plain", "moto!"
Request = dict[str, Any]
NUMBERS = count()


class Both:
    """One table, whose partitions of either name are asked in either way."""

    def __init__(self) -> None:
        self.log = ChangeLog()
        self.client = boto3.client("dynamodb", region_name=REGION)
        self.plain: Counter[str] = Counter()

    def ask(self, operation: str, request: Request, way: str) -> Any:
        """The answer, or what was raised, with the names of both ways made one."""
        asked = json.loads(json.dumps(request).replace("~", way), object_hook=_bytes)
        send = led_calls._sent if way == BY_MOTO else led_calls._call
        try:
            answer = send(self.client, operation, asked)
        except ClientError as error:
            answer = {**error.response, "raised": type(error).__name__}
        except (KeyError, ValueError) as failure:  # moto's own, of what is no expression
            answer = {"raised": type(failure).__name__}
        return _comparable(answer, way)

    def pages(self, request: Request, way: str) -> list[Any]:
        """All items of a query, page by page, as long as it answers any."""
        items: list[Any] = []
        page = self.ask("Query", request, way)
        while "LastEvaluatedKey" in page:
            items += page["Items"]
            start = json.loads(json.dumps(page["LastEvaluatedKey"]))
            page = self.ask("Query", {**request, "ExclusiveStartKey": start}, way)
        return [items + page.pop("Items", []), page.get("Error")]

    def changes(self, way: str) -> list[Any]:
        """What the log says of the partitions of one way."""
        known = [
            (each.event_name, each.key, each.old, each.new) for each in self.log.after(0, 10**9)
        ]
        return [_comparable(each, way) for each in known if each[1]["PK"]["S"].startswith(way)]


def _bytes(value: Any) -> Any:
    return {"B": value["B"].encode()} if value.keys() == {"B"} else value


def _comparable(answer: Any, way: str) -> Any:
    if isinstance(answer, dict):
        answer = {k: v for k, v in answer.items() if k not in IGNORED}
    told = json.dumps(answer, default=lambda content: content.decode(), sort_keys=True)
    return json.loads(told.replace(f'"{way}', '"~'))


IGNORED = {
    "ResponseMetadata",
    "ConsumedCapacity",
    "ConsumedCapacityUnits",
    "ItemCollectionMetrics",
    # A page is full, as AWS has it, though nothing may stand behind it.
    "Count",
    "ScannedCount",
}


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        both = Both()
        answer = PlainRequests.answer

        def counted(to: PlainRequests, region: str, operation: str, request: Request) -> Any:
            answered = answer(to, region, operation, request)
            both.plain[operation] += answered is not None
            return answered

        patch.setattr(PlainRequests, "answer", counted)
        dynamodb = LocalDynamoDB(both.log, lambda: datetime.now(UTC))
        dynamodb.install()
        create_tables(sample_template().resources("AWS::DynamoDB::Table"), REGION)
        yield both
        dynamodb.uninstall()


TEXTS = st.sampled_from(["a", "b", "ab", "", "茶", "z" * 30]).map(lambda text: {"S": text})
NUMERALS = st.sampled_from(["0", "1", "2", "-3", "10", "1.5"]).map(lambda n: {"N": n})
OTHERS = st.sampled_from(
    [{"B": "raw"}, {"BOOL": True}, {"L": [{"S": "a"}]}, {"M": {"n": {"N": "1"}}}, {"N": "007"}]
)
ATTRIBUTES: dict[str, st.SearchStrategy[Request]] = {
    # moto fails where a text is compared with a number: each name is of one type.
    "n": NUMERALS,
    "m": NUMERALS,
    "s": TEXTS,
    "gpk": TEXTS,
    "gsk": TEXTS,
    "status": OTHERS,
}
SAID = {":v": NUMERALS, ":w": NUMERALS, ":s": TEXTS, ":o": OTHERS}
SORT_KEYS = st.sampled_from(["a", "b", "c", "d"])
CONDITIONS = st.sampled_from(
    [
        "attribute_not_exists(PK)",
        "attribute_exists(n) AND n >= :v",
        "n = :v",
        "s < :s OR NOT attribute_exists(s)",
        "(n = :v OR #n = :w) AND attribute_exists(#n)",
        "n BETWEEN :v AND :w",
        "n <> :v",
        "status = :o",
        "begins_with(s, :s)",
        "n =",
    ]
)
UPDATES = st.sampled_from(
    [
        "SET n = :v",
        "SET s = :s, #n = :w",
        "SET x = :o",
        "ADD n :v",
        "REMOVE s, gsk",
        "SET n = :v REMOVE s",
        "SET n = n + :v",
        "SET PK = :s",
        "SET status = :o",
        "ADD n :v SET",
    ]
)
RANGES = st.sampled_from(
    ["", " AND SK BETWEEN :v AND :w", " AND SK > :v", " AND SK <= :v", " AND begins_with(SK, :v)"]
)


@st.composite
def keys(draw: st.DrawFn, number: int) -> Request:
    return {"PK": {"S": f"~{number}/{draw(SORT_KEYS) < 'c'}"}, "SK": {"S": draw(SORT_KEYS)}}


@st.composite
def items(draw: st.DrawFn, number: int) -> Request:
    item = {**draw(keys(number)), **draw(st.fixed_dictionaries({}, optional=ATTRIBUTES))}
    if draw(st.booleans()):
        item |= {"gpk": {"S": f"~{number}"}, "gsk": {"S": draw(SORT_KEYS)}}
    return item


@st.composite
def expressions(draw: st.DrawFn, *texts: str) -> Request:
    """What the placeholders of some texts stand for; now and then one too many or too few."""
    text, spoilt = " ".join(texts), draw(st.integers(0, 9)) == 0
    said = {name: draw(value) for name, value in SAID.items() if name in text or spoilt}
    names = {"#n": draw(st.sampled_from(["n", "m"]))} if "#n" in text else {}
    given = {"ExpressionAttributeValues": said, "ExpressionAttributeNames": names}
    return {name: value for name, value in given.items() if value}


@st.composite
def writes(draw: st.DrawFn, number: int) -> tuple[str, Request]:
    kind = draw(st.sampled_from(["Put", "Put", "Update", "Update", "Delete"]))
    request: Request = {"TableName": TABLE}
    request |= {"Item": draw(items(number))} if kind == "Put" else {"Key": draw(keys(number))}
    if kind == "Update":
        request["UpdateExpression"] = draw(UPDATES)
    if draw(st.booleans()):
        request["ConditionExpression"] = draw(CONDITIONS)
        if draw(st.booleans()):
            request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    texts = [request.get("UpdateExpression", ""), request.get("ConditionExpression", "")]
    return kind, {**request, **draw(expressions(*texts))}


@st.composite
def requests(draw: st.DrawFn, number: int) -> tuple[str, Request]:
    match draw(st.integers(0, 9)):
        case 0 | 1 | 2 | 3:
            kind, request = draw(writes(number))
            return f"{kind}Item", request
        case 4 | 5 | 6:
            many = draw(st.lists(writes(number), min_size=1, max_size=4))
            return "TransactWriteItems", {"TransactItems": [{kind: one} for kind, one in many]}
        case 7:
            return "GetItem", {"TableName": TABLE, "Key": draw(keys(number))}
        case 8:
            wanted = {"Keys": draw(st.lists(keys(number), min_size=1, max_size=4))}
            return "BatchGetItem", {"RequestItems": {TABLE: wanted}}
        case _:
            return "Query", draw(queries(number))


@st.composite
def queries(draw: st.DrawFn, number: int) -> Request:
    part = draw(RANGES)
    request = {
        "TableName": TABLE,
        "KeyConditionExpression": f"PK = :p{part}",
        "ExpressionAttributeValues": {":p": {"S": f"~{number}/{draw(st.booleans())}"}},
        "ScanIndexForward": draw(st.booleans()),
    }
    if draw(st.booleans()):
        request |= {
            "IndexName": "due",
            "KeyConditionExpression": f"gpk = :p{part}".replace("SK", "gsk"),
        }
        request["ExpressionAttributeValues"] = {":p": {"S": f"~{number}"}}
    low, high = sorted([draw(SORT_KEYS), draw(SORT_KEYS)])
    said = {":v": {"S": low}, ":w": {"S": high}}
    request["ExpressionAttributeValues"] |= {k: v for k, v in said.items() if k in part}
    return request | ({"Limit": draw(st.integers(1, 3))} if draw(st.booleans()) else {})


@given(st.data())
@settings(max_examples=20, phases=[Phase.generate], report_multiple_bugs=False)
def test_plain_requests_are_answered_as_moto_answers_them(both: Both, data: st.DataObject) -> None:
    number = next(NUMBERS)
    for operation, request in data.draw(st.lists(requests(number), min_size=8, max_size=25)):
        ask = (
            both.pages
            if operation == "Query"
            else lambda *asked, to=operation: both.ask(to, *asked)
        )
        assert ask(request, PLAIN) == ask(request, BY_MOTO), (operation, request)
    assert both.changes(PLAIN) == both.changes(BY_MOTO)


@pytest.mark.parametrize(
    "operation",
    [
        "GetItem",
        "BatchGetItem",
        "Query",
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "TransactWriteItems",
    ],
)
def test_every_operation_was_among_the_plain_ones(both: Both, operation: str) -> None:
    assert both.plain[operation] > 2
