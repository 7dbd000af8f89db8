"""What is wrong with a field, by the type that pydantic gives its error: every type that there is.

What pydantic has in English alone (`error`) is left out: nobody could say it in Chinese.
"""

from collections.abc import Mapping

from shared.words.wording import Words

_BYTES = Words("expected bytes", "须为字节串")
_DAY = Words("expected a day like 2025-03-31", "须为日期（2025-03-31）")
_INSTANT = Words(
    "expected an instant like 2025-03-31T10:00:00Z", "须为时刻（2025-03-31T10:00:00Z）"
)
_LIST = Words("expected a list", "须为数组")
_NO_SUCH_NAME = Words("nothing of that name belongs here", "没有该字段，请删除")
_NOT_THIS = Words("it does not meet what is asked of it", "该值不符合要求")
_NUMBER = Words("expected a number", "须为数字")
_OBJECT = Words("expected an object", "须为对象")
_OTHER = Words("expected a value of another kind", "该值的类型不符合要求")
_ONE_OF = Words("expected one of {expected}", "可选值：{expected}")
_SPAN = Words("expected a length of time like P1D", "须为时长（如 P1D）")
_TEXT = Words("expected text", "须为字符串")
_TIME = Words("expected a time of day like 10:00", "须为时间（10:00）")
_TRUTH = Words("expected true or false", "须为 true 或 false")
_UNREADABLE = Words("it cannot be read", "无法读取该值")
_URL = Words("expected a URL", "须为网址")
_UUID = Words("expected a UUID", "须为 UUID")
_WANTING = Words("it is missing; add it", "缺少该字段，请补上")
_WHOLE = Words("expected a whole number", "须为整数")

FIELD_TYPE: Mapping[str, Words] = {
    "arguments_type": _OBJECT,
    "assertion_error": _NOT_THIS,
    "bool_parsing": _TRUTH,
    "bool_type": _TRUTH,
    "bytes_invalid_encoding": Words("expected {encoding}", "须为 {encoding} 编码"),
    "bytes_too_long": Words("at most {max_length} bytes", "最多 {max_length} 字节"),
    "bytes_too_short": Words("it needs {min_length} or more bytes", "至少 {min_length} 字节"),
    "bytes_type": _BYTES,
    "callable_type": _OTHER,
    "complex_str_parsing": _NUMBER,
    "complex_type": _NUMBER,
    "dataclass_exact_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "date_from_datetime_inexact": Words("expected a day, without a time", "须为日期，不含时间"),
    "date_from_datetime_parsing": _DAY,
    "date_future": Words("expected a day to come", "须为将来的日期"),
    "date_parsing": _DAY,
    "date_past": Words("expected a day that has passed", "须为过去的日期"),
    "date_type": _DAY,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_future": Words("expected an instant to come", "须为将来的时刻"),
    "datetime_object_invalid": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_past": Words("expected an instant that has passed", "须为过去的时刻"),
    "datetime_type": _INSTANT,
    "decimal_max_digits": Words("at most {max_digits} digits", "最多 {max_digits} 位数字"),
    "decimal_max_places": Words(
        "at most {decimal_places} digits behind the point", "小数最多 {decimal_places} 位"
    ),
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_whole_digits": Words(
        "at most {whole_digits} digits before the point", "整数部分最多 {whole_digits} 位"
    ),
    "default_factory_not_called": Words(
        "other fields are wrong: correct them first", "其他字段有误，请先更正"
    ),
    "dict_type": _OBJECT,
    "enum": _ONE_OF,
    "extra_forbidden": _NO_SUCH_NAME,
    "finite_number": Words("expected a finite number", "须为有限的数"),
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "frozen_field": Words("it cannot be changed", "该字段不可更改"),
    "frozen_instance": Words("it cannot be changed", "该对象不可更改"),
    "frozen_set_type": _LIST,
    "get_attribute_error": _UNREADABLE,
    "greater_than": Words("more than {gt} is wanted", "须大于 {gt}"),
    "greater_than_equal": Words("at least {ge} is wanted", "不得小于 {ge}"),
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": Words("the number is too long", "数字过长"),
    "int_type": _WHOLE,
    "invalid_key": Words("names are texts", "名称须为字符串"),
    "is_instance_of": _OTHER,
    "is_subclass_of": _OTHER,
    "iterable_type": _LIST,
    "iteration_error": _UNREADABLE,
    "json_invalid": Words("expected JSON", "须为 JSON"),
    "json_type": Words("expected JSON as text", "须为 JSON 文本"),
    "less_than": Words("less than {lt} is wanted", "须小于 {lt}"),
    "less_than_equal": Words("at most {le} is wanted", "不得大于 {le}"),
    "list_type": _LIST,
    "literal_error": _ONE_OF,
    "mapping_type": _OBJECT,
    "missing": _WANTING,
    "missing_argument": _WANTING,
    "missing_keyword_only_argument": _WANTING,
    "missing_positional_only_argument": _WANTING,
    "missing_sentinel_error": _OTHER,
    "model_attributes_type": _OBJECT,
    "model_type": _OBJECT,
    "multiple_argument_values": Words("it is there twice", "重复给出"),
    "multiple_of": Words("expected a multiple of {multiple_of}", "须为 {multiple_of} 的倍数"),
    "needs_python_object": _OTHER,
    "no_such_attribute": Words("`{attribute}` is missing; add it", "缺少 `{attribute}`，请补上"),
    "none_required": Words("expected null", "须为 null"),
    "recursion_loop": Words("it holds itself", "不得包含自身"),
    "set_item_not_hashable": _OTHER,
    "set_type": _LIST,
    "string_not_ascii": Words("expected ASCII characters alone", "只能含 ASCII 字符"),
    "string_pattern_mismatch": _NOT_THIS,
    "string_sub_type": _TEXT,
    "string_too_long": Words("at most {max_length} characters", "最多 {max_length} 个字符"),
    "string_too_short": Words(
        "it needs {min_length} or more characters", "至少 {min_length} 个字符"
    ),
    "string_type": _TEXT,
    "string_unicode": Words("expected text in UTF-8", "须为 UTF-8 文本"),
    "time_delta_parsing": _SPAN,
    "time_delta_type": _SPAN,
    "time_parsing": _TIME,
    "time_type": _TIME,
    "timezone_aware": Words("say the offset, too", "须带时区"),
    "timezone_naive": Words("say no offset", "不得带时区"),
    "timezone_offset": Words(
        "expected an offset of {tz_expected} seconds", "时区偏移须为 {tz_expected} 秒"
    ),
    "too_long": Words("at most {max_length} items", "最多 {max_length} 项"),
    "too_short": Words("it needs {min_length} or more items", "至少 {min_length} 项"),
    "tuple_type": _LIST,
    "unexpected_keyword_argument": _NO_SUCH_NAME,
    "unexpected_positional_argument": _NO_SUCH_NAME,
    "union_tag_invalid": Words(
        "{discriminator} is one of {expected_tags}", "{discriminator} 可选值：{expected_tags}"
    ),
    "union_tag_not_found": Words(
        "{discriminator} is missing; add it", "缺少 {discriminator}，请补上"
    ),
    "url_parsing": _URL,
    "url_scheme": Words(
        "expected a URL that begins with {expected_schemes}", "网址须以 {expected_schemes} 开头"
    ),
    "url_syntax_violation": _URL,
    "url_too_long": Words("at most {max_length} characters", "最多 {max_length} 个字符"),
    "url_type": _URL,
    "uuid_parsing": _UUID,
    "uuid_type": _UUID,
    "uuid_version": Words(
        "expected a UUID of version {expected_version}", "须为第 {expected_version} 版 UUID"
    ),
    "value_error": _NOT_THIS,
    "unforeseen": _NOT_THIS,
}

FIELD_SHAPE: Mapping[str, Words] = {
    "account_number": Words(
        "expected 4 to 64 letters, digits or any of _ @ . -", "须为 4 至 64 个字母、数字或 _ @ . -"
    ),
    "line": Words(
        "expected one line of 1 to 100 characters, with no space around it",
        "须为一行 1 至 100 个字符，首尾无空格",
    ),
    "long_text": Words(
        "expected 1 to 2000 characters, none of them a control character",
        "须为 1 至 2000 个字符，不含控制字符",
    ),
    "number_given": Words(
        "expected 1 to 64 letters, digits or any of . _ : -", "须为 1 至 64 个字母、数字或 . _ : -"
    ),
    "openid": Words(
        "expected 1 to 128 letters, digits or any of _ -", "须为 1 至 128 个字母、数字或 _ -"
    ),
    "other": _NOT_THIS,
    "period": Words(
        "expected a month, quarter or year: 2025-03, 2025-Q1, 2025",
        "须为月、季或年：2025-03、2025-Q1、2025",
    ),
    "plan_name": Words(
        "expected 1 to 40 small letters, digits or -", "须为 1 至 40 个小写字母、数字或 -"
    ),
    "referral_code": Words(
        "expected a referral code as a link has it: 7 or 8 digits and capitals, never 0, 1, I or O",
        "须为推广链接中的推广码：7 至 8 位数字与大写字母，不含 0、1、I、O",
    ),
    "short_name": Words(
        "expected 1 to 32 letters, digits or any of _ -", "须为 1 至 32 个字母、数字或 _ -"
    ),
    "slug": Words(
        "expected 1 to 40 small letters, digits or any of _ -, a letter or digit first",
        "须为 1 至 40 个小写字母、数字或 _ -，以字母或数字开头",
    ),
    "text": Words(
        "expected 1 to 500 characters, with no space around them and no control character",
        "须为 1 至 500 个字符，首尾无空格，不含控制字符",
    ),
    "without_space": Words(
        "expected 1 to 64 characters, none of them a space", "须为 1 至 64 个字符，不含空格"
    ),
}
"""What a text looks like that has a shape of its own."""
