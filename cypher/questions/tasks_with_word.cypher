// zh: 包含某个词的任务
// en: Tasks that contain a word
// about zh: 任务名称、正文、摘要或目标中包含给定文字的任务，区分英文大小写。
// about en: Tasks with the given words in their title, text, summary or targets, letter for letter.
// parameter word (text): 要找的文字 | the words to find | 人才
// column number: 序号 | number
// column title: 任务 | task
// column section (path): 章节 | section
// column deadline: 完成时限 | deadline
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
UNWIND t.targets + [t.title, coalesce(t.text, ''), coalesce(t.summary, '')] AS words
WITH t, words WHERE words CONTAINS $word
WITH DISTINCT t
RETURN t.label AS number, t.title AS title, t.section AS section, t.deadline AS deadline
ORDER BY t.`order`, t.id
