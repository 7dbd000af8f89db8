import pytest

from fenrun.client import Problem
from infra.replay.caller import Caller


class Line:
    """A client and a stand-in that answer what they are told to, one answer after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []

    def storefront(self):
        return self

    def post(self, path, body, *, key):
        self.sent.append(("POST", path, body, key))
        return self._next()

    def pay(self, order_id):
        self.sent.append(order_id)
        return self._next()

    def _next(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Problem):
            raise answer
        return answer


def problem(code, status=409):
    return Problem(status, {"code": code})


def caller_on(line):
    return Caller("r1", lambda: line, lambda: line)


def test_a_key_names_the_replay_and_what_it_does():
    line = Line({"order_id": "o"})

    assert caller_on(line).as_storefront("/v1/orders", {}, "7-order") == {"order_id": "o"}
    assert line.sent == [("POST", "/v1/orders", {}, "r1-7-order")]


def test_an_order_that_is_paid_stays_paid():
    line = Line(problem("ORDERPAID", 400))
    caller_on(line).pay("o1")

    assert line.sent == ["o1"]


def test_any_other_refusal_of_the_channel_is_told():
    with pytest.raises(Problem, match="ORDER_CLOSED"):
        caller_on(Line(problem("ORDER_CLOSED", 400))).pay("o1")
