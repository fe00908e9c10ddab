-- table: articles
-- severity: warning
-- expected: at most a tenth of the articles are in a language that cannot be told
SELECT article_id, path
FROM articles
WHERE language IS NULL AND (SELECT count(*) FROM articles WHERE language IS NULL) > 0.1 * (SELECT count(*) FROM articles)
