SELECT store, wanted FROM callback_endpoints WHERE store = $1
