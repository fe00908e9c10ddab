-- The persons, bodies and places that are mentioned most.
SELECT type, name, country, n_mentions, n_articles,
    n_mentions / greatest(max(n_mentions) OVER (PARTITION BY type), 1) AS share
FROM entities
WHERE type IN ('PER', 'ORG', 'LOC')
QUALIFY row_number() OVER (PARTITION BY type ORDER BY n_mentions DESC, n_articles DESC, name, entity_id) <= 15
ORDER BY type, n_mentions DESC, n_articles DESC, name, entity_id
