-- Events under the column names of POLECAT (Halterman et al. 2023): type, mode, actors and recipients in one row.
WITH participants AS (
    SELECT event_participants.*, coalesce(entities.name, surface) AS name
    FROM event_participants
    LEFT JOIN entities USING (entity_id)
),
sides AS (
    SELECT
        event_id,
        string_agg(name, '; ' ORDER BY name) FILTER (WHERE role = 'actor') AS actor_names,
        string_agg(participants.country, '; ' ORDER BY name) FILTER (WHERE role = 'actor') AS actor_countries,
        string_agg(participants.sector, '; ' ORDER BY name) FILTER (WHERE role = 'actor') AS actor_sectors,
        string_agg(name, '; ' ORDER BY name) FILTER (WHERE role = 'recipient') AS recipient_names,
        string_agg(participants.country, '; ' ORDER BY name) FILTER (WHERE role = 'recipient') AS recipient_countries,
        string_agg(participants.sector, '; ' ORDER BY name) FILTER (WHERE role = 'recipient') AS recipient_sectors
    FROM participants
    GROUP BY event_id
)
SELECT
    event_id AS "Event ID", event_date AS "Event Date", upper(event_type) AS "Event Type", event_mode AS "Event Mode",
    CASE quad_class
        WHEN 1 THEN 'VERBAL COOPERATION' WHEN 2 THEN 'MATERIAL COOPERATION'
        WHEN 3 THEN 'VERBAL CONFLICT' ELSE 'MATERIAL CONFLICT'
    END AS "Quad Code",
    goldstein_scale AS "Intensity",
    actor_names AS "Actor Name", actor_countries AS "Actor Country", actor_sectors AS "Actor Sectors",
    recipient_names AS "Recipient Name", recipient_countries AS "Recipient Country",
    recipient_sectors AS "Recipient Sectors",
    places.name AS "Placename", events.country AS "Country",
    events.latitude AS "Latitude", events.longitude AS "Longitude",
    summary AS "Event Text", first_published_on AS "Publication Date"
FROM events
LEFT JOIN sides USING (event_id)
LEFT JOIN entities AS places ON places.entity_id = events.place_id
