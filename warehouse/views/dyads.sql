-- How often one actor acts on another, month by month; both orders of a symmetric event are counted. Only entities: who has no name is left out.
WITH pairs AS (
    SELECT
        events.event_id, source.entity_id AS actor_id, target.entity_id AS recipient_id,
        -- Not date_trunc: of a date that is NULL, DuckDB 1.4.0 to 1.4.3 make a date by it.
        make_date(year(event_date), month(event_date), 1) AS month
    FROM events
    JOIN event_participants AS source ON source.event_id = events.event_id AND source.role = 'actor'
    JOIN event_participants AS target ON target.event_id = events.event_id AND target.entity_id <> source.entity_id
)
SELECT
    actors.name AS actor, recipients.name AS recipient, month, count(DISTINCT event_id) AS n_events,
    avg(goldstein_scale) AS mean_goldstein_scale,
    count(DISTINCT event_id) FILTER (WHERE quad_class <= 2) AS n_cooperative,
    count(DISTINCT event_id) FILTER (WHERE quad_class >= 3) AS n_conflictual,
    actor_id, recipient_id
FROM pairs
JOIN events USING (event_id)
JOIN entities AS actors ON actors.entity_id = actor_id
JOIN entities AS recipients ON recipients.entity_id = recipient_id
GROUP BY ALL
ORDER BY n_events DESC, actor, recipient, month
