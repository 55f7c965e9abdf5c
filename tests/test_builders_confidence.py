"""A confidence is what readers found: of what says 0.9, nine in ten were right."""

from __future__ import annotations

from itertools import groupby

import pytest
from reports import report_of

from tifatu.builders.catalogue import catalogue
from tifatu.builders.confidence import CARRIES, MOST, Form, Kind, confidence, judgements
from tifatu.builders.running_text.harvest import harvest_running
from tifatu.builders.running_text.readers import CHANGED
from tifatu.graph.survey.statistics import statistics_of

ROWS = judgements()


def test_each_judged_rule_is_a_rule_and_each_line_can_be() -> None:
    """The rule is in the catalogue under its kind's step, no more are right than were judged, nothing stands twice."""
    steps = {Kind.TEXT: "running-text", Kind.ATTRIBUTION: "issuers"}
    assert [row for row in ROWS if row.rule not in catalogue()] == []
    assert [row for row in ROWS if catalogue()[row.rule].stage != steps[Kind(row.kind)]] == []
    assert [row for row in ROWS if not 0 <= row.right <= row.judged or not row.judged] == []
    assert {row.form for row in ROWS} <= set(Form)
    keys = [(row.kind, row.rule, row.form.strip("-"), row.audit) for row in ROWS]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_rule_that_nobody_judged_has_the_figure_of_its_kind(kind: Kind) -> None:
    """The share of all that was judged of the kind."""
    mine = [row for row in ROWS if row.kind == kind]
    share = sum(row.right for row in mine) / sum(row.judged for row in mine)
    assert confidence(kind, "nobody judged this") == round(share, 2)


def test_many_judgements_outweigh_the_kind_and_few_do_not() -> None:
    """Between its own share and its kind's, nearer to its own from CARRIES judgements on; never certain."""
    for (kind, rule, form), lines in groupby(ROWS, key=lambda row: row[:3]):
        several = list(lines)
        judged, right = sum(row.judged for row in several), sum(row.right for row in several)
        own, of_kind = right / judged, confidence(Kind(kind), "nobody judged this")
        found = confidence(Kind(kind), rule, Form(form))
        assert min(own, of_kind) - 0.01 <= found <= min(MOST, max(own, of_kind) + 0.01)
        if judged > CARRIES:
            assert abs(found - min(MOST, own)) <= abs(found - of_kind) + 0.01


def test_a_form_that_nobody_judged_has_the_figure_of_its_rule() -> None:
    """Pairs of ordinals are judged with all ordinals."""
    assert confidence(Kind.TEXT, "ordinals", Form.PAIR) == confidence(Kind.TEXT, "ordinals")


def test_a_doubt_about_one_finding_lowers_it() -> None:
    """Two subjects of a change are less sure than two members."""
    text = "打好抗旱保供、秋粮抢收“两场硬仗”。事故起数、死亡人数“双下降”。"
    sure, doubtful = harvest_running(text, report_of(text))
    assert doubtful.confidence == round(sure.confidence * CHANGED, 2)


def test_the_figures_of_a_graph_tell_confidence_by_rule() -> None:
    """The mean and how many, rules with most first."""
    text = "打好抗旱保供、秋粮抢收“两场硬仗”。推行“四定”，即定任务、定人员、定时限、定奖惩。"
    found = harvest_running(text, report_of(text))
    rows = statistics_of([*found, found[0]]).as_rows()
    told = {name: value for name, value in rows.items() if name.startswith("confidence of ")}
    assert list(told) == ["confidence of list-before", "confidence of that-is"]
    assert told["confidence of list-before"] == f"{found[0].confidence:.2f} in 2"
