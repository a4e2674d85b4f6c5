"""The pages at the right: charts, the article as it reads, findings, history."""
