"""What a workspace knows as of a day: facts and their history, industries, media, peers, results of others."""
