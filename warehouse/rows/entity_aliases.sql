SELECT entity_id, alias, coalesce(language, 'und') AS language, sum(n_mentions) AS n_mentions
FROM staging.aliases
GROUP BY ALL
