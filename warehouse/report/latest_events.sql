-- The latest thirty events of the timeline, each with the article its sentence stands in.
WITH latest AS (
    SELECT timeline.*, event_mode, confidence
    FROM timeline
    JOIN events USING (event_id)
    WHERE timeline.event_date IS NOT NULL
    ORDER BY timeline.event_date DESC, timeline.n_articles DESC, event_id
    LIMIT 30
),
told AS (
    SELECT event_id, title, site, path, language
    FROM latest
    JOIN event_mentions USING (event_id, evidence)
    JOIN articles USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY event_mentions.confidence DESC, event_mention_id) = 1
)
SELECT latest.*, title, site, path, language
FROM latest
LEFT JOIN told USING (event_id)
ORDER BY event_date DESC, n_articles DESC, event_id
