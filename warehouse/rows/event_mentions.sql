-- The report a row was founded on joined nothing.
SELECT * REPLACE (coalesce(join_score, 1.0) AS join_score, coalesce(join_reason, 'first report') AS join_reason)
FROM staging.event_mentions
