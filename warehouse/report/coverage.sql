-- Articles by site, by month and by language. A date that spans months gives none: the view `coverage` takes its first.
WITH facets AS (
    SELECT
        unnest([
            {'facet': 'site', 'value': site},
            {'facet': 'month', 'value': CASE
                WHEN strftime(published_earliest, '%Y-%m') = strftime(published_latest, '%Y-%m')
                THEN strftime(published_earliest, '%Y-%m')
            END},
            {'facet': 'language', 'value': language}
        ], recursive := true),
        duplicate_of
    FROM articles
),
counted AS (
    SELECT facet, value, count(*) AS n_articles, count(duplicate_of) AS n_copies
    FROM facets
    GROUP BY ALL
),
placed AS (
    -- The latest months, but the sites and languages with most articles; what has no value is told apart.
    SELECT *, value IS NULL AS is_unknown, value IS NOT NULL AND row_number() OVER (
        PARTITION BY facet, value IS NULL
        ORDER BY CASE WHEN facet = 'month' THEN value END DESC, n_articles DESC, value
    ) > 24 AS is_rest
    FROM counted
),
summed AS (
    SELECT
        facet, CASE WHEN NOT is_rest THEN value END AS value, is_rest, is_unknown, count(*) AS n_values,
        sum(n_articles)::BIGINT AS n_articles, sum(n_copies)::BIGINT AS n_copies
    FROM placed
    GROUP BY ALL
)
SELECT *, n_articles / max(n_articles) OVER (PARTITION BY facet) AS share
FROM summed
ORDER BY facet, is_unknown, is_rest, CASE WHEN facet = 'month' THEN value END DESC, n_articles DESC, value
