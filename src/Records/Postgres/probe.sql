UPDATE probe SET tries = tries + 1
