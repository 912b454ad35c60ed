UPDATE ids SET next = next + $1 RETURNING next - $1, $1
