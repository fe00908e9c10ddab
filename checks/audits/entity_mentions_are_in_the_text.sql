-- table: entity_mentions
-- severity: error
-- expected: the words at the offsets are the words of the row
SELECT mention_id, article_id, start, "end", surface, substr(text, start + 1, "end" - start) AS found
FROM entity_mentions
JOIN articles USING (article_id)
WHERE substr(text, start + 1, "end" - start) <> surface OR surface = ''
