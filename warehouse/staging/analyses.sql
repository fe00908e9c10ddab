-- What was understood of the texts of this build. A text that could not be
-- analysed is refused with its document.
CREATE OR REPLACE TABLE staging.analyses AS
SELECT texts.article_id, analyses.* EXCLUDE (key)
FROM staging.texts
JOIN staging.analyses_segments AS analyses ON analyses.key = texts.text_key
WHERE texts.rule IS NULL
ORDER BY article_id;

-- The documents that become articles.
CREATE OR REPLACE TABLE staging.accepted AS
SELECT texts.article_id, texts.path, texts.text, texts.title, documents.site, documents.url, documents.retrieved_at
FROM staging.texts
JOIN staging.analyses USING (article_id)
JOIN staging.documents USING (article_id)
WHERE texts.rule IS NULL AND analyses.rule IS NULL
ORDER BY article_id;

CREATE OR REPLACE VIEW staging.timexes AS
SELECT texts.article_id, timexes.* EXCLUDE (key)
FROM staging.accepted JOIN staging.texts USING (article_id)
JOIN staging.timexes_segments AS timexes ON timexes.key = texts.text_key;

CREATE OR REPLACE VIEW staging.mentions AS
SELECT texts.article_id, analyses.language, mentions.* EXCLUDE (key)
FROM staging.accepted JOIN staging.texts USING (article_id) JOIN staging.analyses USING (article_id)
JOIN staging.mentions_segments AS mentions ON mentions.key = texts.text_key;

CREATE OR REPLACE VIEW staging.clauses AS
SELECT texts.article_id, clauses.* EXCLUDE (key)
FROM staging.accepted JOIN staging.texts USING (article_id)
JOIN staging.clauses_segments AS clauses ON clauses.key = texts.text_key;

CREATE OR REPLACE VIEW staging.quotations AS
SELECT texts.article_id, quotations.* EXCLUDE (key)
FROM staging.accepted JOIN staging.texts USING (article_id)
JOIN staging.quotations_segments AS quotations ON quotations.key = texts.text_key;
