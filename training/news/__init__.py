"""Training sentences of news, written for this purpose."""
