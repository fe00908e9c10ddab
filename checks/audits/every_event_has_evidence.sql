-- table: events
-- severity: error
-- needs: all tables
-- expected: an event has as many sentences and articles behind it as it counts, and its summary is one of them
SELECT events.event_id, events.n_mentions, count(event_mention_id) AS n_found
FROM events
LEFT JOIN event_mentions USING (event_id)
GROUP BY ALL
HAVING count(event_mention_id) <> events.n_mentions
    OR count(DISTINCT article_id) <> any_value(events.n_articles)
    OR NOT list_contains(list(evidence), any_value(events.summary))
