"""The life of a published document: what changed between two versions, when the next is due, which replaces which.

Nothing here decides what a document says; see ``lineage.summary.form``.
"""
