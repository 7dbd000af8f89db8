import click
import pytest

from fenrun.terminal.callers import Caller, CallerType, default_caller


@pytest.mark.parametrize(
    ("method", "path", "caller"),
    [
        ("POST", "/v1/orders", Caller("storefront", "storefront")),
        ("get", "/v1/orders/ABC", Caller("storefront", "storefront")),
        ("GET", "/v1/orders/ABC?full=1", Caller("storefront", "storefront")),
        ("POST", "/v1/orders/ABC/manual-payment", Caller("finance", "finance")),
        ("POST", "/v1/approvals/ABC/approval", Caller("finance", "finance")),
        ("POST", "/v1/distributors", Caller("operator", "operator")),
        ("GET", "/health", Caller(None)),
        ("GET", "/r/ABCDEFGH", Caller(None)),
        ("GET", "/no/such/path", Caller("storefront")),
    ],
)
def test_a_route_is_called_as_the_first_whom_it_is_for(method, path, caller):
    assert default_caller(method, path) == caller


def test_a_distributor_has_to_be_named():
    with pytest.raises(click.UsageError, match=r"请写明是谁，如 --as distributor:A .* like --as "):
        default_caller("GET", "/v1/me/balance")


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        ("storefront", Caller("storefront", "storefront")),
        ("finance", Caller("finance", "finance")),
        ("finance:li", Caller("finance", "li")),
        ("distributor:A", Caller("distributor", "A")),
    ],
)
def test_a_caller_is_read_from_text(text, caller):
    assert CallerType().convert(text, None, None) == caller


@pytest.mark.parametrize(
    ("text", "advice"),
    [("chief", "可选：storefront,.* choose one of"), ("distributor", "请写明.* say which")],
)
def test_a_wrong_caller_is_told_what_to_give(text, advice):
    with pytest.raises(click.BadParameter, match=advice):
        CallerType().convert(text, None, None)
