"""The photos of the article: added, captioned, cropped."""
