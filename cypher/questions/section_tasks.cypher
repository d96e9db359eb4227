// zh: 某一章节的任务
// en: The tasks of a section
// about zh: 任一级章节标题包含给定文字的任务，区分英文大小写。
// about en: Tasks of which a heading at any level contains the given words, letter for letter.
// parameter section (text): 章节标题中的文字 | words of the section's heading | 农民科学素质
// column number: 序号 | number
// column title: 任务 | task
// column section (path): 章节 | section
// column deadline: 完成时限 | deadline
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
UNWIND t.section AS heading
WITH t, heading WHERE heading CONTAINS $section
WITH DISTINCT t
RETURN t.label AS number, t.title AS title, t.section AS section, t.deadline AS deadline
ORDER BY t.`order`, t.id
