SELECT events.* EXCLUDE (latitude, longitude), places.latitude, places.longitude
FROM staging.events
LEFT JOIN staging.entities AS places ON places.entity_id = events.place_id
