INSERT INTO campaign_counts (campaign, status, code, count) SELECT * FROM unnest($1, $2, $3, $4)
ON CONFLICT (campaign, status, code) DO UPDATE SET count = campaign_counts.count + excluded.count
