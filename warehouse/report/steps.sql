-- The code each step of it ran.
SELECT step, code_version
FROM build_steps
WHERE build_id = (SELECT build_id FROM builds ORDER BY started_at DESC LIMIT 1)
ORDER BY position
