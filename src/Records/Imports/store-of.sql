SELECT store FROM imports WHERE id = $1
