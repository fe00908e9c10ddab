-- Events of each type in each of the latest twelve months, before them, and without a month: the columns and their
-- counts as two lists, the same columns for all types. A date that spans months gives none.
WITH dated AS (
    SELECT event_type, CASE
        WHEN strftime(event_date, '%Y-%m') = strftime(event_date_end, '%Y-%m') THEN strftime(event_date, '%Y-%m')
    END AS month
    FROM events
),
latest AS (SELECT DISTINCT month FROM dated WHERE month IS NOT NULL ORDER BY month DESC LIMIT 12),
placed AS (
    SELECT event_type, CASE
        WHEN month IS NULL THEN 'no month'
        WHEN month < (SELECT min(month) FROM latest) THEN 'earlier'
        ELSE month
    END AS month
    FROM dated
),
columns AS (
    SELECT DISTINCT month, CASE month WHEN 'earlier' THEN 0 WHEN 'no month' THEN 2 ELSE 1 END AS part FROM placed
),
counted AS (SELECT event_type, month, count(*) AS n_events FROM placed GROUP BY ALL)
SELECT
    event_type, sum(coalesce(n_events, 0))::BIGINT AS n_events, list(month ORDER BY part, month) AS months,
    list(coalesce(n_events, 0) ORDER BY part, month) AS counts
FROM (SELECT DISTINCT event_type FROM placed)
CROSS JOIN columns
LEFT JOIN counted USING (event_type, month)
GROUP BY event_type
ORDER BY n_events DESC, event_type
