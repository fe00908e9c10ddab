SELECT kind, kept_out, article_id, target, erased_at, reason FROM staging.erasures
