-- Ids of entities and events that the published build has and this one has not,
-- and rows of this one that are a part of what was one row.
CREATE OR REPLACE TABLE staging.changed_ids AS
WITH old_rows AS (
    SELECT table_name, row_id AS old_id, bool_or(article_id IN (SELECT article_id FROM articles)) AS has_source
    FROM staging.evidence WHERE NOT is_new GROUP BY ALL
),
kept AS (
    SELECT table_name, old_id AS row_id FROM staging.shared_evidence WHERE old_id = new_id
),
ranked AS (
    SELECT *,
        row_number() OVER (PARTITION BY table_name, old_id ORDER BY n_places DESC, new_id) AS nth_heir,
        row_number() OVER (PARTITION BY table_name, new_id ORDER BY n_places DESC, old_id) AS nth_source,
        (table_name, old_id) IN (FROM kept) AS is_old_kept,
        (table_name, new_id) IN (FROM kept) AS is_new_kept
    FROM staging.shared_evidence
),
heirs AS (
    SELECT table_name, old_id, new_id, is_old_kept, is_new_kept
    FROM ranked
    WHERE old_id <> new_id AND ((NOT is_old_kept AND nth_heir = 1) OR (NOT is_new_kept AND nth_source = 1))
)
SELECT table_name, old_id, new_id,
    CASE
        WHEN is_old_kept OR count(*) OVER (PARTITION BY table_name, old_id) > 1 THEN 'split'
        WHEN is_new_kept OR count(*) OVER (PARTITION BY table_name, new_id) > 1 THEN 'merged'
        ELSE 'renamed'
    END AS reason
FROM heirs
UNION ALL
SELECT table_name, old_id, NULL, CASE WHEN has_source THEN 'no_longer_found' ELSE 'source_removed' END
FROM old_rows
WHERE (table_name, old_id) NOT IN (FROM kept) AND (table_name, old_id) NOT IN (SELECT (table_name, old_id) FROM heirs);
