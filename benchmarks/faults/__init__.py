"""Faults done to the store on purpose: ``python -m benchmarks.faults``.

A driver without a window edits a document and acknowledges an edit only when the program would show
it saved; an oracle opens what is left afterwards as the next start would.
"""
