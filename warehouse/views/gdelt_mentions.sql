-- Reports of events under the column names of GDELT 2.0's mentions table.
SELECT
    event_id AS GlobalEventID,
    strftime(event_mentions.event_date, '%Y%m%d') AS EventTimeDate,
    strftime(published_on, '%Y%m%d') AS MentionTimeDate,
    1 AS MentionType,
    site AS MentionSourceName,
    coalesce(url, path) AS MentionIdentifier,
    dense_rank() OVER (PARTITION BY article_id ORDER BY sentence_start) AS SentenceID,
    trigger_start AS ActionCharOffset,
    round(100 * event_mentions.confidence)::INTEGER AS Confidence,
    length(text) AS MentionDocLen,
    language AS MentionDocTranslationInfo
FROM event_mentions
JOIN articles USING (article_id)
