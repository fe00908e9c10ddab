-- The build that stands in this file.
FROM builds
ORDER BY started_at DESC
LIMIT 1
