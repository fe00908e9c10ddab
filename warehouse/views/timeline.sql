-- Events in time, each with its actors, its place and the sentence that tells it best.
WITH sides AS (
    SELECT
        event_id,
        string_agg(coalesce(name, surface), ', ' ORDER BY coalesce(name, surface)) FILTER (WHERE role = 'actor') AS actors,
        string_agg(coalesce(name, surface), ', ' ORDER BY coalesce(name, surface)) FILTER (WHERE role = 'recipient') AS recipients
    FROM event_participants
    LEFT JOIN entities USING (entity_id)
    GROUP BY event_id
)
SELECT
    event_date, event_date_end, date_precision, event_type, modality, actors, recipients, places.name AS place,
    events.n_articles, n_sources, summary AS evidence, event_id
FROM events
LEFT JOIN sides USING (event_id)
LEFT JOIN entities AS places ON places.entity_id = events.place_id
ORDER BY event_date, event_id
