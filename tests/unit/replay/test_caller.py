import pytest

from infra.cli.client import ProblemAnswer
from infra.replay import caller as module
from infra.replay.caller import PAUSES, Caller


class Line:
    """A client and a stand-in that answer what they are told to, one answer after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []

    def as_storefront(self, method, path, body, key):
        self.sent.append((method, path, body, key))
        return self._next()

    def pay(self, order_id):
        self.sent.append(order_id)
        return self._next()

    def _next(self):
        answer = self.answers.pop(0)
        if isinstance(answer, ProblemAnswer):
            raise answer
        return answer


def problem(code, status=409):
    return ProblemAnswer(status, {"code": code})


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that were made, none of which takes any time."""
    made = []
    monkeypatch.setattr(module.time, "sleep", made.append)
    return made


def caller_on(line):
    return Caller("r1", lambda: line, lambda: line)


def test_a_key_names_the_replay_and_what_it_does(pauses):
    line = Line({"order_id": "o"})

    assert caller_on(line).as_storefront("/v1/orders", {}, "7-order") == {"order_id": "o"}
    assert line.sent == [("POST", "/v1/orders", {}, "r1-7-order")]


@pytest.mark.parametrize("code", ["busy", "channel_unavailable"])
def test_a_busy_product_is_asked_again_under_the_same_key(pauses, code):
    line = Line(problem(code), problem(code), {})

    caller_on(line).as_storefront("/v1/orders", {}, "7-order")

    assert len(line.sent) == 3
    assert len(set(map(repr, line.sent))) == 1
    assert pauses == list(PAUSES[:2])


def test_patience_ends(pauses):
    line = Line(*[problem("busy")] * (len(PAUSES) + 1))

    with pytest.raises(ProblemAnswer, match="busy"):
        caller_on(line).as_storefront("/v1/orders", {}, "7-order")
    assert pauses == list(PAUSES)


def test_a_refusal_is_not_sent_again(pauses):
    line = Line(problem("amount_zero", 422))

    with pytest.raises(ProblemAnswer, match="amount_zero"):
        caller_on(line).as_storefront("/v1/orders", {}, "7-order")
    assert pauses == []


def test_an_order_that_is_paid_stays_paid():
    line = Line(problem("ORDERPAID", 400))
    caller_on(line).pay("o1")

    assert line.sent == ["o1"]


def test_any_other_refusal_of_the_channel_is_told():
    with pytest.raises(ProblemAnswer, match="ORDER_CLOSED"):
        caller_on(Line(problem("ORDER_CLOSED", 400))).pay("o1")
