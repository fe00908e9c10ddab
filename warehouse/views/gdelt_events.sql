-- Events under the column names of GDELT 2.0's event table (codebook V2.0, 2015); an undated event has its first day of publication, as there. GlobalEventID is text here.
WITH sides AS (
    SELECT
        event_id, role, coalesce(entities.name, surface) AS name, event_participants.country, event_participants.sector,
        row_number() OVER (PARTITION BY event_id, role ORDER BY coalesce(n_mentions, 0) DESC, participant_id) AS place,
        row_number() OVER (PARTITION BY event_id ORDER BY role, coalesce(n_mentions, 0) DESC, participant_id) AS overall
    FROM event_participants
    LEFT JOIN entities USING (entity_id)
),
first_actors AS (SELECT * FROM sides WHERE role = 'actor' AND place = 1),
second_actors AS (
    SELECT * FROM sides WHERE overall > 1
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY role = 'recipient' DESC, overall) = 1
)
SELECT
    events.event_id AS GlobalEventID,
    strftime(coalesce(event_date, first_published_on), '%Y%m%d')::INTEGER AS SQLDATE,
    strftime(coalesce(event_date, first_published_on), '%Y%m')::INTEGER AS MonthYear,
    year(coalesce(event_date, first_published_on)) AS Year,
    first_actors.name AS Actor1Name, first_actors.country AS Actor1CountryCode, first_actors.sector AS Actor1Type1Code,
    second_actors.name AS Actor2Name, second_actors.country AS Actor2CountryCode, second_actors.sector AS Actor2Type1Code,
    (modality = 'reported')::INTEGER AS IsRootEvent,
    cameo_root AS EventRootCode, quad_class AS QuadClass, goldstein_scale AS GoldsteinScale,
    events.n_mentions AS NumMentions, n_sources AS NumSources, events.n_articles AS NumArticles,
    places.name AS ActionGeo_FullName, events.country AS ActionGeo_CountryCode,
    events.latitude AS ActionGeo_Lat, events.longitude AS ActionGeo_Long,
    strftime(first_published_on, '%Y%m%d') AS DATEADDED
FROM events
LEFT JOIN first_actors USING (event_id)
LEFT JOIN second_actors USING (event_id)
LEFT JOIN entities AS places ON places.entity_id = events.place_id
