"""The strict reader on anything at all, and the canonical writer."""

import json
import re
from contextlib import suppress
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, JsonValue

from shared.edge.http.json_body import MAX_BYTES, canonical, parse
from shared.edge.http.problems import Unacceptable, problem_of


class Anything(BaseModel):
    model_config = ConfigDict(frozen=True)

    value: JsonValue


documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(documents)
def test_what_is_written_is_read_back(document: object) -> None:
    assert parse(canonical({"value": document}).encode(), Anything).value == document


@given(st.dictionaries(st.text(), st.integers(), max_size=5))
def test_equal_documents_are_equal_texts(document: dict[str, int]) -> None:
    assert canonical(dict(reversed(document.items()))) == canonical(document)


@given(st.binary(max_size=64) | st.text(alphabet='{}[]":,\\u0019eE+-.nulltrfas ').map(str.encode))
def test_any_bytes_are_refused_or_read_as_everybody_reads_them(raw: bytes) -> None:
    document = b'{"value":' + raw + b"}"
    with suppress(Unacceptable):
        assert parse(document, Anything).model_dump() == json.loads(document)


@pytest.mark.parametrize(("number", "fits"), [(2**53 - 1, True), (2**53, False)])
def test_integers_end_where_other_languages_lose_them(number: int, fits: bool) -> None:
    for signed in (number, -number):
        raw = json.dumps({"value": signed}).encode()
        if fits:
            assert parse(raw, Anything).value == signed
        else:
            with pytest.raises(Unacceptable, match="number_too_large"):
                parse(raw, Anything)


def test_the_limit_is_in_bytes_and_holds_exactly() -> None:
    frame = len(b'{"value":""}')
    largest = canonical({"value": "x" * (MAX_BYTES - frame)}).encode()
    assert len(str(parse(largest, Anything).value)) == MAX_BYTES - frame
    with pytest.raises(Unacceptable, match="body_too_large"):
        parse(largest + b" ", Anything)


def test_at_most_twenty_errors_are_told() -> None:
    class Empty(BaseModel):
        pass

    raw = json.dumps({f"field-{number}": 1 for number in range(50)}).encode()
    with pytest.raises(Unacceptable) as caught:
        parse(raw, Empty)
    assert len(caught.value.errors) == 20
    assert (caught.value.reason, caught.value.facts) == ("more_than_named", {"more": 30})


class Lines(BaseModel):
    lines: tuple[int, ...] = Field(min_length=1)


def test_a_list_is_not_called_too_short_because_its_item_is_wrong() -> None:
    with pytest.raises(Unacceptable) as refused:
        parse(b'{"lines":["one"]}', Lines)
    assert [error["pointer"] for error in refused.value.errors] == ["#/lines/0"]

    with pytest.raises(Unacceptable) as empty:
        parse(b'{"lines":[]}', Lines)
    assert [error["pointer"] for error in empty.value.errors] == ["#/lines"]


@pytest.mark.parametrize(
    ("raw", "reason", "told"),
    [
        (b'{"value":', "no_json", "第 1 行第 10 列"),
        (b'{"value":"\\ud800"}', "no_json_to_us", "字符完整"),
        (b'{"value":1,"value":2}', "name_twice", "重复"),
        (b'{"value":NaN}', "no_json_number", "NaN"),
        (b'{"value":' + b"9" * 40 + b"}", "number_too_large", "±9007199254740991"),
        (b'{"value":"\xff"}', "no_utf_8", "UTF-8"),
    ],
    ids=["cut off", "half a character", "a name twice", "no number", "too large", "no UTF-8"],
)
def test_why_a_body_cannot_be_read_is_said_in_chinese_without_english(
    raw: bytes, reason: str, told: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        parse(raw, Anything)
    problem = problem_of(refused.value).members()
    assert (problem["code"], problem["reason"]) == ("malformed_body", reason)
    assert told in str(problem["detail_zh"])
    assert not re.search("[a-z]{3}", str(problem["detail_zh"]))


class Choices(BaseModel):
    kind: Literal["order", "refund", "payout"]
    url: HttpUrl


def test_what_is_wrong_with_a_field_is_said_in_chinese_without_english() -> None:
    with pytest.raises(Unacceptable) as refused:
        parse(b'{"kind":"x","url":"ftp://a"}', Choices)
    kind, url = refused.value.errors
    assert kind["detail_zh"] == "可选值：'order', 'refund', 'payout'"
    assert url["detail_zh"] == "网址须以 'http', 'https' 开头"
