"""The credit line of the Mandarin and Cantonese services.

::

    line    = [ names ] credit { gap credit }        leading names continue the line before
    credit  = labels [ names ]                       see `chinese_labels` and `chinese_names`

Text between two labels that is not names is prose, and no credit begins before its end.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rfaparse._byline import chinese_words as words
from rfaparse._byline.chinese_labels import find_labels, is_boundary
from rfaparse._byline.chinese_names import are_spoken, may_follow, read_names
from rfaparse._byline.credit_line import PROSE, CreditLine, Label
from rfaparse.model import Role

_BRACKETS = tuple("（(【[［")
_AHEAD = words.BOUNDARIES + words.AROUND
"""Signs before a label that may begin credits."""
_last_sentence = re.compile(words.LAST_SENTENCE).fullmatch
_LONGEST_SENTENCE = 60
_report_in_brackets = re.compile(words.REPORT_IN_BRACKETS).search
_is_odd_sign = re.compile(r"[^\w\s]").match
_is_agency = re.compile(words.AGENCY).search


def read_line(line: str, before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Args:
        line: A line of the story without zero-width marks.
        before: The credits of the line before, whose last label this line may continue.
    """
    labels = find_labels(line)
    if not labels:
        return None if labels is None else _continuation(line, before)
    may_begin = before or labels[0].is_marked
    if not may_begin and not any(is_boundary(line, label.start, _AHEAD) for label in labels):
        return None
    until, has_prose = len(line), False
    for label in reversed(labels):
        names = read_names(line, label.end, until, label.given[0][0])
        until = label.start
        is_sure = label.is_marked or (label is labels[0] and label is not labels[-1])
        if names is not None and (
            not names.stopped or is_sure or names.reported or names.contribution
        ):
            label.names = names
        elif label is labels[-1] and not any(other.is_marked for other in labels):
            return None
        else:
            has_prose = True
    if has_prose:
        _keep_what_can_be_read(line, labels)
    return _from_tail(line, labels, before)


def read_opening(line: str) -> CreditLine | None:
    """Read ``（X報道）`` or ``(X / Y 报道)``, which end a Cantonese story's lead."""
    report = _report_in_brackets(line)
    label = _reported(report, report["report"], report.start()) if report else None
    if label is None or any(map(_is_agency, label.names.names)):
        return None
    return CreditLine(label.start, len(line), [label])


def _reported(report: re.Match[str], label: str, start: int) -> Label | None:
    """The reporters that a sentence names; None if it names none."""
    said = f"{report['people'].strip()}{report['report']}"
    names = read_names(said, 0, len(said), Role.REPORTER)
    if names is None or not names.names:
        return None
    return Label(start, [(Role.REPORTER, label)], names, is_exact=False)


def _from_tail(line: str, labels: list[Label], before: CreditLine | None) -> CreditLine | None:
    """The credits from the first label that no prose follows."""
    first = len(labels)
    while first and labels[first - 1].names is not PROSE:
        first -= 1
    if "（" in line:
        _share_contribution(line, labels[first:])
    for index in range(first, len(labels)):
        label = labels[index]
        if not line[: label.start].strip(words.AROUND):
            return _checked(line, labels[index:], 0)
        if index == 0 and before is not None and label.sign in {"colon", "space"}:
            leading = read_names(line, 0, label.start, before.given[-1][0])
            if leading is not None and may_follow(leading):
                ahead = Label(0, before.given[-1:], leading, sign="before", is_exact=False)
                return _checked(line, [ahead, *labels], 0, is_sure=True)
        if is_boundary(line, label.start):
            start = len(line[: label.start].rstrip(words.OPENING))
            tail = labels[index:]
            report = _report_before(line, start) if _has_editor(tail) else None
            if report is not None:
                return _checked(line, [report, *tail], report.start, is_sure=True)
            return _checked(line, tail, start)
    return None


def _checked(
    line: str, tail: list[Label], start: int, *, is_sure: bool = False
) -> CreditLine | None:
    """The credits of `tail`, None if its position rules them out."""
    first, last = tail[0], tail[-1]
    sure = is_sure or _are_sure(line, start, tail)
    if not sure and (not first.is_marked or are_spoken(first.names)):
        return None
    # An announcer's sentence that ends a standfirst (…。某台记者某某某地报道。) is prose.
    if start and not (is_sure or (sure and (len(tail) > 1 or first.sign == "colon"))):
        return None
    if not any(label.is_exact for label in tail):
        return None
    if not (is_sure or last.is_waiting or any(label.gives for label in tail)):
        return None
    return CreditLine(start, last.names.end, tail, sure)


def _are_sure(line: str, start: int, tail: list[Label]) -> bool:
    """Whether the labels can only be those of a credit line, and not speech in an interview."""
    named = waiting = 0
    for label in tail:
        names = label.names
        if names.is_empty:
            waiting += label.sign == "colon"
        elif not are_spoken(names):
            named += 1
            is_said = names.reported or names.contribution or label.has_station
            if is_said or len(label.given) > 1 or _is_never_spoken(label):
                return True
    if named and named + waiting == 1:
        in_brackets = line[start : start + 2].lstrip().startswith(_BRACKETS)
        return in_brackets and tail[0].sign == "colon"
    return named > 0


def _is_never_spoken(label: Label) -> bool:
    """Whether it is never the label of a speaker in an interview."""
    role, word = label.given[0]
    return role in words.SURE and word not in words.SPOKEN_LABELS


def _share_contribution(line: str, tail: list[Label]) -> None:
    """In （记者某某、特约记者某某亦有贡献） the closing words apply to both."""
    for previous, label in reversed(list(pairwise(tail))):
        phrase = label.names.contribution
        if phrase:
            opening = line.rfind("（", 0, previous.start) > line.rfind("）", 0, previous.start)
            if opening and "）" not in line[previous.start : label.start]:
                previous.names.contribution = phrase


def _keep_what_can_be_read(line: str, labels: list[Label]) -> None:
    """In a full credit line, let each label keep the names that it begins with.

    A credit line is full if a label has names, and another has too or is one that nobody speaks
    under.
    """
    odd = [label.sign == "dot" and _is_odd_sign(line, label.end) is not None for label in labels]
    whole = [label for label in labels if label.is_exact and label.names.names]
    sure = any(
        _is_never_spoken(label) and (label.is_marked or is_odd)
        for label, is_odd in zip(labels, odd, strict=True)
    )
    if not whole or not (sure or sum(label.is_marked for label in whole) > 1):
        return
    ends = [*(following.start for following in labels[1:]), len(line)]
    for index, (label, until, is_odd) in enumerate(zip(labels, ends, odd, strict=True)):
        may_have = label.sign == "colon" or is_odd or (index and _is_never_spoken(label))
        if label.names is PROSE and may_have:
            start = label.end + is_odd
            names = read_names(line, start, until, label.given[0][0], partial=True)
            label.names = names or PROSE
    while labels[-1].names is PROSE:
        del labels[-1]


def _continuation(line: str, before: CreditLine | None) -> CreditLine | None:
    """A line without a label: the names that the line before left out, or who contributed."""
    if before is None:
        return None
    text = line.strip(words.AROUND)
    names = read_names(text, 0, len(text), before.given[-1][0])
    if names is None or not names.names or not may_follow(names):
        return None
    if not (before.sure if names.contribution else before.labels[-1].is_waiting):
        return None
    labels = [Label(0, before.given), Label(0, before.given[-1:], names, sign="before")]
    return CreditLine(0, len(line), labels, before.sure)


def _has_editor(labels: list[Label]) -> bool:
    return any(role in words.SURE for label in labels for role, _ in label.given)


def _report_before(line: str, until: int) -> Label | None:
    """The report that ends at `until` and names its reporter in words.

    - ``自由亚洲电台某某巴黎报道 责编：…``: the word 记者 is missing.
    - ``以上是自由亚洲电台记者某某的报道。责编：…``: an announcer closes the programme.

    Both count as a reporter's credit only next to an editor's or web editor's.
    """
    before = line[:until].rstrip(words.AROUND)
    start = max(before.rfind(end, 0, len(before) - 1) for end in "。！？") + 1
    start += len(before[start:]) - len(before[start:].lstrip(words.AROUND))
    is_short = len(before) - start <= _LONGEST_SENTENCE
    sentence = _last_sentence(before, start) if is_short else None
    if sentence is None:
        return None
    ahead = line[:start] if line[:start].strip(words.AROUND) else ""
    label = sentence["label"] or sentence["report"]
    report = _reported(sentence, label, len(ahead.rstrip(words.OPENING)))
    return None if report is None or are_spoken(report.names) else report
