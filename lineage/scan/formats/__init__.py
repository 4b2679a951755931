"""File formats that no engine reads by itself, as Arrow batches.

Each module has ``COLUMNS``, from the role of a column to its name; ``SIZE_RULE``, what its sizes are sizes of; and
``batches(path)``, which yields batches of one schema and holds little more than one of them. What cannot be read is a
:class:`lineage.scan.faults.ScanFault` that names the file and the place in it.
"""
