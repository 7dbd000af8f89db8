"""What people read about the brand's own accounts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.receiving_accounts import AccountKind

PROBLEMS: Mapping[str, ProblemWords] = {
    "unknown_account": ProblemWords(
        404,
        Words("No such receiving account", "收款账户不存在"),
        Words("The brand has no account of that id.", "品牌没有该编号的收款账户。"),
        Words("List the accounts and send the id of one.", "请查看收款账户列表并使用其中的编号。"),
    ),
    "wrong_account": ProblemWords(
        422,
        Words("Not an account to be paid into", "非有效收款账户"),
        Words(
            "Money counts only in an account that was in force when it came, or when the order "
            "was placed.",
            "款项须汇入到账时或下单时有效的收款账户方为付款。",
        ),
        Words(
            "Name the account in which it arrived; money that came elsewhere is paid back by hand.",
            "请指明款项汇入的账户；汇入其他账户的款项请人工退回。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "account_has_ended": Words(
            "Account {account} ended at {at}; nothing is left to propose.",
            "收款账户 {account} 已于 {at} 停用，无需申请。",
        ),
        "account_is_known": Words(
            "There is an account {account} already; choose another id for a new one.",
            "收款账户 {account} 已存在；新账户请使用其他编号。",
        ),
    },
    "invalid": {
        "account_in_past": Words(
            "{asked} is over; leave the time out, and it holds from its approval.",
            "{asked} 已过；不填时间则自批准时起生效。",
        ),
    },
    "unknown_account": {
        "no_such_account": Words(
            "There is no account {account}; list those there are at /v1/receiving-accounts.",
            "没有收款账户 {account}；请在 /v1/receiving-accounts 查看。",
        ),
    },
    "wrong_account": {
        "none_in_force": Words(
            "No account was in force; have one approved first, and pay this money back by hand.",
            "当时没有有效的收款账户；请先申请启用账户，并人工退回此款。",
        ),
        "not_in_force": Words(
            "{account} was not in force; in force were: {known}. Name one of them if the money "
            "arrived there, else pay it back by hand.",
            "{account} 并非有效收款账户；当时有效的有：{known}。如款项汇入其中之一请改填，"
            "否则请人工退回。",
        ),
    },
}

FAULT: Mapping[str, Words] = {
    "bank_unfit": Words(
        "name the bank and its branch of a bank account, and none of a WeChat account",
        "银行账户请填写开户行；微信账户请勿填写",
    ),
}

ACCOUNT_KIND: "Mapping[AccountKind, Words]" = {
    "bank": Words("bank account", "银行账户"),
    "wechat": Words("WeChat account", "微信账户"),
}

APPROVAL_KIND: Mapping[str, Words] = {
    "receiving_account": Words("new receiving account", "启用收款账户"),
    "receiving_account_end": Words("end of a receiving account", "停用收款账户"),
}

OPERATION: Mapping[str, Words] = {
    "propose_account": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 申请：{subject:subject}<，原因：{reason}>。",
    ),
    "propose_account_end": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 申请：{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "receiving_account": Words("the receiving account {id}", "启用收款账户 {id}"),
    "receiving_account_end": Words("the end of the receiving account {id}", "停用收款账户 {id}"),
}

TERMINAL: Mapping[str, Words] = {
    "no_account_in_force": Words("no account is in force", "没有有效的收款账户"),
    "waits_for_finance": Words("waits for finance", "等待财务审批"),
}
