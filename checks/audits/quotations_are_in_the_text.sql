-- table: quotations
-- severity: error
-- expected: the words at the offsets are the words of the row
SELECT quotation_id, article_id, quotations.start, quotations."end", quotations.text,
    substr(articles.text, quotations.start + 1, quotations."end" - quotations.start) AS found
FROM quotations
JOIN articles USING (article_id)
WHERE substr(articles.text, quotations.start + 1, quotations."end" - quotations.start) <> quotations.text
