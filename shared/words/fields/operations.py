"""What people did."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "operation_id": Words("The operation's id.", "操作编号。"),
    "request_id": Words("The request's X-Request-Id.", "请求的 X-Request-Id。"),
    "OperationView.role": Words("In which role.", "以何角色。"),
    "OperationView.what": Words(
        "What was asked for: the operationId of this description.",
        "所做操作：本文档的 operationId。",
    ),
    "who": Words("Who did it, by id.", "操作者编号。"),
    "?who": Words("Who did it, by his id.", "操作者编号。"),
    "?what": Words(
        "What was asked for, by the operation's id in this description.",
        "所做操作，即 operationId。",
    ),
    "?subject": Words(
        "What it was done to, like `distributor/A`, `order/ID` or `settlement/2025-03`.",
        "所涉对象，如 `distributor/A`、`order/ID`、`settlement/2025-03`。",
    ),
    "read_operations?from": Words(
        "A day (as it begins in Shanghai) or an instant; what was done before is left out.",
        "日期（上海当日开始时）或时刻；不含此前的操作。",
    ),
    "read_operations?to": Words(
        "A day (as it ends in Shanghai) or an instant; what was done later is left out.",
        "日期（上海当日结束时）或时刻；不含此后的操作。",
    ),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "OperationView.role": "role",
    "OperationView.what": "operation",
    "?what": "operation",
}

TAG: Mapping[str, Words] = {
    "operations": Words("Who did what, to what and why.", "操作日志：何人、何事、为何。"),
}
