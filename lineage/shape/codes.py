"""The codes of shape faults, with the text that ``lineage explain`` prints for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ShapeCode:
    """A kind of shape fault: code, slug, the JSON Schema keyword that it breaks, and an explanation in Markdown."""

    code: str
    name: str
    keyword: str
    explanation: str


_ALL: Final = (
    ShapeCode(
        "SHP001",
        "unknown-key",
        "additionalProperties",
        """A key that the standard does not know.

## Why
A misspelt key is a fact that no tool will ever see: one validator in use accepts `crawler_nammes`, reports no issue,
and prints "Not provided" in the summary. So every key must be known. Your own keys are welcome if they start with
`x-`, or with a prefix that the head declares under `namespaces`.

## Example
```yaml
datasets:
  - id: d
    modalites: [text]
```

## Use instead
```yaml
datasets:
  - id: d
    modalities: [text]
    x-team: data platform
```
""",
    ),
    ShapeCode(
        "SHP002",
        "missing-key",
        "required",
        """A key that must be there is not.

## Why
Only identity is required by shape: an `id`, sometimes a name or a unit. What a law wants is asked by rules, with
`--for eu`.

## Example
```yaml
datasets:
  - name: FineWeb-Edu
```

## Use instead
```yaml
datasets:
  - id: fineweb-edu
    name: FineWeb-Edu
```
""",
    ),
    ShapeCode(
        "SHP003",
        "wrong-type",
        "type",
        """A value of the wrong type: text where a list belongs, a number in quotation marks, 5.0 for a whole number.

## Why
Nothing is converted silently. `"5"` is text, `5.0` is not a whole number, and in YAML `010` is text because two
versions of YAML read two different numbers in it.

## Example
```yaml
subjects: my-model
models: [{id: my-model, name: My Model}]
```

## Use instead
```yaml
subjects: [my-model]
models: [{id: my-model, name: My Model}]
```
""",
    ),
    ShapeCode(
        "SHP004",
        "not-an-option",
        "enum",
        """A word that is not one of the options.

## Why
Options are what makes answers comparable. Where none fits, most questions take `{other: …}` or a note.

## Example
```yaml
datasets: [{id: d, origin: scraped}]
```

## Use instead
```yaml
datasets: [{id: d, origin: crawled}]
```
""",
    ),
    ShapeCode(
        "SHP005",
        "malformed",
        "pattern",
        """Text that does not have the form it must have: a date, an id, a link, a language tag, a digest.

## Why
A validator that takes "yesterday" as a date cannot tell whether a summary is stale. Links must be `http` or `https`,
because summaries are read in browsers.

## Example
```yaml
issued: 24 July 2025
```

## Use instead
```yaml
issued: 2025-07-24
```
""",
    ),
    ShapeCode(
        "SHP006",
        "out-of-bounds",
        "maximum",
        """A number or a text that is too large, too small, too long or too short.

## Why
Shares lie between 0 and 1, sizes are not negative, and whole numbers above 9007199254740991 do not survive every JSON
reader. Large sizes are written with a magnitude, which also keeps the digits that are meant.

## Example
```yaml
corpora: [{id: c, models: [m], modalities: [{modality: text, quantity: {value: -1, unit: tokens}}]}]
models: [{id: m, name: M}]
```

## Use instead
```yaml
corpora:
  - id: c
    models: [m]
    modalities: [{modality: text, quantity: {value: 15, magnitude: trillion, unit: tokens}}]
models: [{id: m, name: M}]
```
""",
    ),
    ShapeCode(
        "SHP007",
        "empty",
        "minItems",
        """An empty list, object or text.

## Why
An empty list looks like "none" and means "nobody filled it in". A real corpus was selected by "not model-generated",
read an empty list as none, and took in answers that a model had written. Say which it is.

## Example
```yaml
datasets: [{id: d, modelUses: []}]
```

## Use instead
```yaml
datasets: [{id: d, modelUses: {none: true, note: Written by volunteers, scope: anywhere}}]
```
or `{unknown: true}`, or leave the key out where the manifest does not say.
""",
    ),
    ShapeCode(
        "SHP008",
        "null",
        "type",
        """A null: a key without a value.

## Why
`null` can mean none, unknown, not applicable or forgotten. The standard has a word for each.

## Example
```yaml
datasets: [{id: d, purpose: null}]
```

## Use instead
```yaml
datasets: [{id: d, purpose: {unknown: true}}]
```
or `{notApplicable: true}`, `{withheld: true}`, or leave the key out.
""",
    ),
    ShapeCode(
        "SHP009",
        "unsupported-version",
        "const",
        """The manifest follows a version of the standard that this release does not read.

## Why
A newer version may mean something else by the same words; checking it by an older one would give false comfort.

## Example
```yaml
lineage: "2.0"
```

## Use instead
```yaml
lineage: "1.0-draft"
```
or a release of this tool that reads the version.
""",
    ),
    ShapeCode(
        "SHP010",
        "unquoted-comma",
        "additionalProperties",
        """Prose in a YAML flow mapping was cut at a comma, and its tail became a key.

## Why
In `{description: web text, books and code}` YAML reads a second key `books and code` without a value, and no parser
complains. Five of eight careful encodings of real filings had this fault.

## Example
```yaml
datasets: [{id: d, description: web text, books and code}]
```

## Use instead
```yaml
datasets:
  - id: d
    description: web text, books and code
```
or put the value in quotation marks.
""",
    ),
)

SHAPE_CODES: Final[dict[str, ShapeCode]] = {entry.name: entry for entry in _ALL}
"""By slug."""
