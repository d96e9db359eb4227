"""Steps of a plan for tests, and the plan."""

from __future__ import annotations

import itertools
from typing import Any

TEXT = """丰都县科普工作方案
一、重点任务
1.建好科技馆。完成布展。（牵头单位：县科协，责任单位：县教委、团县委）
2.办好科技节。每年一次。（牵头单位：县教委，责任单位：县科技局、县科学技术局）
3.建立队伍。（责任单位：县科协）
"""
_ids = itertools.count()


def step(op: str, sees: int = 10**6, **parameters: Any) -> dict[str, Any]:
    """Make the JSON object of a decision as a browser sends it, with a new id."""
    return {"id": f"d{next(_ids)}", "op": op, "parameters": parameters, "anchor": None, "sees": sees}
