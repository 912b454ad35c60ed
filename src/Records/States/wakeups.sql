SELECT kind, key, due FROM wakeups ORDER BY due
