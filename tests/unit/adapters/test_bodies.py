"""A body is text while it is short, and deflated once it is long; both are read for ever."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.dynamodb.bodies import PLAIN_BYTES, read_body, write_body
from shared.adapters.dynamodb.dictionary import DICTIONARY


def test_a_short_body_stays_readable_in_the_table() -> None:
    text = json.dumps({"name": "茶" * 20}, ensure_ascii=False)
    assert write_body(text) == {"S": text}


def test_a_long_body_takes_less_room() -> None:
    text = json.dumps([{"line": number, "sku": "tea"} for number in range(100)])
    (kind, packed), *_ = write_body(text).items()
    assert (kind, len(packed) * 5 < len(text)) == ("B", True)


@given(st.text(max_size=3 * PLAIN_BYTES))
def test_what_was_written_is_read(text: str) -> None:
    read = read_body(write_body(text))
    assert (read.encode() if isinstance(read, str) else read) == text.encode()


def test_the_stream_tells_bytes_as_base64() -> None:
    text = "x" * (PLAIN_BYTES + 1)
    body = write_body(text)["B"]
    assert isinstance(body, bytes)
    assert read_body({"B": base64.b64encode(body).decode()}) == text.encode()


def test_a_body_of_before_the_dictionary_is_read() -> None:
    assert read_body({"B": zlib.compress(b"{}" * PLAIN_BYTES, 9)}) == b"{}" * PLAIN_BYTES


def test_the_dictionary_never_changes() -> None:
    assert zlib.adler32(DICTIONARY) == 2_434_979_861


def test_a_body_that_was_cut_off_is_not_read() -> None:
    body = write_body("x" * (PLAIN_BYTES + 1))["B"]
    assert isinstance(body, bytes)
    with pytest.raises(zlib.error):
        read_body({"B": body[:-1]})
