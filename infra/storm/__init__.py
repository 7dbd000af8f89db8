"""A storm: very many releases for one payee at once, on a table in which transactions conflict."""
