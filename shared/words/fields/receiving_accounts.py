"""The brand's own accounts."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "account": Words("The account's id, which the brand gives it.", "收款账户编号，由品牌自定。"),
    "bank": Words("Bank and branch; null for a WeChat account.", "开户行；微信账户为 null。"),
    "holder": Words("Whose name the account bears.", "户名。"),
    "in_force_from": Words("From when on payers pay into it.", "生效时间。"),
    "in_force_until": Words(
        "Until when; null while nobody has ended it.", "停用时间；未停用为 null。"
    ),
    "AccountView.number": Words("The account's number.", "账号。"),
    "ProposeAccount.number": Words("The account's number.", "账号。"),
    "ProposeAccount.in_force_from": Words(
        "From when on payers pay into it; from its approval where it is left out.",
        "生效时间；不填则自批准时起。",
    ),
    "until": Words(
        "Until when payers pay into it; until the approval where it is left out.",
        "停用时间；不填则自批准时起停用。",
    ),
    "{account}": Words("The account's id.", "收款账户编号。"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "AccountView.kind": "account_kind",
    "ProposeAccount.kind": "account_kind",
}

TAG: Mapping[str, Words] = {
    "receiving_accounts": Words(
        "The brand's own accounts: where payers pay; two persons open and end them.",
        "品牌的收款账户：由两人启用与停用。",
    ),
}
