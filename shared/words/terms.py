"""What people read about a fault of rates, bands and steps: what is wrong, and what to write."""

from collections.abc import Mapping

from shared.words.wording import Words

FAULT: Mapping[str, Words] = {
    "named_in_two_spellings": Words(
        "{name} stands here in two spellings that are one; keep one of them",
        "{name} 以两种等价写法重复出现；请只保留一种",
    ),
    "band_before_has_no_end": Words(
        "the bands overlap at {at}: the band before has no end; give it `to: {at}`",
        "各档在 {at} 处重叠：前一档没有上限，请写 `to: {at}`",
    ),
    "band_ends_too_early": Words(
        "a band ends where it begins, or before; correct `to`",
        "此档的 `to` 不大于 `from`，请更正",
    ),
    "bands_leave_a_gap": Words(
        "the bands leave a gap at {at}: each begins where one ends; write `from: {end}`",
        "各档在 {at} 处有空缺：后一档从前一档的上限开始，请写 `from: {end}`",
    ),
    "bands_or_steps": Words("give either bands or steps", "bands 与 steps 二者择一"),
    "bands_overlap": Words(
        "the bands overlap at {at}: each begins where one ends; write `from: {end}`",
        "各档在 {at} 处重叠：后一档从前一档的上限开始，请写 `from: {end}`",
    ),
    "bound_is_a_number": Words(
        "for {measure} write a whole number, without quotes, not {written}",
        "{measure} 请写整数，不加引号，不要写 {written}",
    ),
    "bound_is_a_rate": Words(
        "for {measure} write a whole number, without quotes, 20 % is 2000, not {written}",
        "{measure} 请写整数，不加引号，20 % 写 2000，不要写 {written}",
    ),
    "bound_is_an_amount": Words(
        'for {measure} write an amount in quotes, like "{like}", not {written}',
        '{measure} 请写加引号的金额，如 "{like}"，不要写 {written}',
    ),
    "last_band_ends": Words(
        "the last band must have no end; leave its `to` out", "最后一档没有上限，请删去 `to`"
    ),
    "limits_exchanged": Words(
        "min_bp lies above max_bp; exchange them", "min_bp 大于 max_bp，请互换"
    ),
    "marginal_pays_rates": Words(
        "a marginal tier pays rates; leave `amount` out",
        "分段累进（marginal）只付费率；请删去 `amount`",
    ),
    "rates_above_all": Words(
        "the rates of all depths together pass 100 percent; lower them: 10 % is 1000",
        "各层费率合计超过 100%；请调低，10 % 写 1000",
    ),
    "steps_are_not_marginal": Words(
        "steps pay on the whole amount; use bands for a marginal tier",
        "steps 按全额计；分段累进（marginal）请用 bands",
    ),
    "table_without_default": Words(
        "the table needs an entry {default!r} for all other levels",
        "此表缺少 {default!r} 一项，即其余等级的数值",
    ),
    "tiers_without_default": Words(
        "the tiers need an entry 'default' for all other levels",
        "阶梯缺少 'default' 一项，即其余等级的各档",
    ),
}
