SELECT
    article_id, block_no, roles.role, blocks.raw_start, blocks.raw_end, blocks.byte_start, blocks.byte_end,
    kept.text_start, kept.text_end, blocks.text, blocks.language, roles.rule, roles.n_documents, blocks.confidence
FROM staging.accepted
JOIN staging.blocks USING (article_id)
JOIN staging.roles USING (article_id, block_no)
LEFT JOIN staging.kept USING (article_id, block_no)
