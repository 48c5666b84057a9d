"""The credit line of the Mandarin and Cantonese services.

::

    line    = [ names ] credit { gap credit }        leading names continue the line before
    credit  = labels [ names ]                       see `chinese_labels` and `chinese_names`

Text between two labels that is not names is prose, and no credit begins before its end.
"""

from __future__ import annotations

import re

from rfaparse._byline import chinese_words as words
from rfaparse._byline.chinese_labels import find_labels, is_boundary
from rfaparse._byline.chinese_names import are_spoken, may_follow, read_names
from rfaparse._byline.credit_line import PROSE, CreditLine, Label
from rfaparse.model import Role

_BRACKETS = tuple("（(【[［")
_LONGEST_SENTENCE = 60
_last_sentence = re.compile(
    rf"(?:^|(?<=[。！？]))[{re.escape(words.AROUND)}]*(?P<sentence>{words.LAST_SENTENCE})[{re.escape(words.AROUND)}]*\Z"
).search
_report_in_brackets = re.compile(words.REPORT_IN_BRACKETS).search
_is_agency = re.compile(words.AGENCY).search


def read_line(line: str, before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Args:
        line: A line of the story without zero-width marks.
        before: The credits of the line before, whose last label this line may continue.
    """
    labels = find_labels(line, goes_on=before is not None)
    ahead = _names_ahead(line, labels, before) if before else None
    if before and ahead and not labels:
        return CreditLine(0, len(line), [Label(0, before.given), ahead], before.sure)
    tail = _without_prose(line, labels)
    if ahead and len(tail) == len(labels):
        tail.insert(0, ahead)
    while tail and not (_begins_line(line, tail) or is_boundary(line, tail[0].start)):
        del tail[0]
    return _checked(line, tail) if tail else None


def _begins_line(line: str, tail: list[Label]) -> bool:
    """Whether nothing precedes the labels, or one stray character precedes several."""
    ahead = line[: tail[0].start].lstrip(words.AROUND)
    return not ahead or len(ahead) == 1 < len(tail)


def _names_ahead(line: str, labels: list[Label], before: CreditLine) -> Label | None:
    """The names, or contributors, that go on with the last label of the line before."""
    until = labels[0].start if labels else len(line)
    names = read_names(line, 0, until, before.given[-1][0])
    if names is None or not may_follow(names) or (names.is_empty and not names.helpers):
        return None
    is_contribution = names.contribution or names.helpers
    if not (labels or (before.sure if is_contribution else before.labels[-1].is_waiting)):
        return None
    return Label(0, before.given[-1:], names, sign="before", is_exact=False)


def _without_prose(line: str, labels: list[Label]) -> list[Label]:
    """The labels, with their names, from the first that no prose follows."""
    until = len(line)
    for label in reversed(labels):
        names = read_names(line, label.end, until, label.given[0][0])
        until = label.start
        may_stop = label.is_marked or (label is labels[0] and label is not labels[-1])
        if names and (not names.stopped or may_stop or names.reported or names.contribution):
            label.names = names
    if any(label.names is PROSE for label in labels):
        _keep_what_can_be_read(line, labels)
    first = len(labels)
    while first and labels[first - 1].names is not PROSE:
        first -= 1
    return labels[first:]


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


def _checked(line: str, tail: list[Label]) -> CreditLine | None:
    """The credits of `tail`, None if its position rules them out."""
    if tail[0].start and any(map(_has_editor, tail)):
        report = _report_before(line, tail[0].start)
        tail = [report, *tail] if report else tail
    start = 0 if _begins_line(line, tail) else len(line[: tail[0].start].rstrip(words.OPENING))
    _share_contribution(line, tail)
    first, last = tail[0], tail[-1]
    sure = _are_sure(line, start, tail)
    if sure:
        # An announcer's sentence that ends a standfirst (…。某台记者某某某地报道。) is prose.
        may_be = not start or len(tail) > 1 or first.sign == "colon"
    else:
        may_be = not start and first.is_marked and not are_spoken(first.names)
    if not may_be or not any(label.is_exact for label in tail):
        return None
    if not (last.is_waiting or any(label.gives for label in tail)):
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
    for label in tail:
        opening = line.rfind("（", 0, label.start) if label.names.contribution else -1
        if opening >= 0 and "）" not in line[opening : label.start]:
            for other in tail:
                if opening < other.start < label.start:
                    other.names.contribution = label.names.contribution


def _keep_what_can_be_read(line: str, labels: list[Label]) -> None:
    """In a full credit line, let each label keep the names that it begins with.

    A credit line is full if a label has names, and another has too or is one that nobody speaks
    under.
    """
    named = [label for label in labels if label.is_exact and label.names.names]
    is_edited = any(_is_never_spoken(label) and label.sign != "dot" for label in labels)
    if not named or not (is_edited or sum(label.is_marked for label in named) > 1):
        return
    until = len(line)
    for label in reversed(labels):
        may_have = label.sign in {"colon", "odd"} or (label.start and _is_never_spoken(label))
        if label.names is PROSE and may_have:
            names = read_names(line, label.end, until, label.given[0][0], partial=True)
            label.names = names or PROSE
        until = label.start
    while labels[-1].names is PROSE:
        del labels[-1]


def _has_editor(label: Label) -> bool:
    return any(role in words.SURE for role, _ in label.given)


def _report_before(line: str, until: int) -> Label | None:
    """The report that ends at `until` and names its reporter in words.

    - ``自由亚洲电台某某巴黎报道 责编：…``: the word 记者 is missing.
    - ``以上是自由亚洲电台记者某某的报道。责编：…``: an announcer closes the programme.

    Both count as a reporter's credit only next to an editor's or web editor's.
    """
    sentence = _last_sentence(line, max(0, until - _LONGEST_SENTENCE), until)
    if sentence is None:
        return None
    label = sentence["label"] or sentence["report"]
    report = _reported(sentence, label, sentence.start("sentence"))
    return None if report is None or are_spoken(report.names) else report
