-- zh: 没有读出的文件
-- en: Files that were not read
-- about zh: 每个文件一行，连同原因和种类。
-- about en: One row a file, with the reason and its kind.
-- column file: 文件 | file
-- column reason_zh: 原因（中文） | reason in Chinese
-- column reason_en: 原因（英文） | reason in English
-- column kind: 种类 | kind
SELECT file, reason_zh, reason_en, kind FROM not_read ORDER BY file, file_digest
