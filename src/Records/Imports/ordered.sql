SELECT ordered FROM imports WHERE id = $1
