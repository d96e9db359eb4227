from __future__ import annotations

import pytest

from respnet.analysis.rebalance.rebalance import MoveReason
from respnet.core.i18n import Text
from respnet.findings.rebalance import describe_move_reason


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            MoveReason(True, 3, 3, candidates=2, lightest=False, before=6.5, after=7),
            Text(
                zh="已是该任务的责任单位，本章节 3 项任务全部参与；全部调整后加权任务量由 6.5 变为 7。",
                en="Already responsible for the task and takes part in all 3 tasks of its section; with all moves "
                "made, its weighted workload goes from 6.5 to 7.",
            ),
        ),
        (
            MoveReason(True, 2, 3, candidates=2, lightest=True, before=1, after=1.5),
            Text(
                zh="已是该任务的责任单位，本章节 3 项任务中参与 2 项；在能接手的 2 个单位中任务量最轻；"
                "全部调整后加权任务量由 1 变为 1.5。",
                en="Already responsible for the task and takes part in 2 of the 3 tasks of its section; the lightest "
                "workload of the 2 units that could take the lead; with all moves made, its weighted workload goes "
                "from 1 to 1.5.",
            ),
        ),
        (
            MoveReason(False, 0, 0, candidates=1, lightest=True, before=0.5, after=1),
            Text(
                zh="已是该任务的配合单位；能接手的只有这一家；全部调整后加权任务量由 0.5 变为 1。",
                en="Already supports the task; the only unit that could take the lead; with all moves made, "
                "its weighted workload goes from 0.5 to 1.",
            ),
        ),
    ],
    ids=["whole section", "lightest", "the only one"],
)
def test_why_a_unit_is_proposed(reason: MoveReason, said: Text) -> None:
    assert describe_move_reason(reason) == said
