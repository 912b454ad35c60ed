SELECT store FROM campaigns WHERE id = $1
