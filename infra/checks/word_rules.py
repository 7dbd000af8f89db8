"""The rules of words: every code has some, all have a code, both languages say as much."""

import re
from collections.abc import Iterator, Mapping

from infra.checks.said_codes import Faulting, Refusal, Said
from shared.words.catalogue import Catalogue
from shared.words.wording import LISTED, UNITS, Words, facts_of

MEMBERS = frozenset(
    {"code", "errors", "instance", "reason", "status", "type"}
    | {f"{name}{language}" for name in ("title", "detail") for language in ("", "_en", "_zh")}
)
"""What a problem document says itself: a fact of that name would be hidden."""

CLAUSES = ("clause", "judged_by", "placed_finding")
"""The registers of parts of sentences."""

READ_BY_THE_TERMINAL = frozenset({"explained", "history", "terminal"})
"""The registers whose codes are written out wherever they are said."""

_CHINESE = re.compile("[一-鿿]")


def violations(said: Said, words: Catalogue) -> list[str]:
    """Say which codes have no words, which words no code, and which texts do not fit."""
    worded = {(code, reason) for code, texts in words.refusals.items() for reason in texts}
    return [
        *(problem for each in said.refusals for problem in _of_call(each, words)),
        *_never_said(said, worded),
        *(problem for each in said.faults for problem in _of_fault(each, words)),
        *_never_faulty(said, words),
        *_never_asked_for(said, words),
        *_of_parts(said, words),
        *(problem for name, text in _texts(words) for problem in _of_text(name, text, words)),
        *(f"{code} words no problem" for code in words.refusals if code not in words.problems),
        *(
            f"{code} is a problem without reasons"
            for code in sorted(words.problems.keys() - words.refusals.keys())
        ),
    ]


def _of_call(said: Refusal, words: Catalogue) -> Iterator[str]:
    if said.code is None or said.reason is None:
        yield f"{said.where}: write code and reason out, so that their words can be found"
    elif (text := words.refusals.get(said.code, {}).get(said.reason)) is None:
        yield f"{said.where}: {said.code}.{said.reason} has no words"
    elif said.facts is not None:
        yield from _of_facts(said.where, said.facts, text)


def _of_fault(said: Faulting, words: Catalogue) -> Iterator[str]:
    if said.code is None:
        yield f"{said.where}: write the code out, so that its words can be found"
    elif (text := words.registers["fault"].get(said.code)) is None:
        yield f"{said.where}: fault.{said.code} has no words"
    else:
        yield from _of_facts(said.where, said.facts, text)


def _never_faulty(said: Said, words: Catalogue) -> Iterator[str]:
    told = {each.code for each in said.faults}
    for code in sorted(words.registers.get("fault", {}).keys() - told):
        yield f"fault.{code} is worded, and never told"


def _of_facts(where: str, facts: frozenset[str], text: Words) -> Iterator[str]:
    if missing := facts_of(text.en).keys() - facts:
        yield f"{where}: the words name {', '.join(sorted(missing))}, which is not given"
    if hidden := facts & MEMBERS:
        yield f"{where}: the problem itself says {', '.join(sorted(hidden))}; use other names"


def _never_said(said: Said, worded: set[tuple[str, str]]) -> Iterator[str]:
    for code, reason in sorted(worded - {(each.code, each.reason) for each in said.refusals}):
        yield f"{code}.{reason} is worded, and nothing refuses so"


def _of_parts(said: Said, words: Catalogue) -> Iterator[str]:
    known = {code for name in CLAUSES for code in words.registers.get(name, {})}
    yield from (f"the part {code} has no words" for code in sorted(said.clauses - known))
    yield from (
        f"the part {code} is worded, and never said" for code in sorted(known - said.clauses)
    )
    for register, code in sorted(said.terms):
        if code not in words.registers.get(register, {}):
            yield f"{register}.{code} has no words"


def _never_asked_for(said: Said, words: Catalogue) -> Iterator[str]:
    """Find what the terminal would say and does not: such a register has no other reader."""
    for register in READ_BY_THE_TERMINAL & words.registers.keys():
        told = {code for asked, code in said.terms if asked == register}
        idle = sorted(words.registers[register].keys() - told)
        yield from (f"{register}.{code} is worded, and never said" for code in idle)


def _texts(words: Catalogue) -> Iterator[tuple[str, Words]]:
    for code, problem in words.problems.items():
        texts = {"title": problem.title, "meaning": problem.meaning, "remedy": problem.remedy}
        yield from ((f"{code} ({part})", text) for part, text in texts.items())
    for code, reasons in words.refusals.items():
        yield from ((f"{code}.{reason}", text) for reason, text in reasons.items())
    for name, register in words.registers.items():
        yield from ((f"{name}.{code}", text) for code, text in register.items())


def _of_text(name: str, text: Words, words: Catalogue) -> Iterator[str]:
    if _CHINESE.search(text.en) or (_in_words(text.en) and not _CHINESE.search(text.zh)):
        yield f"{name}: English first, then Chinese"
    if facts_of(text.en) != facts_of(text.zh):
        yield f"{name}: both languages name the same facts in the same way"
    yield from _of_specs(name, facts_of(text.en), words)


def _in_words(text: str) -> bool:
    """Tell whether a text says anything besides its facts."""
    return bool(re.search("[A-Za-z]", re.sub(r"{[^}]*}", "", text)))


def _of_specs(name: str, specs: Mapping[str, str], words: Catalogue) -> Iterator[str]:
    for fact, spec in specs.items():
        if spec and spec not in {*UNITS, LISTED, *words.registers}:
            yield f"{name}: {fact} is written as {spec}, which is neither a unit nor a register"
