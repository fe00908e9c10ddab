-- table: entities
-- severity: error
-- needs: all tables
-- expected: an entity has as many mentions and articles as it counts
SELECT entities.entity_id, entities.n_mentions, count(mention_id) AS n_found
FROM entities
LEFT JOIN entity_mentions USING (entity_id)
GROUP BY ALL
HAVING count(mention_id) <> entities.n_mentions OR count(DISTINCT article_id) <> any_value(entities.n_articles)
