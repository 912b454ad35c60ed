DELETE FROM wakeups WHERE kind = $1 AND key = $2
