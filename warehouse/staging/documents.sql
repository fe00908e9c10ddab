-- A document that was listed and is not there any more, or has other bytes now.
UPDATE staging.inventory
SET stage = 'read', rule = 'changed', reason = 'changed or vanished while the build ran; the next build reads it'
WHERE document_key NOT IN (SELECT key FROM staging.documents_segments) AND copy_of IS NULL;

-- What was read of the documents of this build, by article.
CREATE OR REPLACE TABLE staging.documents AS
SELECT inventory.article_id, inventory.raw_file_id, inventory.path, coalesce(inventory.url, read.url) AS url, read.* EXCLUDE (url),
    inventory.retrieved_at
FROM staging.inventory
JOIN staging.documents_segments AS read ON read.key = inventory.document_key
WHERE inventory.copy_of IS NULL
ORDER BY path;

CREATE OR REPLACE VIEW staging.blocks AS
SELECT documents.article_id, documents.site, blocks.* EXCLUDE (key)
FROM staging.documents
JOIN staging.blocks_segments AS blocks USING (key)
WHERE documents.rule IS NULL;

CREATE OR REPLACE VIEW staging.date_evidence AS
SELECT documents.article_id, evidence.* EXCLUDE (key)
FROM staging.documents
JOIN staging.date_evidence_segments AS evidence USING (key)
WHERE documents.rule IS NULL;
