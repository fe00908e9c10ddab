-- Articles and words of each site, month and language; copies are counted apart.
SELECT
    site, make_date(year(first_day), month(first_day), 1) AS month, language,
    count(*) AS n_articles, count(duplicate_of) AS n_duplicates, sum(n_words) AS n_words
FROM (SELECT *, coalesce(published_on, published_earliest) AS first_day FROM articles)
GROUP BY ALL
ORDER BY site, month, language
