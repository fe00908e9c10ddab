SELECT
    accepted.article_id, documents.raw_file_id, accepted.path, accepted.url, accepted.site,
    coalesce(accepted.title, documents.title) AS title,
    CASE WHEN accepted.title IS NOT NULL THEN 'block' ELSE documents.title_source END AS title_source,
    documents.byline, documents.agency, documents.section, accepted.text,
    analyses.n_words, analyses.n_analysed, analyses.language, analyses.language_confidence, analyses.language_agreement,
    dates.* EXCLUDE (article_id),
    documents.method AS extraction_method, documents.confidence AS extraction_confidence,
    duplicates.duplicate_of, duplicates.duplicate_kind, duplicates.cluster_id
FROM staging.accepted
JOIN staging.documents USING (article_id)
JOIN staging.analyses USING (article_id)
JOIN staging.publication_dates AS dates USING (article_id)
JOIN staging.duplicates USING (article_id)
