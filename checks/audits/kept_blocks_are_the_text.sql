-- table: blocks
-- severity: error
-- expected: a kept block stands in the article's text where it says, and the text is its kept blocks and no more
SELECT article_id, block_no, text_start, text_end, blocks.text
FROM blocks
JOIN articles USING (article_id)
WHERE substr(articles.text, text_start + 1, text_end - text_start) <> blocks.text
UNION ALL
SELECT article_id, NULL, NULL, sum(text_end - text_start + 2) - 2, left(any_value(articles.text), 80)
FROM articles
LEFT JOIN blocks USING (article_id)
GROUP BY article_id
HAVING coalesce(sum(text_end - text_start + 2) - 2, 0) <> length(any_value(articles.text))
