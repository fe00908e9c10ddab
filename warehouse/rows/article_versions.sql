WITH crawled AS (
    SELECT regexp_replace(url, '#.*$', '') AS url, article_id, retrieved_at, published_earliest, text
    FROM staging.accepted
    JOIN staging.publication_dates USING (article_id)
    WHERE NOT regexp_full_match(url, '\w+://[^/?#]+/?(#.*)?')
)
SELECT
    url, article_id, row_number() OVER crawls AS version, retrieved_at,
    lead(article_id) OVER crawls AS replaced_by,
    text IS DISTINCT FROM lag(text) OVER crawls AS is_changed
FROM crawled
WINDOW crawls AS (PARTITION BY url ORDER BY retrieved_at NULLS FIRST, published_earliest NULLS FIRST, article_id)
