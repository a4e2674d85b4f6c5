"""The page 成品: every form that leaves the house, looked at while it is still written."""
