"""Labels of the overview: headlines, picture notes, counts."""

from __future__ import annotations

from respnet.core.i18n import Text

OVERVIEW: dict[str, Text] = {
    # What the bars show
    "note_load_leads": Text(zh="牵头＋其他参与{roles}，项", en="Tasks led ＋ other tasks{roles}"),
    "note_load_tasks": Text(zh="承担的任务数", en="Tasks taken part in"),
    "note_missed": Text(
        zh="缺位后没有牵头的任务数（两家并列的：同时缺位）",
        en="Tasks left with no lead; where two are named, if both drop out",
    ),
    "note_pairs": Text(zh="共同牵头的任务数", en="Tasks led together"),
    "note_due": Text(zh="到期的任务数（最早的几期）", en="Tasks due (the first periods)"),
    "more_units": Text(zh="看全部 {n} 家", en="All {n} units"),
    "more_without": Text(zh="看这些任务", en="See these tasks"),
    "more_single": Text(zh="看这 {n} 项", en="See all {n}"),
    "more_missed": Text(zh="逐家看缺位影响", en="What each unit's absence leaves"),
    "more_pairs": Text(zh="看谁和谁共同牵头", en="Who leads with whom"),
    "more_network": Text(zh="看分工图", en="See the chart"),
    "more_time": Text(zh="按时间看", en="See by date"),
    # What to do next: the names of the buttons
    "next_steps": Text(zh="下一步工作", en="What to do next"),
    "step_check-problems": Text(zh="去核对", en="Check"),
    "step_name-leads": Text(zh="看这些任务", en="See the tasks"),
    "step_due-soon": Text(zh="看这些任务", en="See the tasks"),
    "step_confirm-single-leads": Text(zh="看这 {n} 项", en="See the {n}"),
    "step_agree-summary": Text(zh="看这 {n} 项", en="See the {n}"),
    "step_list-members": Text(zh="看这些名称", en="See the names"),
    "ask_brief": Text(zh="要向领导汇报？", en="To report upwards?"),
    "step_print": Text(zh="全部打印", en="Print them"),
    "step_past": Text(zh="{n} 项已过时限", en="{n} past the deadline"),
    "step_soon": Text(zh="{n} 项 30 天内到期", en="{n} due within 30 days"),
}
