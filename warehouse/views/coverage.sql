-- Articles and words of each site, month and language; copies are counted apart.
SELECT
    site, date_trunc('month', coalesce(published_on, published_earliest))::DATE AS month, language,
    count(*) AS n_articles, count(duplicate_of) AS n_duplicates, sum(n_words) AS n_words
FROM articles
GROUP BY ALL
ORDER BY site, month, language
