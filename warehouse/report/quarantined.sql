-- What was refused by each rule, with the first three by path.
SELECT
    stage, rule, count(*) AS n_refused,
    min_by({'path': path, 'reason': reason}, concat(path, chr(31), reason), 3) AS examples
FROM quarantine
WHERE build_id = (SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1)
GROUP BY ALL
ORDER BY n_refused DESC, stage, rule
