"""The arithmetic of a fact sheet: what cannot be true, what wants a word, what is worth a look.

A finding's rule is the id of a relation of the outline, or one of the general rules: V1 a rate
outside 0 to 100 % or a count below 0, V2 a unit that is not the indicator's, or a rank where there
is to be none, V3 a wording untrue of the exact number, V4 last year in another unit, V5 a tenfold
change, V6 ranks without the number compared, V7 a rank beyond it, V8 a 调撤率 called 调解率, V9
ranks without an approval since 2024, V10 a result that says more than the approximate figures it
is computed from.
"""

from courtdesk.checks.check import check, counted, worst

__all__ = ["check", "counted", "worst"]
