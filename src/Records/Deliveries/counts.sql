SELECT status, code, count FROM campaign_counts WHERE campaign = $1 AND count <> 0
