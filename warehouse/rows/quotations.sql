SELECT
    substr(sha256(concat_ws('|', quotations.article_id, quotations.start, quotations."end")), 1, 16) AS quotation_id,
    quotations.article_id, quotations.start, quotations."end", quotations.text, quotations.is_direct, quotations.cue,
    substr(accepted.text, speaker_start + 1, speaker_end - speaker_start) AS speaker_surface,
    min(links.entity_id) AS speaker_id
FROM staging.quotations
JOIN staging.accepted USING (article_id)
LEFT JOIN staging.links ON links.article_id = quotations.article_id
    AND links.start = quotations.speaker_start AND links."end" = quotations.speaker_end
GROUP BY ALL
