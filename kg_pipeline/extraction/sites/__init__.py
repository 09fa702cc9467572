"""Templates of web sites: what the pages of one site share, and what that says of each page."""
