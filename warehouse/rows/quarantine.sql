SELECT getvariable('build_id') AS build_id, raw_file_id, path, stage, rule, coalesce(reason, rule) AS reason, sample
FROM staging.inventory WHERE rule IS NOT NULL
UNION ALL BY NAME
SELECT getvariable('build_id') AS build_id, documents.raw_file_id, path, texts.stage, texts.rule, texts.reason,
    coalesce(documents.sample, left(texts.text, 80)) AS sample
FROM staging.texts JOIN staging.documents USING (path) WHERE texts.rule IS NOT NULL
UNION ALL BY NAME
SELECT getvariable('build_id') AS build_id, documents.raw_file_id, path, 'analyse' AS stage, analyses.rule, analyses.reason, analyses.sample
FROM staging.analyses JOIN staging.documents USING (article_id) WHERE analyses.rule IS NOT NULL
UNION ALL BY NAME
SELECT getvariable('build_id') AS build_id, NULL AS raw_file_id, path, 'check' AS stage, rule, reason, sample
FROM staging.refused_rows
