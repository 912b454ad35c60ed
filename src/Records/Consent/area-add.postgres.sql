INSERT INTO roster_areas (store, area, opted_in) SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (store, area) DO UPDATE SET opted_in = roster_areas.opted_in + excluded.opted_in
