"""Reports: findings as text for people, as JSON for programs, as SARIF for code scanning. One file per format.

Every renderer takes the reports of one run and a limit on how many findings of a file it prints; what is left out is
counted, never dropped in silence. Positions are looked up here, and only for findings that are printed. Import the
renderer from its own file: a check that finds nothing should not load three.
"""

from typing import Final

FORMATS: Final = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")
"""Each is a file of this room, with a function ``render_FORMAT`` and the ``LIMIT`` that it has by default."""
