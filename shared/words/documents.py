"""What people read about a fault of a document: what is wrong at a place, and what to write."""

from collections.abc import Mapping

from shared.words.wording import Words

NAME_SHAPE: Mapping[str, Words] = {
    "slug": Words(
        "a-z, 0-9, - and _, at most 40 characters, like `spring-sale`",
        "小写字母、数字、- 和 _，最多 40 个字符，如 `spring-sale`",
    ),
    "name": Words(
        "A-Z, a-z, 0-9 and . _ : -, at most 64 characters, like `tea-100g`",
        "字母、数字和 . _ : -，最多 64 个字符，如 `tea-100g`",
    ),
    "plan_name": Words(
        "a-z, 0-9 and -, at most 40 characters, like `spring-2026`",
        "小写字母、数字和 -，最多 40 个字符，如 `spring-2026`",
    ),
}

FAULT: Mapping[str, Words] = {
    "amount_too_large": Words(
        "{written} is too much; {most_fen:yuan} is the most",
        "{written} 太大，最多为 {most_fen:yuan}",
    ),
    "kind_is_a_dividend": Words(
        "{written} would pay a dividend: a part of all sales, divided by shares, whose worth "
        "nobody knows beforehand and no margin bounds, to people who sold nothing of it. It is "
        "refused; pay for what somebody sold: percent, tier or ranking",
        "{written} 属于分红：按份额瓜分全部销售额，事先无法确定每份金额，不受毛利约束，且付给未参与"
        "销售的人。本产品不支持；请改为按本人销售计酬：percent、tier 或 ranking",
    ),
    "kind_missing": Words(
        "`kind` is missing; add one of: {kinds}", "缺少 `kind`，请写明其一：{kinds}"
    ),
    "missing": Words(
        "`{name}` is missing; add it, like `{example}`", "缺少 `{name}`，请补上，如 `{example}`"
    ),
    "misnamed": Words(
        "{written} is no name; use {shape:name_shape}",
        "{written} 不能作名称；只用{shape:name_shape}",
    ),
    "more_than_one": Words(
        "{there} stand here; write at most 1 item", "此处有 {there} 项，最多 1 项"
    ),
    "no_amount": Words(
        '{written} is no amount; write yuan with two decimals, in quotes: "{like}"',
        '{written} 不是金额；请写带两位小数的元，加引号："{like}"',
    ),
    "no_choice": Words(
        "{written} is none of the choices; write one of: {names}",
        "{written} 不在可选之列；请写其一：{names}",
    ),
    "no_choice_but_near": Words(
        "{written} is none of the choices; write {near}, or one of: {names}",
        "{written} 不在可选之列；应为 {near}，或其一：{names}",
    ),
    "no_flag": Words(
        "{written} is neither yes nor no; write true or false, without quotes",
        "{written} 不是真假值；写 true 或 false，不加引号",
    ),
    "no_instant": Words(
        "{written} is no time; write day, hour and offset in quotes: {like}",
        "{written} 不是时间；请加引号写明日期、时刻与时区：{like}",
    ),
    "no_list": Words("{written} is no list; write {like}", "{written} 不是列表；请写成 {like}"),
    "no_list_of_rates": Words(
        "{written} is no list; write {like} (in basis points: 10 % is 1000)",
        "{written} 不是列表；请写成 {like}（基点：10 % 写 1000）",
    ),
    "no_offset": Words(
        "{written} has no offset; write {like}", "{written} 缺少时区；请写成 {like}"
    ),
    "no_part": Words(
        "{written} cannot stand here; write `name: value` entries beneath it",
        "此处不能写 {written}；请在其下逐项写“名称: 值”",
    ),
    "no_rate": Words(
        "{written} is no rate: rates are whole basis points, 10 % is 1000",
        "{written} 不是费率：费率写整数基点，10 % 写 1000",
    ),
    "no_rate_but_near": Words(
        "{written} is no rate: rates are whole basis points, 10 % is 1000; write {rate}",
        "{written} 不是费率：费率写整数基点，10 % 写 1000；应为 {rate}",
    ),
    "no_table": Words(
        "{written} is no table; write an entry a line, like `{like}`",
        "{written} 不是表；每项写一行，如 `{like}`",
    ),
    "no_table_of_rates": Words(
        "{written} is no table; write an entry a line, like `{like}` (in basis points: 10 % is "
        "1000)",
        "{written} 不是表；每项写一行，如 `{like}`（基点：10 % 写 1000）",
    ),
    "no_text": Words(
        '{written} is no text; put it in quotes: "{written}"',
        '{written} 不是文字；请加引号："{written}"',
    ),
    "no_whole_number": Words(
        "{written} is no whole number; write digits only, without quotes",
        "{written} 不是整数；只写数字，不加引号",
    ),
    "no_word": Words("{written} is no text; write one word", "{written} 不是文字；请写一个词"),
    "rate_too_large": Words(
        "{written} is too large; {most} is the most, which is 100 %",
        "{written} 太大，最大为 {most}，即 100 %",
    ),
    "too_deep": Words(
        "lists and tables stand more than {most} deep in one another; say it with fewer "
        "conditions inside conditions",
        "列表与表嵌套超过 {most} 层；请减少条件中的条件",
    ),
    "too_few": Words("nothing stands here; write at least {least}", "此处为空；至少写 {least} 项"),
    "too_large": Words(
        "{written} is too large; {most} is the most", "{written} 太大，最大为 {most}"
    ),
    "too_many": Words(
        "{there} stand here; write at most {most} items", "此处有 {there} 项，最多 {most} 项"
    ),
    "too_many_depths": Words(
        "{there} stand here; write at most {most} items (a depth each)",
        "此处有 {there} 项，最多 {most} 项（每层一项）",
    ),
    "too_small": Words(
        "{written} is too small; {least} is the least", "{written} 太小，最小为 {least}"
    ),
    "unforeseen": Words("{written} does not fit: {told}", "{written} 不符合要求：{told}"),
    "unknown_name": Words(
        "nothing here is called `{name}`; remove it", "此处没有 `{name}`；请删除"
    ),
    "unknown_name_but_near": Words(
        "nothing here is called `{name}`; write `{near}`", "此处没有 `{name}`；应为 `{near}`"
    ),
    "unknown_name_of_some": Words(
        "nothing here is called `{name}`; write one of {known}, or nothing",
        "此处没有 `{name}`；应为 {known} 之一，或删除",
    ),
    "year_unfit": Words(
        "{year} is too early or too late; write a year from {earliest} to {latest}",
        "年份 {year} 过早或过晚；须在 {earliest} 至 {latest} 之间",
    ),
}
