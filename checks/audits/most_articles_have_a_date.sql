-- table: articles
-- severity: warning
-- expected: at most half of the articles are without any date
SELECT article_id, path
FROM articles
WHERE published_earliest IS NULL AND published_latest IS NULL
    AND (SELECT count(*) FROM articles WHERE published_earliest IS NULL) > 0.5 * (SELECT count(*) FROM articles)
