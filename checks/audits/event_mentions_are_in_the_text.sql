-- table: event_mentions
-- severity: error
-- expected: sentence and trigger stand in the article where the row says, the trigger inside the sentence
SELECT event_mention_id, article_id, evidence, trigger
FROM event_mentions
JOIN articles USING (article_id)
WHERE substr(text, sentence_start + 1, sentence_end - sentence_start) <> evidence
    OR substr(text, trigger_start + 1, trigger_end - trigger_start) <> trigger
    OR trigger_start < sentence_start OR trigger_end > sentence_end
