"""How fast the program is, as ratios against a yardstick of the same run."""
