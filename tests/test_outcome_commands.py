"""The commands that tell people what to do with a plan: what they print, write, leave alone and refuse."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import docx
import networkx
import openpyxl
import pytest
from click.testing import CliRunner, Result

import respnet
from respnet.cli.group import main
from respnet.stores.ladybug_graph import NEWEST_COLUMN, SCHEMA_TABLES, LadybugDatabase
from respnet.stores.statements import load_statement

DATA = str(Path(__file__).parents[1] / "data")
ID = "fengdu-kexue-suzhi-2021-2025"
NO_LEADS = "number,title,responsible_units\n1,修路,县交通局、县财政局\n2,种树,县林业局、县财政局\n"
NO_UNITS = "number,title,lead_units\n1,修路,\n2,种树,\n"
SMALL = "number,title,lead_units,responsible_units\n1,修路,县交通局,县财政局\n2,修桥,县交通局,县财政局、县水利局\n"


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("RESPNET_LANG", "RESPNET_STORE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in {"small.csv": SMALL, "no-leads.csv": NO_LEADS, "no-units.csv": NO_UNITS}.items():
        Path(name).write_text(text, encoding="utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def done(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def changed(path: str, old: str, new: str) -> str:
    """The small plan with something else written in it, as a plan of another name."""
    Path(path).write_text(SMALL.replace(old, new), encoding="utf-8")
    return path


class TestSheet:
    def test_the_units_named_in_any_spelling_each_once(self) -> None:
        said = done("sheet", "县应急管理局", "county education commission", "县教委", DATA)
        assert said == "sheets/19-县应急局.docx\nsheets/01-县教委.docx\n"
        assert "（县教委）" in "".join(one.text for one in docx.Document("sheets/01-县教委.docx").paragraphs)

    def test_all_of_them_and_one_document_with_all(self) -> None:
        assert done("sheet", "--all", "small.csv", "--output", "out").split() == [
            *("out/1-县交通局.docx", "out/2-县财政局.docx", "out/3-县水利局.docx", "out/0-全部单位任务清单.docx")
        ]

    def test_as_pages_in_english(self) -> None:
        said = done("sheet", "县教委", DATA, "--format", "html", "--lang", "en", "--output", "out")
        assert said == "out/01-County Education Commission.html\n"
        assert '<html lang="en"' in Path(said.strip()).read_text(encoding="utf-8")

    def test_the_example_and_a_store_need_no_plan(self) -> None:
        done("load", DATA, "--store", "plans.lbug")
        places = (("--example",), ("--store", "plans.lbug"), ("--store", "plans.lbug", "--plan", ID))
        made = []
        for place in places:
            assert done("sheet", "县教委", "县科协", *place, "--force") == (
                "sheets/01-县教委.docx\nsheets/03-县科协.docx\n"
            )
            made.append(Path("sheets/03-县科协.docx").read_bytes())
        assert made[0] == made[1] == made[2]

    def test_a_word_that_is_no_file_is_a_unit_where_an_option_names_the_plan(self) -> None:
        assert call("sheet", "--example", "没有的单位").output.startswith("Error: The plan has no unit “没有的单位”.")
        assert call("sheet", "--example", "长" * 300).output.startswith("Error: The plan has no unit “长长")

    def test_a_layout_and_a_template_of_ones_own(self) -> None:
        docx.Document().save("own.docx")
        done("sheet", "县教委", DATA, "--template", "own.docx", "--profile", "chongqing")

    def test_somebody_elses_file_stays_and_respnets_own_is_replaced(self) -> None:
        Path("sheets").mkdir()
        Path("sheets/01-县教委.docx").write_bytes(b"mine")
        refused = call("sheet", "县教委", "县科协", DATA)
        assert refused.exit_code == 1
        assert "was not written by respnet, so it was left alone" in refused.output
        assert Path("sheets/01-县教委.docx").read_bytes() == b"mine"
        assert [path.name for path in Path("sheets").iterdir()] == ["01-县教委.docx"]
        done("sheet", "县教委", DATA, "--force")
        done("sheet", "县教委", "县科协", DATA)

    def test_plans_without_leads_and_without_units(self) -> None:
        assert done("sheet", "--all", "no-leads.csv", "--output", "a").count(".docx") == 4
        assert done("sheet", "--all", "no-units.csv", "--output", "b") == "b/0-全部单位任务清单.docx\n"


class TestRebalance:
    def test_people_are_told_the_curve_and_the_proposals(self) -> None:
        said = done("rebalance", DATA, "--from-owner", "--moves", "1", "--lang", "zh").splitlines()
        assert said[2].split() == ["调整", "最高加权任务量", "平方和", "最多牵头", "单独牵头任务", "任务量最高的单位"]
        assert said[-4] == "降到 25.5 的 1 处调整建议："
        assert said[-1] == "以上供研究，不代替决定；方案没有改动，没有写回任何内容。"

    def test_programs_are_told_in_json(self) -> None:
        told = ("--moves", "2", "--weight", "0.25", "--sole-leads", "--from-owner", "--format", "json")
        found = json.loads(done("rebalance", "--example", *told))
        lifted = {"keep_one": False, "from_owner": True}
        assert found["rules"] == {"ratio": 0.25, "moves": 2, "protected": [], "field": [], **lifted}
        assert [point["moves"] for point in found["curve"]] == [0, 1, 2]

    def test_leads_to_keep_may_be_given_again_and_again(self) -> None:
        keep = ("--keep", "2:县教委", "--keep", "2：County Education Commission", "--keep", "4:县科协")
        found = json.loads(done("rebalance", DATA, "--moves", "0", "--format", "json", *keep))
        assert [task for task, _ in found["rules"]["protected"]] == [f"{ID}/2", f"{ID}/2", f"{ID}/4"]

    def test_a_table_of_who_may_lead_is_kept_to(self) -> None:
        Path("field.csv").write_text("序号,任务,可牵头单位\n20,馆,县财政局\n", encoding="utf-8")
        found = json.loads(done("rebalance", DATA, "--field", "field.csv", "--from-owner", "--format", "json"))
        moves = {(one["task"], one["to_unit"]) for point in found["curve"] for one in point["proposed"]}
        assert moves == {(f"{ID}/20", "丰都县/县财政局")}

    def test_how_that_table_was_read_is_said_aside(self) -> None:
        Path("field.csv").write_text("序号,可牵头单位\n20,县财政局\n", encoding="gb18030")
        result = call("rebalance", DATA, "--field", "field.csv", "--format", "json", "--lang", "zh")
        assert json.loads(result.stdout)
        assert result.stderr.startswith("提示  field.csv: 文件不是 UTF-8 编码，按 gb18030 读入  [encoding]\n")

    def test_where_there_is_nothing_to_pass_on_it_says_why(self) -> None:
        assert "no moves were allowed." in done("rebalance", DATA, "--moves", "0")
        for plan in ("no-leads.csv", "no-units.csv"):
            assert "方案没有写明牵头单位，不作推定。" in done("rebalance", plan, "--lang", "zh")
            assert "no move lowers" not in done("rebalance", plan)

    def test_nothing_is_written(self) -> None:
        before = sorted(Path().iterdir())
        done("rebalance", "small.csv")
        assert sorted(Path().iterdir()) == before


class TestWhatIf:
    def test_the_difference_is_told(self) -> None:
        said = done("whatif", "small.csv", "--remove", "县水利局", "--lang", "zh")
        assert said.startswith("现方案  small\n假设方案  县水利局不再承担任务\n\n任务和分工的变化\n")
        assert "任务没有增减，共 2 项。这些任务中，分工未变 4 处，取消 1 处。" in said
        assert "县水利局" in said.rpartition("单位 ")[2]

    def test_it_is_told_of_one_plan_and_says_nothing_of_what_cannot_change(self) -> None:
        edits = ("--transfer-lead", "2:县交通局:县财政局", "--assign", "1:县林业局:support", "--output", "out")
        for lang, words in (
            ("zh", ("原方案", "新方案", "两个方案", "内容改变", "完成时限", "任务对应表")),
            ("en", ("ld plan", "ew plan", "oth plans", "hanged content", "deadline", "Which task is which")),
        ):
            said = done("whatif", "small.csv", *edits, "--lang", lang, "--force")
            page = (
                Path("out/difference/index.html").read_text(encoding="utf-8").split("<body", 1)[1].split("<script")[0]
            )
            numbers = Path("out/difference/comparison.json").read_text(encoding="utf-8")
            findings = json.dumps(json.loads(numbers)["findings"], ensure_ascii=False)
            assert not [(word, text) for text in (said, page, findings) for word in words if word in text]
            assert json.loads(numbers)["task_changes"] == []

    def test_every_kind_of_edit_with_full_width_signs_too(self) -> None:
        edits = (
            "--unassign",
            "2：县水利局",
            "--assign",
            "1：县林业局：牵头",
            "--transfer-lead",
            "2：县交通局：县财政局",
        )
        said = done("whatif", "small.csv", *edits, "--lang", "zh").splitlines()
        assert "任务没有增减，共 2 项。这些任务中，分工未变 2 处，新增 1 处，取消 1 处，角色改变 2 处。" in "".join(
            said
        )
        merged = done("whatif", "small.csv", "--merge", "县交通局＝县财政局", "--lang", "zh")
        assert "只有现方案写到的单位：县交通局。" in "".join(merged.splitlines())

    def test_the_options_of_the_first_release_still_work_and_say_their_new_names(self) -> None:
        names = {"take": "unassign", "give": "assign", "swap": "transfer-lead", "drop": "remove"}
        values = ("1:县财政局", "1:县林业局:lead", "2:县交通局:县财政局", "县水利局")
        old, new = (
            [text for name, value in zip(words, values, strict=True) for text in (f"--{name}", value)]
            for words in (names.keys(), names.values())
        )
        before, after = call("whatif", "small.csv", *old), call("whatif", "small.csv", *new)
        assert (before.exit_code, before.stdout) == (0, after.stdout)
        assert after.stderr == ""
        hint = "Note: --drop is now called --remove; the old name goes with the next release."
        assert before.stderr.splitlines()[0] == hint
        assert len(before.stderr.splitlines()) == 4
        assert "--drop" not in call("whatif", "--help").output

    def test_merging_comes_first_whatever_the_order(self) -> None:
        edits = (("--remove", "县财政局"), ("--merge", "县交通局=县财政局"))
        assert done("whatif", "small.csv", *edits[0], *edits[1]) == done("whatif", "small.csv", *edits[1], *edits[0])

    def test_the_report_of_the_changed_plan_and_the_comparison(self) -> None:
        said = done("whatif", "small.csv", "--remove", "县水利局", "--output", "out", "--lang", "en")
        written = ["out/difference/comparison.json", "out/difference/index.html", "out/analysis.json", "out/index.html"]
        assert said.splitlines()[-4:] == written
        assert all(Path(path).is_file() for path in written)
        units = json.loads(Path("out/analysis.json").read_text(encoding="utf-8"))["population"]["units"]
        assert units == ["small/县交通局", "small/县财政局"]

    def test_all_units_may_go(self) -> None:
        drops = [part for name in ("县交通局", "县财政局", "县水利局") for part in ("--remove", name)]
        assert "分工取消 5 处" in done("whatif", "small.csv", *drops, "--lang", "zh")

    def test_a_place_that_cannot_be_written_to_is_told_after_the_difference(self) -> None:
        result = call("whatif", "small.csv", "--remove", "县水利局", "--output", "small.csv")
        assert result.exit_code == 1
        assert result.stdout.startswith("The plan as it is")
        assert result.stderr.startswith("Error: Cannot write to small.csv: File exists.")

    def test_the_report_and_the_comparison_are_written_together_or_not_at_all(self) -> None:
        for theirs in ("out/difference/index.html", "out/index.html"):
            Path(theirs).parent.mkdir(parents=True)
            Path(theirs).write_text("mine", encoding="utf-8")
            result = call("whatif", "small.csv", "--remove", "县水利局", "--output", "out")
            assert result.exit_code == 1
            assert f"{theirs} exists and was not written by respnet" in result.stderr
            assert [str(path) for path in Path("out").rglob("*") if path.is_file()] == [theirs]
            shutil.rmtree("out")

    def test_a_comparison_that_fails_leaves_no_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object, **__: object) -> str:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("respnet.render.comparison.page.render_page", fails)
        assert call("whatif", "small.csv", "--remove", "县水利局", "--output", "out").exit_code == 1
        assert not Path("out").exists()


class TestCompare:
    def test_the_same_plan_twice(self) -> None:
        assert "No task came or went: 32 tasks. Of the assignments in these tasks, 238 are as before." in done(
            "compare", DATA, DATA
        ).replace("\n", " ")

    def test_two_plans_of_one_id(self) -> None:
        Path("later").mkdir()
        later = changed("later/small.csv", "、县水利局", "")
        assert "分工未变 4 处，取消 1 处" in done("compare", "small.csv", later, "--lang", "zh")

    def test_what_tasks_say_otherwise(self) -> None:
        lines = SMALL.replace("responsible_units", "responsible_units,deadline").splitlines()
        for name, month in (("before.csv", "6"), ("after.csv", "12")):
            text = [
                lines[0],
                *(f"{line.replace('县财政局、县水利局', '县财政局')},2025年{month}月" for line in lines[1:]),
            ]
            Path(name).write_text("\n".join(text), encoding="utf-8")
        said = done("compare", "before.csv", "after.csv", "--lang", "zh", "--output", "out")
        assert "内容不同的任务 2 项。完成时限推后 2 项。" in said
        assert "1      修路       完成时限推后：2025年6月 → 2025年12月\n" in said
        numbers = json.loads(Path("out/comparison.json").read_text(encoding="utf-8"))
        assert [(one["part"], one["shift"]) for one in numbers["task_changes"]] == [("deadline", "later")] * 2
        assert "任务内容的变化" not in done("compare", "after.csv", "after.csv", "--lang", "zh")

    def test_with_a_store_the_ids_are_given(self) -> None:
        later = changed("later.csv", "、县水利局", "")
        done("load", "small.csv", later, "--store", "plans.lbug")
        paths = done("compare", "small.csv", later, "--output", "a")
        ids = done("compare", "small", "later", "--store", "plans.lbug", "--output", "b")
        assert ids == paths.replace("a/", "b/")
        for name in ("comparison.json", "index.html"):
            assert Path("a", name).read_bytes() == Path("b", name).read_bytes()
        unknown = call("compare", "small", "small.csv", "--store", "plans.lbug")
        assert unknown.output == "Error: There is no plan “small.csv” in the store. It holds later and small.\n"

    def test_plans_without_leads_and_without_units(self) -> None:
        for old, new in (("small.csv", "no-leads.csv"), ("no-leads.csv", "no-units.csv"), ("no-units.csv", DATA)):
            assert done("compare", old, new, "--lang", "zh")
            assert done("compare", new, old, "--lang", "en")

    def test_somebody_elses_file_stays(self) -> None:
        Path("out").mkdir()
        Path("out/index.html").write_text("mine", encoding="utf-8")
        assert call("compare", "small.csv", "small.csv", "--output", "out").exit_code == 1
        assert [path.name for path in Path("out").iterdir()] == ["index.html"]
        assert Path("out/index.html").read_text(encoding="utf-8") == "mine"
        done("compare", "small.csv", "small.csv", "--output", "out", "--force")


class TestCheckAndExport:
    def test_the_example_and_a_store_are_checked_too(self) -> None:
        done("load", DATA, "--store", "plans.lbug")
        example, stored = done("check", "--example"), done("check", "--store", "plans.lbug")
        assert example == done("check", DATA)
        assert stored.splitlines()[-1] == example.splitlines()[-1] == "0 errors, 1 warning, 3 notes."
        assert json.loads(done("check", "--store", "plans.lbug", "--plan", ID, "--format", "json"))[0]["row"] is None

    def test_columns_for_progress_and_verdicts_on_request(self) -> None:
        def headers(*more: str, sheet: str) -> list[object]:
            done("export", DATA, "--format", "xlsx", "--lang", "zh", *more)
            return [cell.value for row in openpyxl.load_workbook("graph/workbook.xlsx")[sheet].rows for cell in row]

        plain = headers(sheet="任务分解表"), headers(sheet="共同牵头")
        assert "进展情况" not in plain[0]
        assert {"进展情况", "存在问题", "状态", "备注"} <= set(headers("--progress", sheet="任务分解表"))
        assert len(headers("--verdicts", sheet="共同牵头")) > len(plain[1])
        refused = call("export", DATA, "--progress", "--lang", "en")
        assert refused.exit_code == 2
        assert "add --format xlsx" in refused.output

    def test_the_workbook(self) -> None:
        assert done("export", "--example", "--format", "xlsx") == "graph/workbook.xlsx\n"
        chinese = openpyxl.load_workbook("graph/workbook.xlsx").sheetnames
        done("export", DATA, "--format", "xlsx", "--lang", "en")
        assert len(openpyxl.load_workbook("graph/workbook.xlsx").sheetnames) == len(chinese)
        assert openpyxl.load_workbook("graph/workbook.xlsx").sheetnames != chinese

    def test_several_formats_at_once_each_of_them_once(self) -> None:
        said = done("export", "small.csv", "--format", "xlsx", "--format", "gexf", "--format", "xlsx", "--output", "o")
        assert said == "o/plan.gexf\no/workbook.xlsx\n"
        assert sorted(path.name for path in Path("o").iterdir()) == ["plan.gexf", "workbook.xlsx"]

    def test_from_a_store_the_same_as_from_the_table(self) -> None:
        done("load", "small.csv", "--store", "plans.lbug")
        done("export", "small.csv", "--output", "a")
        done("export", "--store", "plans.lbug", "--output", "b")
        for path in Path("a").iterdir():
            assert path.read_bytes() == Path("b", path.name).read_bytes(), path.name

    def test_all_plans_of_a_store_at_once(self) -> None:
        done("load", "small.csv", DATA, "--store", "plans.lbug")
        said = done("export", "--store", "plans.lbug", "--format", "csv", "--format", "json", "--format", "folder")
        assert Path("graph/plan.csv").read_text(encoding="utf-8").count("\n") == 1 + 2
        held = json.loads(Path("graph/plans.json").read_text(encoding="utf-8"))["plans"]
        assert [one["id"] for one in held] == [ID, "small"]
        assert said.splitlines()[-6:] == [
            f"graph/{folder}/{file}"
            for folder in (f"1-{ID}", "2-small")
            for file in ("tasks.csv", "units.csv", "plan.toml")
        ]
        refused = call("export", "--store", "plans.lbug", "--format", "xlsx", "--lang", "en")
        assert refused.exit_code == 2
        assert "A workbook is of one plan: name it with --plan." in refused.output
        done("export", "--store", "plans.lbug", "--plan", "small", "--format", "xlsx")

    def test_the_graph_of_several_plans_has_each_unit_once(self) -> None:
        done("load", "small.csv", DATA, "--store", "plans.lbug")
        done("export", "--store", "plans.lbug", "--format", "graphml")
        graph = networkx.read_graphml("graph/plan.graphml")
        assert {name.split("/")[0] for name, kind in graph.nodes(data="bipartite") if kind == 1} == {ID, "small"}
        assert graph.number_of_edges() > 239

    def test_a_workbook_of_somebody_elses_stays(self) -> None:
        Path("graph").mkdir()
        openpyxl.Workbook().save("graph/workbook.xlsx")
        before = Path("graph/workbook.xlsx").read_bytes()
        assert call("export", DATA, "--format", "xlsx").exit_code == 1
        assert Path("graph/workbook.xlsx").read_bytes() == before
        done("export", DATA, "--format", "xlsx", "--force")

    def test_plans_without_leads_and_without_units(self) -> None:
        for plan in ("no-leads.csv", "no-units.csv"):
            done("export", plan)
            done("export", plan, "--format", "xlsx", "--lang", "en")


class TestOwnStatement:
    def test_it_is_asked_of_a_plan_and_of_a_store(self) -> None:
        Path("q.cypher").write_text(
            "MATCH (u:Unit)-[:LEADS]->(t:Task) WHERE u.name = $unit RETURN u.name AS unit, count(t) AS tasks;\n",
            encoding="utf-8",
        )
        done("load", "small.csv", "--store", "plans.lbug")
        asked = ("ask", "--cypher", "q.cypher", "--with", "unit=县交通局", "--format", "csv")
        assert done(*asked, "small.csv") == done(*asked, "--store", "plans.lbug") == "\ufeffunit,tasks\n县交通局,2\n"
        table = done("ask", "small.csv", "--cypher", "q.cypher", "--with", "unit=县财政局", "--lang", "en")
        assert table.startswith("q.cypher\nA statement of your own.\n")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("MATCH (n) DETACH DELETE n", "The database refused: "),
            ("CREATE (n:Unit {id: 'x'})", "Questions only read"),
            ("MATCH (u:Unit) RETURN u.name AS unit, $x AS x", "Parameter $x has no value."),
            ("MATCH (u:Unit) RETURN u", "Column u returns neither text"),
            (None, "q.cypher cannot be read"),
        ],
    )
    def test_what_it_may_not_do(self, text: str | None, said: str) -> None:
        if text is not None:
            Path("q.cypher").write_text(text, encoding="utf-8")
        done("load", "small.csv", "--store", "plans.lbug")
        before = Path("plans.lbug").read_bytes()
        for place in (("small.csv",), ("--store", "plans.lbug")):
            refused = call("ask", "--cypher", "q.cypher", *place, "--lang", "en")
            assert refused.exit_code == 1
            assert said in refused.output
        assert Path("plans.lbug").read_bytes() == before


class TestStoredPlans:
    """What `plans`, `history`, `compare`, `restore` and `forget` say of a store."""

    @pytest.fixture(autouse=True)
    def _two_versions(self) -> None:
        done("load", "small.csv", "--store", "plans.lbug", "--date", "2026-01-01")
        text = Path("small.csv").read_text(encoding="utf-8")
        Path("small.csv").write_text(text.replace("修桥,县交通局", "修桥,县水利局"), encoding="utf-8")
        os.utime("small.csv", (1_770_000_000, 1_770_000_000))
        done("load", "small.csv", DATA, "--store", "plans.lbug")

    def test_the_list_and_the_history(self) -> None:
        listed = done("plans", "--store", "plans.lbug").splitlines()
        assert [line.split()[0] for line in listed[2:] if not line.startswith(" ")] == [ID, "small"]
        assert listed[-1].split()[-2:] == ["2026-02-02", "1"]
        assert done("history", "small", "--store", "plans.lbug").splitlines()[-1].split()[:2] == [
            "small@2026-01-01",
            "2026-01-01",
        ]
        assert done("history", ID, "--store", "plans.lbug", "--lang", "zh") == "没有。\n"
        assert call("history", "none", "--store", "plans.lbug").exit_code == 1
        assert call("plans").exit_code == 2

    def test_a_former_version_is_compared_and_restored(self) -> None:
        given = ("--store", "plans.lbug")
        changed = done("compare", "small@2026-01-01", "small", *given)
        assert done("compare", "small", "small", *given) != changed
        done("restore", "small@2026-01-01", *given)
        assert done("compare", "small@2026-02-02", "small", *given) != changed
        assert "small@2026-02-02" in done("history", "small", *given)
        assert done("compare", "small@2026-01-01", "small", *given) == done("compare", "small", "small", *given)

    def test_forget_asks_first(self) -> None:
        said = CliRunner().invoke(main, ["forget", "small", "--store", "plans.lbug", "--lang", "en"], input="n\n")
        assert said.output.startswith("The plan “small” goes for good: tasks: ")
        assert "former versions: 1, and the units that no other plan names.\nRemove it [y/N]: n" in said.output
        assert "small" in done("plans", "--store", "plans.lbug")
        assert done("forget", "small", "--store", "plans.lbug", "--yes").endswith("\nRemoved.\n")
        assert "small" not in done("plans", "--store", "plans.lbug")

    def test_only_as_many_versions_are_kept_as_wanted(self) -> None:
        Path("small.csv").write_text(Path("no-units.csv").read_text(encoding="utf-8"), encoding="utf-8")
        done("load", "small.csv", "--store", "plans.lbug", "--keep", "1")
        assert done("history", "small", "--store", "plans.lbug").splitlines()[-1].startswith("small@2026-02-02")


class TestStoreInTheSurroundings:
    """RESPNET_STORE names a store for every command; a plan that is named goes before it, and stays out of it."""

    @pytest.fixture(autouse=True)
    def _store(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done("load", "small.csv", "--store", "plans.lbug")
        monkeypatch.setenv("RESPNET_STORE", "plans.lbug")

    @staticmethod
    def held() -> list[str]:
        with respnet.open_store("plans.lbug", read_only=True) as store:
            return [one.id for one in store.plans()]

    @pytest.mark.parametrize(
        "command",
        [
            ("sheet", "县财政局", "no-leads.csv"),
            ("rebalance", "no-leads.csv"),
            ("whatif", "no-leads.csv", "--remove", "县财政局"),
            ("check", "no-leads.csv"),
            ("check", "--example"),
            ("export", "no-leads.csv"),
            ("ask", "tasks", "no-leads.csv"),
            ("compare", "no-leads.csv", "no-units.csv"),
        ],
        ids=" ".join,
    )
    def test_only_report_and_load_put_a_plan_into_it(self, command: tuple[str, ...]) -> None:
        assert done(*command)
        assert self.held() == ["small"]

    def test_report_and_load_do(self) -> None:
        done("load", "no-leads.csv")
        done("report", "no-units.csv")
        assert self.held() == ["no-leads", "no-units", "small"]

    def test_without_a_plan_it_is_the_store_that_is_meant(self) -> None:
        assert done("sheet", "县财政局") == "sheets/2-县财政局.docx\n"
        assert done("rebalance", "--lang", "zh").startswith("加权任务量")
        assert "县水利局" in done("whatif", "--remove", "县水利局", "--lang", "zh")
        assert done("check").endswith("1 note.\n")

    def test_what_is_no_path_is_compared_from_the_store(self) -> None:
        assert done("compare", "small.csv", "small") == done("compare", "small", "small.csv")
        assert call("compare", "small.csv", "nothing").output == (
            "Error: There is no plan “nothing” in the store. It holds small.\n"
        )


def made_long_ago(path: str) -> None:
    """A database file as respnet made it before plans had digests."""
    table, column = NEWEST_COLUMN
    graph = LadybugDatabase(path)
    for name, creation in SCHEMA_TABLES.items():
        text = load_statement(creation)
        graph.run(text.replace(f"{column} STRING, ", "") if name == table else text)
    graph.close()


class TestOlderStore:
    COMMANDS = (("sheet", "--all"), ("rebalance",), ("check",), ("report",), ("ask", "plans"), ("load", "small.csv"))

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_its_plans_are_to_be_loaded_anew(self, command: tuple[str, ...]) -> None:
        made_long_ago("old.lbug")
        before = Path("old.lbug").read_bytes()
        english, chinese = (call(*command, "--store", "old.lbug", "--lang", lang) for lang in ("en", "zh"))
        assert (english.exit_code, chinese.exit_code) == (1, 1)
        assert english.output == (
            "Error: old.lbug was made by an older respnet and cannot be read by this one: load its plans anew into "
            "another file (respnet load PLAN --store new.lbug).\n"
        )
        assert chinese.output == (
            "错误：old.lbug 是旧版 respnet 建的，现在的版本读不了：请把方案重新载入另一个文件"
            "（respnet load 方案 --store 新文件.lbug）。\n"
        )
        assert Path("old.lbug").read_bytes() == before


class TestBrief:
    def test_one_page_as_document_and_page(self) -> None:
        assert done("brief", "small.csv", "--date", "2026年11月30日") == "brief/brief.docx\nbrief/brief.html\n"
        assert "2026年11月30日" in Path("brief/brief.html").read_text(encoding="utf-8")
        first = Path("brief/brief.docx").read_bytes()
        assert done("brief", "small.csv", "--date", "2026-11-30").count("brief") == 4
        assert Path("brief/brief.docx").read_bytes() == first

    def test_what_is_no_date_is_refused_and_nothing_is_written(self) -> None:
        for date in ("tomorrow", "2026-02-30", "2026年13月1日", ""):
            assert call("brief", "small.csv", "--date", date).exit_code == 2
        assert not Path("brief").exists()


class TestSheetProgress:
    def test_columns_to_fill_in(self) -> None:
        assert done("sheet", "县水利局", "small.csv", "--progress", "--format", "html").endswith("县水利局.html\n")
        (page,) = Path("sheets").glob("*.html")
        assert "存在问题" in page.read_text(encoding="utf-8")


HOSTILE = (
    "<b>局</b>",
    "[red]局[/]",
    "\u202e反局\u202c",
    "=1+1",
    "\x1b[1m局]",
    "../../etc",
    "CON",
    "{{ 7*7 }}",
    "--all",
)


class TestHostileNames:
    @pytest.fixture(autouse=True)
    def _plan(self) -> None:
        lines = "".join(f'"{name}","{name}","{name}"\n' for name in HOSTILE)
        Path("hostile.csv").write_text(f"number,title,lead_units\n{lines}", encoding="utf-8")

    @pytest.mark.parametrize(
        "command",
        [
            ("check", "hostile.csv"),
            ("check", "hostile.csv", "--format", "json"),
            ("rebalance", "hostile.csv"),
            ("rebalance", "hostile.csv", "--format", "json"),
            ("compare", "hostile.csv", "hostile.csv"),
            ("compare", "hostile.csv", "small.csv"),
            ("whatif", "hostile.csv", "--remove", "CON"),
            ("sheet", "hostile.csv", "--all"),
            ("sheet", "hostile.csv", "--all", "--format", "html"),
            ("export", "hostile.csv"),
            ("export", "hostile.csv", "--format", "xlsx"),
            ("load", "hostile.csv", "--store", "plans.lbug"),
            ("report", "hostile.csv", "--focus", "\x1b[1m局]", "--focus", "\u202e反局\u202c"),
        ],
        ids=" ".join,
    )
    def test_they_do_nothing_on_a_terminal(self, command: tuple[str, ...]) -> None:
        result = CliRunner().invoke(main, command, color=True)  # as on a terminal: nothing is stripped
        assert result.exit_code == 0, result.output
        assert not {"\x1b", "\u202e", "\u202c", "\x07"} & set(result.output)

    def test_they_are_names_like_any_other(self) -> None:
        assert done("sheet", "--output", "out", "--", "../../etc", "--all", "hostile.csv") == (
            "out/6-_.._etc.docx\nout/9---all.docx\n"
        )
        assert sorted(path.name for path in Path("out").iterdir()) == ["6-_.._etc.docx", "9---all.docx"]
