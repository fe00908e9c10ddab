SELECT
    inventory.raw_file_id, inventory.path, inventory.kind, inventory.sha256, inventory.n_bytes, inventory.media_type,
    documents.encoding, documents.encoding_confidence, documents.repairs, inventory.url, inventory.retrieved_at,
    inventory.truncated,
    CASE
        WHEN inventory.rule IS NOT NULL THEN 'quarantined'
        WHEN inventory.copy_of IS NOT NULL THEN 'duplicate'
        WHEN inventory.kind = 'document' AND accepted.article_id IS NULL THEN 'quarantined'
        ELSE 'accepted'
    END AS status,
    coalesce(inventory.rule, inventory.copy_of, texts.rule, analyses.rule) AS reason,
    coalesce(before.first_build_id, getvariable('build_id')) AS first_build_id
FROM staging.inventory
LEFT JOIN staging.documents USING (path)
LEFT JOIN staging.texts USING (path)
LEFT JOIN staging.accepted USING (path)
LEFT JOIN staging.analyses ON analyses.article_id = texts.article_id
LEFT JOIN staging.last_documents AS before ON before.raw_file_id = inventory.raw_file_id
