"""Words of the desk's own pages."""

from __future__ import annotations

from respnet.core.i18n import Text

DESK_LABELS: dict[str, Text] = {
    "desk": Text(zh="责任网", en="The desk"),
    "plans": Text(zh="方案", en="Plans"),
    "all_plans": Text(zh="全部方案", en="All plans"),
    "skip": Text(zh="跳到内容", en="Skip to the content"),
    "other_language": Text(zh="English", en="中文"),
    "close": Text(zh="关闭责任网", en="Close the desk"),
    "closed": Text(
        zh="责任网已关闭，所有决定都已存盘。下次双击图标再打开。",
        en="The desk is closed; every decision is on the disk. Double-click the icon to open it again.",
    ),
    "old_browser": Text(
        zh="本页需要较新的浏览器。双核浏览器（360、QQ、搜狗）请切换到“极速模式”（地址栏右侧的“e”或闪电图标），“兼容模式”打不开。",
        en="This page needs a newer browser. In one with two engines take the fast mode (极速), not the compatible.",
    ),
    "drop": Text(zh="把方案文件拖到这里，或点此选择", en="Drop plan documents here, or choose them"),
    "formats": Text(
        zh="一次可以多个，每次至多 64 MB。可读 {formats}。文件只留在这台电脑上，原文不会改动。",
        en="Several at once, 64 MB at most. Formats: {formats}. "
        "Files stay on this computer, and the document is never changed.",
    ),
    "save_as": Text(zh="怎样另存为 .docx", en="How to save as .docx"),
    "save_as_1": Text(zh="点“文件”，再点“另存为”", en="Choose File, then Save As"),
    "save_as_2": Text(zh="保存类型选 Word 文档 (*.docx)", en="Take the type Word Document"),
    "save_as_3": Text(zh="把新存的 .docx 拖到上面", en="Drop the new .docx above"),
    "menu_file": Text(zh="文件", en="File"),
    "menu_save_as": Text(zh="另存为", en="Save As"),
    "type_docx": Text(zh="Word 文档 (*.docx)", en="Word (*.docx)"),
    "file_name": Text(zh="文件名", en="Name"),
    "file_type": Text(zh="保存类型", en="Type"),
    "plan_name": Text(zh="方案", en="plan"),
    "upload": Text(zh="读入", en="Read"),
    "sending": Text(zh="正在交来", en="Being handed over"),
    "not_sent": Text(
        zh="没有交成：责任网没有回答。请看它是否已关闭，再试一次。",
        en="Not handed over: the desk does not answer. See whether it was closed, and try again.",
    ),
    "reading": Text(zh="正在读入，{seconds} 秒", en="being read, {seconds} s"),
    "waiting": Text(zh="等前一个读完", en="waiting for the one before"),
    "read": Text(zh="已读入", en="read"),
    "read_none": Text(zh="已读入，但没有读到任务", en="read, but no task was found in it"),
    "not_read": Text(zh="没有读成", en="not read"),
    "dismiss": Text(zh="知道了", en="Dismiss"),
    "column_title": Text(zh="方案", en="Plan"),
    "column_area": Text(zh="地区", en="Area"),
    "column_date": Text(zh="印发日期", en="Issued"),
    "column_tasks": Text(zh="任务", en="Tasks"),
    "column_units": Text(zh="单位", en="Units"),
    "column_open": Text(zh="待核对", en="To check"),
    "column_do": Text(zh="可以做什么", en="What to do"),
    "counting": Text(zh="正在数", en="being counted"),
    "open_count": Text(zh="{count} 处", en="{count}"),
    "check": Text(zh="核对", en="Check"),
    "report": Text(zh="看页面", en="Open the page"),
    "hand_out": Text(zh="清单与打印", en="Sheets and print"),
    "remove": Text(zh="移走", en="Remove"),
    "restore": Text(zh="放回", en="Put back"),
    "bin": Text(zh="移走的方案（{count}）", en="Removed plans ({count})"),
    "bin_note": Text(
        zh="移走的方案都在文件夹里留着，随时可以放回。", en="Removed plans stay in the folder and can be put back."
    ),
    "no_plans": Text(
        zh="还没有方案。把方案的 Word 文件拖进来，读完后就在这里。",
        en="There is no plan yet. Drop the Word file of a plan, and it stands here when it is read.",
    ),
    "show_every": Text(zh="看全部", en="Show all"),
    "filter": Text(zh="按名称或地区查找", en="Find by name or area"),
    "same_question": Text(
        zh="“{title}”以前已有一份（文号或名称、地区相同）。新来的这份是：",
        en="“{title}” was given before (same number, or title and area). The new one is:",
    ),
    "same_keep": Text(zh="另一个方案，两份都留", en="Another plan: keep both"),
    "same_remove": Text(zh="多余的，移走新的一份", en="Not needed: remove the new one"),
    "made": Text(zh="正在做“{what}”", en="Making: {what}"),
    "made_wait": Text(
        zh="第一次要算几秒到一分钟（{seconds} 秒了），做好后自动打开或下载；可以先返回做别的。",
        en="The first time takes some seconds to a minute ({seconds} s so far). It opens or downloads by itself; "
        "you may go back meanwhile.",
    ),
    "ready": Text(zh="“{what}”做好了", en="Made: {what}"),
    "ready_note": Text(
        zh="正在下载“{file}”，文件在浏览器的“下载”里。没有开始的话，点“再试一次”。",
        en="“{file}” is being downloaded to where the browser keeps its downloads. If it is not, try again.",
    ),
    "back": Text(zh="返回方案列表", en="Back to the plans"),
    "again": Text(zh="再试一次", en="Try again"),
    "not_made": Text(zh="“{what}”没有做成", en="Not made: {what}"),
    "being_read": Text(zh="正在读“{what}”", en="Being read: {what}"),
    "replaced": Text(zh="程序换过了。请关闭责任网，再双击图标打开。", en="The program was replaced: reopen the desk."),
    "busy": Text(
        zh="还有文件在读或在做，这一步没有做。请等一会儿再试。",
        en="Documents are still being read or made, and nothing was done. Try again in a moment.",
    ),
    "cache": Text(
        zh="分析结果和做过的页面另外留在缓存 {folder}（{size} MB），不含方案本身，随时可以清空。",
        en="Results and pages once made are also kept in the cache {folder} ({size} MB). It holds no plan and can be "
        "cleared at any time.",
    ),
    "clear_cache": Text(zh="清空缓存", en="Clear the cache"),
    "edited": Text(zh="表格已在别的程序里改过", en="The tables were changed with another program"),
    "edited_note": Text(zh="请先到“核对”里回答要不要这些改动。", en="Say under Check what becomes of the changes."),
    "not_done": Text(zh="没有完成", en="Not done"),
    "not_found": Text(zh="没有这一页；方案可能已移走。", en="There is no such page; the plan may have been removed."),
    "no_file": Text(zh="没有选文件。请选一个或几个方案文件再读入。", en="No file was chosen. Choose one or several."),
    "bad_request": Text(
        zh="请求的内容看不懂，没有执行。请刷新页面再做一次。",
        en="The request was not understood and nothing was done. Load the page again and repeat the step.",
    ),
    "portfolio": Text(zh="几个方案合起来看", en="several plans together"),
    "comparison": Text(zh="两个方案对照", en="two plans side by side"),
    "see_together": Text(zh="合起来看", en="See them together"),
    "compare": Text(zh="对照两个", en="Compare two"),
    "all_note": Text(
        zh="勾选要看的方案：合起来看各单位的任务、共同牵头和时限；只勾两个，可看从前一个到后一个改了什么；"
        "也可以对勾选的方案提问，如谁的任务最多、哪些任务没有牵头。",
        en="Tick plans to see the loads, joint leads and deadlines of them together; "
        "tick two to see what changed from the first to the second; or ask a question over those ticked.",
    ),
    "choose": Text(
        zh="请先勾选方案：对照要正好两个，别的至少一个。", en="Tick plans: two to compare, else one or more."
    ),
    "sheets": Text(zh="任务清单", en="duty sheets"),
    "workbook": Text(zh="工作簿", en="workbook"),
    "brief": Text(zh="呈报一页", en="one page for a superior"),
    "page": Text(zh="网页", en="page"),
    "to_send": Text(zh="可以发出去的", en="To send on"),
    "report_note": Text(
        zh="一个网页文件，离线可看，可以直接发给别人。", en="One HTML file that opens offline and can be sent as it is."
    ),
    "open": Text(zh="打开", en="Open"),
    "save": Text(zh="下载", en="Download"),
    "workbook_note": Text(zh="Excel 表格，可排序、筛选、打印。", en="Excel, to sort, filter and print."),
    "brief_note": Text(zh="给领导看的一页纸。", en="One page of paper for a superior."),
    "copy": Text(zh="把原文、记录和表格另存一份（ZIP）", en="Save document, history and tables as a ZIP"),
    "copy_title": Text(zh="全部文件", en="All files"),
    "copy_note": Text(
        zh="原文、核对记录和表格打成一包；文件夹满了或不见了时也能存。",
        en="Document, history and tables in one ZIP, also when the folder is full or gone.",
    ),
    "folder_gone": Text(
        zh="这个方案的文件夹不见了（移走、改名，或磁盘断开）；放回原处可以接着做",
        en="The folder of this plan is gone (moved, renamed, or its disk). Put it back to go on",
    ),
    "no_sheets": Text(
        zh="方案里还没有单位，没有清单可发。请先到“核对”里看。",
        en="The plan has no units yet, and no sheets. See Check.",
    ),
    "to_whom": Text(zh="发给谁、发什么", en="Whom to send what"),
    "to_whom_note": Text(
        zh="勾选单位；一个不勾就是全部。打印时每个单位另起一页。",
        en="Tick units, or none for all. Each unit begins on a new page.",
    ),
    "unit": Text(zh="单位", en="Unit"),
    "leads": Text(zh="牵头", en="Leads"),
    "others": Text(zh="其他任务", en="Other tasks"),
    "print_sheets": Text(zh="打印清单", en="Print the sheets"),
    "docx_sheets": Text(zh="下载 Word 清单", en="Sheets as DOCX"),
    "progress": Text(zh="办理情况", en="How far"),
    "progress_off": Text(
        zh="这份方案还没有记办理情况。需要时再开始：记下每项任务的状态、日期和进展，看哪些快到期、哪些超期，"
        "也可以把表格发给各单位填好再收回来。不需要就不必开。",
        en="How far this plan is has not been kept so far. Begin when you need it: state and date of each task, "
        "what is due and overdue, and forms that go to the units and come back. Leave it off if you do not.",
    ),
    "progress_start": Text(zh="开始记办理情况", en="Begin to keep it"),
    "progress_stop": Text(zh="不再记（已有的存入 versions）", en="Keep it no longer (it goes into versions)"),
    "asked_title": Text(
        zh="收回的表里有 {count} 处与现有的不同", en="Forms disagree with what stands here in {count} places"
    ),
    "asked_form": Text(zh="表里是", en=" the form says "),
    "asked_here": Text(zh="现有的是", en=" here it is "),
    "asked_take": Text(zh="用表里的", en="Take the form's"),
    "asked_leave": Text(zh="留现有的", en="Leave what is here"),
    "whole_task": Text(zh="整项任务", en="the task as a whole"),
    "nothing": Text(zh="没有填", en="nothing"),
    "report_on": Text(zh="填报：", en="Report on "),
    "report_do": Text(zh="填报", en="Report"),
    "keep_report": Text(zh="保存", en="Keep"),
    "state": Text(zh="状态", en="State"),
    "date": Text(zh="日期", en="Date"),
    "field_progress": Text(zh="进展情况", en="Progress"),
    "field_problem": Text(zh="存在问题", en="Difficulties"),
    "field_note": Text(zh="备注", en="Remarks"),
    "with_problem": Text(zh="（困难：{problem}）", en=" (difficulties: {problem})"),
    "forms_title": Text(zh="发表格、收表格", en="Forms out and in"),
    "forms_note": Text(
        zh="表格里每项任务、每个牵头单位一行，带着上次填的。单位填好发回来，放到下面合并：改过的采用，"
        "与这里不同的先问您，不会覆盖。",
        en="A row for each task and leading unit, with the last report. What a unit changed is taken in when it comes "
        "back; what disagrees is asked and overwrites nothing.",
    ),
    "forms_get": Text(zh="下载填报表", en="Get the form"),
    "forms_drop": Text(zh="收回填好的表（可以几个一起）", en="Filled forms (several at once)"),
    "forms_unit": Text(zh="表里没有单位一栏时，算作", en="Where a form has no column of units, it is of"),
    "forms_merge": Text(zh="合并", en="Merge"),
    "forms_merged": Text(zh="表格已合并", en="The forms are merged"),
    "progress_form": Text(zh="填报表", en="progress form"),
    "figures": Text(zh="各单位办理情况", en="Figures of each unit"),
    "figures_note": Text(
        zh="一项任务算在牵头单位名下（没有写牵头的，算在责任单位名下）；几家共同牵头的，都办结才算办结。"
        "按期办结率是按期办结的占已办结和已超期的比例，办结没填日期而时限已过的不算在内。",
        en="A task counts for the units that lead it, or those responsible where none leads; of several leads all must "
        "have done it. On time is the share done by their date among those done or overdue, without those of which "
        "nobody says that they were done in time.",
    ),
    "figure_total": Text(zh="任务", en="Tasks"),
    "figure_done": Text(zh="已办结", en="Done"),
    "figure_on_schedule": Text(zh="按进度", en="On schedule"),
    "figure_overdue": Text(zh="超期", en="Overdue"),
    "figure_on_time": Text(zh="按期办结率", en="On time"),
    "figure_late": Text(zh="超期的任务", en="Overdue tasks"),
    "task": Text(zh="任务", en="Task"),
    "due": Text(zh="完成时限", en="Deadline"),
    "standing": Text(zh="现在", en="Now"),
    "stray": Text(zh="以下填报对不上现在的任务，留在 progress.csv 里：", en="Of no task here, left in progress.csv:"),
    "versions": Text(zh="各版文件", en="Versions"),
    "version_now": Text(zh="现在用的", en="the present one"),
    "version_note": Text(
        zh="旧版在 versions 文件夹里。新版在方案列表里放入，问到时选“它的新版”。",
        en="Former versions are in the folder versions. Drop a newer one into the list of plans and say so.",
    ),
    "no_versions": Text(zh="这份方案只有表格，没有原文。", en="This plan has tables and no document."),
    "compare_now": Text(zh="与现在的对照", en="Compare with the present one"),
    "steps_now": Text(zh="以前的更正用到现在的文件上", en="Former corrections on the present document"),
    "steps_note": Text(
        zh="没有用上的排在前面，请逐条决定：照样再做、留着等以后的文件，或不要了。原处已不在的，到“核对”里动手改。",
        en="Those without effect come first. Decide on each: do it again, keep it for a later document, or drop "
        "it. Where its place is gone, make it again under Check.",
    ),
    "step": Text(zh="更正", en="Correction"),
    "step_state": Text(zh="结果", en="What became of it"),
    "because": Text(zh="：{reason}", en=": {reason}"),
    "step_again": Text(zh="照样再做", en="Do again"),
    "step_by_hand": Text(zh="到核对里改", en="Under Check"),
    "step_keep": Text(zh="留着", en="Keep"),
    "step_drop": Text(zh="不要了", en="Drop"),
    "same_newer": Text(zh="是“{title}”的新版", en="It is a newer version of “{title}”"),
    "questions": Text(zh="常用问题", en="Questions"),
    "ask_plans": Text(zh="问问题", en="Ask a question"),
    "questions_note": Text(
        zh="对下列方案提问，每个问题得到一张表：{titles}。", en="Each question gives a table over: {titles}."
    ),
    "ask": Text(zh="问", en="Ask"),
    "rows_found": Text(zh="{count} 行", en="{count} rows"),
    "rows_more": Text(
        zh="只显示前 {most} 行；全部用 respnet ask 取。", en="The first {most} rows; respnet ask gives all."
    ),
    "no_rows": Text(zh="没有符合条件的内容。", en="Nothing found."),
    "due_over": Text(zh="到期与超期", en="Due and overdue"),
    "due_soon": Text(zh="30 天内到期的任务", en="Due within 30 days"),
}
