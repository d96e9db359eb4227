"""Labels of the overview and of the units view."""

from __future__ import annotations

from respnet.core.i18n import Text

OVERVIEW: dict[str, Text] = {
    # What the bars show
    "note_load_leads": Text(zh="牵头＋其他参与{roles}，项", en="Tasks led + other tasks{roles}"),
    "note_load_tasks": Text(zh="承担的任务数", en="Tasks taken part in"),
    "note_missed": Text(
        zh="缺位后没有牵头的任务数（两家并列的：同时缺位）",
        en="Tasks left with no lead; where two are named, if both drop out",
    ),
    "note_pairs": Text(zh="共同牵头的任务数", en="Tasks led together"),
    "note_due": Text(zh="到期的任务数", en="Tasks due"),
    "note_due_first": Text(zh="到期的任务数（最早的 {n} 期）", en="Tasks due (the first {n} periods)"),
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
    # The units view
    "units_caption": Text(
        zh="同一任务中有几种角色的只计一次，按较重的角色；统称不参与比较。数的是任务项数，不是工作量的大小。点表头排序，点数字看任务。",
        en="A unit with several roles in a task counts once, in the stronger one; collectives are not compared. These "
        "are numbers of tasks, not of hours. Click a heading to sort, a number to see the tasks.",
    ),
    "tasks_of_unit": Text(zh="{unit}{role}的任务：{n} 项", en="{unit}, {role}: {n}, see the tasks"),
    "bar": Text(zh="图示", en="as a bar"),
    "owner": Text(zh="统筹单位", en="coordinates the plan"),
    "judged": Text(zh="与其他单位相比", en="Beside the others"),
    "judged_ways": Text(zh="{ways} 种折算办法中 {over} 种偏多", en="above in {over} of {ways} ways of counting"),
    "judged_capacity": Text(zh="按承担能力", en="by its capacity"),
    "judged_capacity_ways": Text(
        zh="按承担能力，{ways} 种折算办法中 {over} 种偏多", en="above its capacity in {over} of {ways} ways of counting"
    ),
    "capacity": Text(zh="承担能力", en="Capacity"),
    "capacity_used": Text(zh="任务量／承担能力", en="Load / capacity"),
    "leaderless": Text(zh="缺位后没有牵头", en="Without it: no lead"),
    "left_single": Text(zh="缺位后只剩一家牵头", en="Without it: one lead"),
    "left_empty": Text(zh="缺位后没有单位", en="Without it: no unit"),
    "schemes_title": Text(
        zh="各种折算办法的上限和超过上限的单位", en="Each way of counting: its limit, and who is above"
    ),
    "schemes_lead": Text(
        zh="方案没有写责任、配合一项抵得上几成牵头，也没有写共同任务怎样分摊，所以各种折算办法都试。"
        "上限按同一种折算办法重新抽签得出：任务和名额不变，只抽由谁承担，95% 的抽签里最忙的单位也不超过它。",
        en="No plan says how much of a lead it is to take part in a task, nor how shared tasks count, so all of these "
        "are tried. The limit comes from a lottery counted in the same way: tasks and seats stay, only who sits there "
        "is drawn; in 95% of draws even the busiest unit carries no more.",
    ),
    "weight_label": Text(zh="责任、配合一项相当于牵头几项", en="One task without the lead counts"),
    "sharing_label": Text(zh="几家共同牵头（参与）时", en="Where several lead (or take part)"),
    "sharing_whole": Text(zh="每家都计一整项", en="each carries the whole"),
    "sharing_parts": Text(zh="几家均摊一项", en="they share one"),
    "scheme_limit": Text(zh="上限", en="Limit"),
    "scheme_over": Text(zh="超过的单位", en="Units above it"),
    "weight_more": Text(zh="，另有 {n} 个", en=" and {n} more"),
    "for_study": Text(
        zh="供研究，不代替决定。respnet 不改动方案；谁适合牵头，由人判断。",
        en="For study, not instead of a decision. respnet changes nothing; who should lead is for people to judge.",
    ),
    "moves_caption": Text(zh="可以怎样调整", en="What could be moved"),
    "from_unit": Text(zh="原牵头", en="From"),
    "to_unit": Text(zh="改由", en="To"),
    "reason": Text(zh="理由", en="Why"),
}
