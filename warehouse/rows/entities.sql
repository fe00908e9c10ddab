SELECT
    entities.entity_id, entities.name, entities.type, entities.country, entities.country_reason, entities.sector,
    entities.known_as, entities.admin1, entities.place_precision, entities.latitude, entities.longitude,
    count(*) AS n_mentions, count(DISTINCT links.article_id) AS n_articles,
    min(dates.published_on) AS first_seen, max(dates.published_on) AS last_seen
FROM staging.entities
JOIN staging.links USING (entity_id)
JOIN staging.publication_dates AS dates USING (article_id)
GROUP BY ALL
