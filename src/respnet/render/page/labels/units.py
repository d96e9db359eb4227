"""Labels of the units view: load, judgement, ways of counting, absence, and moves of leads."""

from __future__ import annotations

from respnet.core.i18n import Text

UNITS: dict[str, Text] = {
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
