SELECT c.name, c.created FROM campaigns c WHERE c.id = $1
