"""`fenrun account`: where the brand is paid; opened and ended by two persons.

Money that arrives in no account in force is no payment.
"""

from typing import Any

import click

from fenrun.commands.instants import InstantType
from fenrun.commands.people import by_operator
from fenrun.terminal.there import There, there_option

ACCOUNTS = "/v1/receiving-accounts"

_reason = click.option("--reason", required=True, help="Why, kept for ever.")


@click.group()
def account() -> None:
    """List, open and end the brand's own accounts."""


@account.command("list")
@click.option("--all", "every", is_flag=True, help="Those to come and those that ended, too.")
@there_option
@click.pass_context
def list_(ctx: click.Context, every: bool, there: There) -> None:
    """List the accounts in force: where payers pay."""
    from fenrun.terminal.reach import asking
    from shared.words.catalogue import in_both

    with asking(ctx, there) as stack:
        path = ACCOUNTS if every else f"{ACCOUNTS}/in-force"
        lines = [_line(each) for each in stack.staff("finance").items(path)]
        click.echo("\n".join(lines) or in_both("terminal", "no_account_in_force"))


@account.command("open")
@click.argument("account", metavar="ID")
@click.option("--bank", help="The bank and its branch; without it, a WeChat account.")
@click.option("--holder", required=True, help="In whose name the account is.")
@click.option("--number", required=True, help="The account's number, without spaces.")
@click.option("--from", "begins", type=InstantType(), help="When it begins; once approved without.")
@_reason
@by_operator
@there_option
@click.pass_context
def open_(ctx: click.Context, /, account: str, there: There, by: str, **said: Any) -> None:
    """Propose an account under a new ID of your choice; finance approves it."""
    from fenrun.terminal.reach import asking

    begins = said.pop("begins")
    body = {"account": account, "kind": "bank" if said["bank"] else "wechat", **said}
    with asking(ctx, there) as stack:
        receipt = stack.person("operator", by).post(ACCOUNTS, {**body, "in_force_from": begins})
        _tell(receipt["proposal_id"], there)


@account.command("end")
@click.argument("account", metavar="ID")
@click.option("--at", "until", type=InstantType(), help="When it ends; once approved without.")
@_reason
@by_operator
@there_option
@click.pass_context
def end(
    ctx: click.Context, account: str, there: There, by: str, until: str | None, reason: str
) -> None:
    """Propose that nobody pays into the account ID any more; finance approves it."""
    from fenrun.client import path_of
    from fenrun.terminal.reach import asking

    with asking(ctx, there) as stack:
        body = {"until": until, "reason": reason}
        receipt = stack.person("operator", by).post(ACCOUNTS + path_of(account, "end"), body)
        _tell(receipt["proposal_id"], there)


def _tell(proposal: str, there: There) -> None:
    from fenrun.commands.proposed import say_proposed
    from shared.words.catalogue import in_both

    say_proposed(proposal, in_both("terminal", "waits_for_finance"), there)


def _line(each: dict[str, Any]) -> str:
    from shared.words.catalogue import in_both

    kind = in_both("account_kind", each["kind"])
    where = " ".join(filter(None, (each["bank"], each["number"])))
    return f"{each['account']}  {kind}  {where}  {each['holder']}  {_in_force(each)}"


def _in_force(each: dict[str, Any]) -> str:
    from fenrun.terminal.times import read_instant, written
    from shared.words.catalogue import in_both

    begins, ends = each["in_force_from"], each["in_force_until"]
    since = f"{in_both('terminal', 'since')} {written(read_instant(begins))}"
    if not ends:
        return since
    return f"{since}  {in_both('terminal', 'until')} {written(read_instant(ends))}"
