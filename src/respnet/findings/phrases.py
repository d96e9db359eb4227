"""Phrases on weighting schemes, without mention of joint leads where the plan has none."""

from __future__ import annotations

from respnet.core.i18n import Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role

BY_UNIT = Text(zh="一项任务各算一项还是按单位平分", en="whether a task counts one each or is shared among its units")
ALL_SCHEMES_RULE = Text(
    zh="一项其他参与按 0.1 到 1 项牵头折算，同一任务里几家共同牵头的、几家其他参与的，分别按各算一项和平分一项计",
    en="taking part counts 0.1 to 1 of a lead, and the joint leads of a task, like the others on it, count one each "
    "or share one",
)


def describe_scheme_choice(network: ResponsibilityNetwork) -> Text:
    """Describe the weighting choices that decide whether a unit is above its limit."""
    if not network.biadjacency(Role.LEAD).any():
        return BY_UNIT
    said = []
    if _has_other_roles(network):
        said.append(Text(zh="其他参与折算成多少", en="how much taking part counts beside leading"))
    if _has_joint_tasks(network, Role.LEAD):
        said.append(Text(zh="共同牵头怎样分摊", en="how joint leads are shared"))
    elif _has_joint_tasks(network, Role.RESPONSIBLE, Role.SUPPORT):
        said.append(Text(zh="几家参与同一任务的怎样分摊", en="how the others of one task share it"))
    return Text(zh="、".join(one.zh for one in said), en=format_list([one.en for one in said], "en"))


def describe_all_schemes(network: ResponsibilityNetwork) -> Text:
    """Describe the weighting schemes as the start of a sentence; empty where all give the same load."""
    if not network.biadjacency(Role.LEAD).any():
        return Text(
            zh="无论一项任务各算一项还是按单位平分，",
            en="Whether a task counts one for each of its units or is shared among them, ",
        )
    said = []
    if _has_other_roles(network):
        said.append(Text(zh="其他参与按牵头的 0% 还是 100% 计", en="whether taking part counts 0% or 100% of a lead"))
    if _has_joint_tasks(network, Role.LEAD):
        said.append(Text(zh="共同牵头各算一项还是平分", en="whether joint leads count one each or are shared"))
    elif _has_joint_tasks(network, Role.RESPONSIBLE, Role.SUPPORT):
        said.append(
            Text(
                zh="几家参与同一任务的各算一项还是平分",
                en="whether the others of one task count one each or share one",
            )
        )
    if not said:
        return Text(zh="", en="")
    en = ", and ".join(one.en for one in said)
    return Text(zh="，".join(f"无论{one.zh}" for one in said).replace("，无论", "，也无论") + "，", en=f"W{en[1:]}, ")


def _has_other_roles(network: ResponsibilityNetwork) -> bool:
    return bool(network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).any())


def _has_joint_tasks(network: ResponsibilityNetwork, *roles: Role) -> bool:
    """Return True if a task has two units in these roles."""
    return bool((network.biadjacency(*roles).sum(axis=0) > 1).any())
