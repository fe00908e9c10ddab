-- table: date_mentions
-- severity: error
-- expected: the words at the offsets are the words of the row, and the interval is in order
SELECT article_id, start, "end", surface, substr(text, start + 1, "end" - start) AS found
FROM date_mentions
JOIN articles USING (article_id)
WHERE substr(text, start + 1, "end" - start) <> surface OR earliest > latest OR surface = ''
