-- The words that entities and events stand on, in the published build and in this
-- one. A place in a text is known by its offsets and, should text before it be
-- removed as furniture, by its words and how many like them stand before.
CREATE OR REPLACE TABLE staging.evidence AS
WITH mentions AS (
    SELECT false AS is_new, entity_id, article_id, start, "end", surface FROM before.entity_mentions
    UNION ALL
    SELECT true, entity_id, article_id, start, "end", surface FROM entity_mentions
),
reports AS (
    SELECT false AS is_new, event_id, article_id, sentence_start, trigger_start, trigger_end, evidence
    FROM before.event_mentions
    UNION ALL
    SELECT true, event_id, article_id, sentence_start, trigger_start, trigger_end, evidence FROM event_mentions
),
found AS (
    SELECT 'entities' AS table_name, is_new, entity_id AS row_id, article_id, start, "end", surface AS words
    FROM mentions
    UNION ALL
    SELECT 'events', is_new, event_id, article_id, trigger_start, trigger_end,
        evidence || '|' || (trigger_start - sentence_start)
    FROM reports
)
SELECT *, dense_rank() OVER (PARTITION BY table_name, is_new, article_id, words ORDER BY start) AS nth
FROM found;

-- How many places of an old row are places of a new one. Only what did not stay is compared.
CREATE OR REPLACE TABLE staging.shared_evidence AS
WITH stayed AS (
    SELECT table_name, row_id, article_id, start, "end" FROM staging.evidence WHERE NOT is_new
    INTERSECT
    SELECT table_name, row_id, article_id, start, "end" FROM staging.evidence WHERE is_new
),
unsettled AS (
    SELECT * FROM staging.evidence ANTI JOIN stayed USING (table_name, row_id, article_id, start, "end")
    WHERE NOT is_new
),
same_texts AS (
    SELECT article_id FROM before.articles AS old JOIN articles AS new USING (article_id) WHERE old.text = new.text
),
moved AS (
    SELECT DISTINCT table_name, old.row_id AS old_id, new.row_id AS new_id, article_id, old.start
    FROM unsettled AS old JOIN staging.evidence AS new USING (table_name, article_id)
    WHERE new.is_new AND (
        (old.words = new.words AND old.nth = new.nth)
        OR (old.start < new."end" AND new.start < old."end" AND article_id IN (FROM same_texts))
    )
)
SELECT table_name, old_id, new_id, count(*) AS n_places
FROM (
    SELECT table_name, row_id AS old_id, row_id AS new_id FROM stayed
    UNION ALL
    SELECT table_name, old_id, new_id FROM moved
)
GROUP BY ALL;
