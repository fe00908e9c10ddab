-- Every check of it, those that failed first.
SELECT table_name, check_name, severity, passed, n_rows, n_failed, expected, observed
FROM check_results
WHERE build_id = (SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1)
ORDER BY passed, severity, table_name, check_name
