"""Tables that are all a court has become a sheet: an outline of their own, and its figures."""
