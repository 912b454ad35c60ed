SELECT store, text, parts, epoch, cursor, claimed, frozen, audience, remainder, ended FROM campaigns WHERE id = $1 FOR UPDATE
