"""复核: who issued which pass, on what ground and with whom; looked through afterwards, whole or by a sample."""
