"""What people read about requests that never reach the rules, and about faults of ours."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

PROBLEMS: Mapping[str, ProblemWords] = {
    "body_too_large": ProblemWords(
        413,
        Words("The body is too large", "请求体过大"),
        Words("A body has an upper limit in bytes.", "请求体有字节数上限。"),
        Words("Send less in one request.", "请减少单个请求的内容。"),
    ),
    "busy": ProblemWords(
        409,
        Words("Busy, ask again", "系统繁忙，请稍后重试"),
        Words(
            "Others kept changing the same records; nothing has changed.",
            "其他请求正在修改相同记录；本次没有任何变更。",
        ),
        Words(
            "Send the same request again after `Retry-After`.", "请在 `Retry-After` 后原样重发。"
        ),
    ),
    "digest_mismatch": ProblemWords(
        400,
        Words("The body is not the signed one", "请求体与签名不符"),
        Words(
            "A storefront signs a Content-Digest (RFC 9530) of the body that it sends.",
            "店铺须对所发请求体的 Content-Digest（RFC 9530）签名。",
        ),
        Words("Compute it over the very bytes that are sent.", "请按实际发送的字节计算摘要。"),
    ),
    "forbidden": ProblemWords(
        403,
        Words("Not allowed", "无权访问"),
        Words("The call is not open to the caller's role.", "调用者的角色不能调用此接口。"),
        Words("Call with a role that may do this.", "请使用有权限的角色。"),
    ),
    "internal": ProblemWords(
        500,
        Words("Unexpected error", "系统内部错误"),
        Words("Something went wrong on our side.", "系统内部出现错误。"),
        Words(
            "Ask for help with the X-Request-Id of this answer.",
            "请凭本响应的 X-Request-Id 求助。",
        ),
    ),
    "invalid_fields": ProblemWords(
        422,
        Words("Some fields are invalid", "部分字段无效"),
        Words(
            "Fields of the body or the query cannot be read.", "请求体或查询参数中有字段无法读取。"
        ),
        Words(
            "Correct each field that `errors` names by its JSON pointer.",
            "请按 `errors` 中的 JSON 指针逐项更正。",
        ),
    ),
    "invalid_idempotency_key": ProblemWords(
        400,
        Words("No valid Idempotency-Key", "缺少有效的幂等键"),
        Words(
            "Every command has a key, so that a repeat has no effect.",
            "每个命令须带幂等键，重发不重复生效。",
        ),
        Words(
            "Send an Idempotency-Key of 8 to 64 visible ASCII characters.",
            "请发送 8 至 64 个可见 ASCII 字符的 Idempotency-Key。",
        ),
    ),
    "malformed_body": ProblemWords(
        400,
        Words("The body cannot be read", "无法解析请求体"),
        Words(
            "The body is no I-JSON (RFC 7493).",
            "请求体不是 I-JSON（RFC 7493）。",
        ),
        Words("Send one JSON document in UTF-8.", "请发送一个 UTF-8 编码的 JSON 文档。"),
    ),
    "method_not_allowed": ProblemWords(
        405,
        Words("Not a method of this path", "此路径不支持该方法"),
        Words("The path is there, the method is not.", "路径存在，但不支持该方法。"),
        Words("Call with a method that `Allow` names.", "请使用 `Allow` 所列的方法。"),
    ),
    "refused": ProblemWords(
        400,
        Words("The request was refused", "请求被拒绝"),
        Words("The gateway did not let the request through.", "网关未放行该请求。"),
        Words("See /openapi.json for what is accepted.", "可接受的请求见 /openapi.json。"),
    ),
    "throttled": ProblemWords(
        429,
        Words("Too many requests", "请求过于频繁"),
        Words("More requests came than the gateway lets through.", "请求数超过网关限制。"),
        Words("Wait, then send the same request again.", "请稍候后原样重发。"),
    ),
    "timed_out": ProblemWords(
        504,
        Words("No answer in time", "处理超时"),
        Words("The outcome is not known yet.", "结果尚未确定。"),
        Words("Send the same request again, under the same key.", "请以相同的幂等键原样重发。"),
    ),
    "unauthorized": ProblemWords(
        401,
        Words("Who is calling is not known", "未通过身份验证"),
        Words(
            "There is no valid bearer token or signature.",
            "没有有效的令牌或签名。",
        ),
        Words(
            "Send a bearer token, or sign as docs/signing.md says; the brand's log has the reason "
            "under the X-Request-Id.",
            "请发送令牌（Bearer），或按 docs/signing.zh-CN.md 签名；原因在品牌方日志中，可凭 "
            "X-Request-Id 查到。",
        ),
    ),
    "unknown_path": ProblemWords(
        404,
        Words("No such resource", "资源不存在"),
        Words("Nothing answers under that path.", "该路径没有资源。"),
        Words("See /openapi.json for what there is.", "可用的路径见 /openapi.json。"),
    ),
    "unsupported_media_type": ProblemWords(
        415,
        Words("The body must be JSON", "请求体须为 JSON"),
        Words("Bodies are application/json.", "请求体的类型须为 application/json。"),
        Words("Send Content-Type: application/json.", "请发送 Content-Type: application/json。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "body_too_large": {
        "above_10_mb": Words("Send at most 10 MB.", "请求最多 10 MB。"),
        "too_many_bytes": Words("Send at most {max_bytes} bytes.", "请求体最多 {max_bytes} 字节。"),
    },
    "busy": {
        "others_were_quicker": Words(
            "Nothing has changed: send the same request again.", "没有任何变更：请原样重发。"
        ),
    },
    "digest_mismatch": {
        "digest_missing": Words(
            "Send and sign a Content-Digest of the body.", "请发送请求体的 Content-Digest 并签名。"
        ),
        "digest_of_other_bytes": Words(
            "Send the Content-Digest of the very bytes of the body.",
            "请发送与请求体字节一致的 Content-Digest。",
        ),
    },
    "forbidden": {
        "closed_to_caller": Words("Call with a role that may do this.", "请使用有权限的角色。"),
        "not_decided_by_role": Words(
            "This is not decided by the role {role:role}; call with a role that decides it.",
            "{role:role}角色不能审批此申请；请使用有审批权限的角色。",
        ),
        "closed_to_role": Words(
            "This call is not open to the role {role:role}; call with another.",
            "{role:role}角色不能调用此接口；请使用其他角色。",
        ),
    },
    "internal": {
        "unforeseen": Words(
            "Ask for help with the X-Request-Id of this answer.",
            "请凭本响应的 X-Request-Id 求助。",
        ),
    },
    "invalid_fields": {
        "fields_named": Words("Correct the named fields.", "请更正所列字段。"),
        "more_than_named": Words(
            "Correct the named fields. {more} more are wrong.",
            "请更正所列字段；另有 {more} 处错误。",
        ),
    },
    "invalid_idempotency_key": {
        "key_unfit": Words(
            "Send an Idempotency-Key of 8 to 64 visible ASCII characters.",
            "请发送 8 至 64 个可见 ASCII 字符的 Idempotency-Key。",
        ),
    },
    "malformed_body": {
        "name_twice": Words("Send each name of an object once.", "请勿在同一对象中重复同一名称。"),
        "no_json": Words(
            "Send valid JSON; line {line}, column {column} is none.",
            "请发送合法的 JSON；第 {line} 行第 {column} 列有误。",
        ),
        "no_json_to_us": Words(
            "Send JSON of whole characters and bounded depth.",
            "请发送字符完整、嵌套有限的 JSON。",
        ),
        "no_json_number": Words(
            "Send numbers as JSON has them: {number} is none.",
            "请发送 JSON 允许的数字：{number} 不是。",
        ),
        "no_utf_8": Words("Send the body in UTF-8.", "请以 UTF-8 编码发送请求体。"),
        "number_too_large": Words("Send integers within ±{most} only.", "整数须在 ±{most} 以内。"),
        "too_deep": Words("Send a document that is nested less deeply.", "请减少文档的嵌套层数。"),
    },
    "method_not_allowed": {
        "no_such_method": Words(
            "Call with a method that Allow names.", "请使用 Allow 所列的方法。"
        ),
    },
    "refused": {
        "not_accepted": Words(
            "See /openapi.json for what is accepted.", "可接受的请求见 /openapi.json。"
        ),
    },
    "throttled": {
        "above_the_rate": Words("Wait, then send the same request again.", "请稍候后原样重发。"),
    },
    "timed_out": {
        "outcome_unknown": Words(
            "The outcome is not known yet: send the same request again.",
            "结果尚未确定：请原样重发。",
        ),
    },
    "unauthorized": {
        "nobody_known": Words(
            "Send a bearer token, or sign as docs/signing.md says; the brand's log has the reason "
            "under the X-Request-Id.",
            "请发送令牌（Bearer），或按 docs/signing.zh-CN.md 签名；原因在品牌方日志中，可凭 "
            "X-Request-Id 查到。",
        ),
    },
    "unknown_path": {
        "nothing_there": Words(
            "See /openapi.json for what there is.", "可用的路径见 /openapi.json。"
        ),
        "no_such_id": Words(
            "Send the {parameter} as it was given to you.", "请使用系统给出的 {parameter}。"
        ),
    },
    "unsupported_media_type": {
        "only_json": Words(
            "Send Content-Type: application/json.", "请发送 Content-Type: application/json。"
        ),
    },
}

ROLE: Mapping[str, Words] = {
    "storefront": Words("storefront", "店铺"),
    "distributor": Words("distributor", "分销员"),
    "finance": Words("finance", "财务"),
    "operator": Words("operator", "运营"),
    "auditor": Words("auditor", "审计"),
}

CALLERS: Mapping[str, Words] = {
    "anybody": Words("Anybody may call.", "任何人可调用。"),
    "roles": Words("Callers: {roles}.", "可调用者：{roles}。"),
}
"""Who may call something."""

PAGE: Mapping[str, Words] = {
    "chinese": Words("Chinese", "中文"),
    "note": Words(
        "Calls of people can be tried here with a token; storefronts sign theirs, as "
        "docs/signing.md shows.",
        "人员调用的接口可在此携令牌试用；店铺的调用须签名，见 docs/signing.zh-CN.md。",
    ),
    "title": Words("Fenrun API", "Fenrun 分润接口文档"),
    "viewer_not_there": Words(
        "The viewer was not built into this service, since the npm registry was not reachable "
        "then: run make viewer and start or deploy again. The whole description is in "
        "openapi.json.",
        "本服务构建时无法访问 npm 源，因而不含文档查看器：请执行 make viewer 后重新启动或部署。"
        "完整文档见 openapi.json。",
    ),
}
"""The page on which people read the API's description."""

HEADER: Mapping[str, Words] = {
    "Content-Digest": Words(
        "A storefront's request with a body: the digest of the very bytes of the body (RFC 9530), "
        "sha-256 or sha-512, covered by the signature.",
        "店铺带请求体的请求：请求体原始字节的摘要（RFC 9530），sha-256 或 sha-512，须纳入签名。",
    ),
    "Idempotency-Key": Words(
        "Makes a repeat have no effect: the same key and body get the same answer. A storefront "
        "covers it by its signature.",
        "幂等键：相同的键与请求体得到相同的响应；店铺须将其纳入签名。",
    ),
    "Link": Words(
        "Where the next page is, as a query of the same path: the way on for CSV, which has no "
        "`next`; absent on the last page.",
        "下一页的地址，为同一路径的查询串（CSV 中没有 `next`，据此翻页）；末页没有。",
    ),
    "Signature": Words(
        "A storefront's request: the HMAC-SHA-256 of the signature base under the same label, in "
        "base64 between colons.",
        "店铺请求：同一标签下签名基串的 HMAC-SHA-256，以 base64 写在两个冒号之间。",
    ),
    "Signature-Input": Words(
        "A storefront's request: what is signed, when and by which key (RFC 9421), see "
        "docs/signing.md.",
        "店铺请求：签名所含内容、时间与密钥（RFC 9421），见 docs/signing.zh-CN.md。",
    ),
}
"""What a declared header says, by its name."""

FIELD_FAULT: Mapping[str, Words] = {
    "no_page_ended_here": Words(
        "no page ended here; send what the page before answered as next",
        "此处不是某页的结尾；请使用上一页的 next",
    ),
    "no_instant": Words(
        "expected a day (2025-03-31) or an instant (2025-03-31T10:00:00Z), got {got!r}",
        "须为日期（2025-03-31）或时刻（2025-03-31T10:00:00Z），收到 {got!r}",
    ),
    "no_such_day": Words(
        "there is no day {day}: expected one like 2025-03-31", "没有 {day} 这一天：须如 2025-03-31"
    ),
    "plus_sent_as_space": Words(
        "in {got!r} the + of the zone came as a space: send it as %2B, or end with Z",
        "{got!r} 中时区的 + 变成了空格：请写作 %2B，或以 Z 结尾",
    ),
    "year_out_of_range": Words(
        "expected a year from {earliest} to {latest}, got {got!r}",
        "年份须在 {earliest} 至 {latest} 之间，收到 {got!r}",
    ),
    "zone_missing": Words(
        "{got!r} has no zone: write it in UTC (2025-03-31T10:00:00Z) or with +08:00 (in an "
        "address %2B08:00), or write a day (2025-03-31)",
        "{got!r} 缺少时区：请写 UTC 时刻（2025-03-31T10:00:00Z），或以 +08:00 结尾（地址中写作 "
        "%2B08:00），或只写日期（2025-03-31）",
    ),
    "no_period": Words(
        "expected a month, quarter or year: 2025-03, 2025-Q1, 2025",
        "须为月、季或年：2025-03、2025-Q1、2025",
    ),
    "no_utf_8": Words("expected percent-encoded UTF-8", "须为百分号编码的 UTF-8"),
    "no_number": Words("expected a whole number, 0 or more", "须为不小于 0 的整数"),
}
"""What is wrong with a field that we read ourselves."""
