"""``lineage redact``: write the manifest that some readers may have."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lineage.checker import check
from lineage.cli import inputs, options, output
from lineage.finding import Finding, Layer, Part
from lineage.read import Document


@click.command("redact")
@click.argument("manifest", metavar="MANIFEST")
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file; YAML by its suffix.")
@click.option(
    "--audience",
    type=click.Choice(("public", "downstream", "authorities")),
    default="public",
    show_default=True,
    help="Who it is for.",
)
@click.option("--key", "key_file", metavar="FILE", default=None, help="A secret of 32 bytes or more, for the digests.")
@click.option("--keep-extensions", is_flag=True, help="Keep x- keys and those with a prefix; they may hold anything.")
@click.option("--verify", "published", metavar="FILE", default=None, help="Prove the digests of a published manifest.")
@options.MAX_SIZE
def command(
    manifest: str,
    target: str | None,
    audience: str,
    key_file: str | None,
    keep_extensions: bool,
    published: str | None,
    max_size: int | None,
) -> None:
    """Write the manifest that an audience may read, from the one that has everything.

    Records that it may not see become stand-ins: counted, never named, with a digest under a key that stays with the
    provider. A text that names a hidden record is reported, and then nothing is written.

    \b
    Make a key once, and keep it:
      python -c "import secrets, sys; sys.stdout.buffer.write(secrets.token_bytes(32))" > redaction.key
    """
    from lineage.redact import redact

    document = _document(manifest, max_size)
    report = check(document, profile="draft")
    if report.manifest is None or any(finding.layer is Layer.SHAPE for finding in report.findings):
        raise click.UsageError(f"{document.name} has faults of shape; run: lineage check {document.name}")
    if published:
        sys.exit(_verify(document, _document(published, max_size), _key(key_file)))
    try:
        redacted = redact(
            document.tree(),
            report.manifest,
            audience=audience,
            key=_key(key_file),
            keep_extensions=keep_extensions,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if redacted.mentions:
        places = document.locate([(mention.pointer, Part.VALUE) for mention in redacted.mentions])
        for mention in redacted.mentions:
            span = places[mention.pointer, Part.VALUE]
            _say(f'{document.name}:{span.line}:{span.column}: this text names "{mention.name}", which is hidden\n')
        _say("Nothing was written: reword these texts, or hide the records that they belong to.\n")
        sys.exit(1)
    output.write(output.manifest(redacted.tree, yaml=output.is_yaml(target)), target)
    counted = [f"{number} {noun if number > 1 else noun[:-1]}" for noun, number in redacted.hidden.items()]
    _say(f"hidden from {audience}: {', '.join(counted) or 'nothing'}\n")
    for what, number in redacted.dropped.items():
        _say(f"left out: {number} {what}\n")
    for modality in redacted.without_total:
        _say(
            f"the sizes of hidden {modality} data are in no declared total: declare it, or readers compute too little\n"
        )


def _document(path: str, max_size: int | None) -> Document:
    outcome = inputs.read(path, options.limits(max_size))
    if isinstance(outcome, Finding):
        raise click.UsageError(f"{path}: {outcome.message}; {outcome.advice}")
    return outcome


def _key(path: str | None) -> bytes:
    if path is None:
        raise click.UsageError("--key is missing: a digest without a key can be guessed (see lineage redact --help)")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f'cannot read the key "{path}": {error.strerror}') from error


def _verify(full: Document, published: Document, key: bytes) -> int:
    from lineage.redact import proved

    try:
        outcome = proved(full.tree(), published.tree(), key)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for name, holds in outcome.items():
        sys.stdout.write(f"{name}  {'stands for a record of the full manifest' if holds else 'stands for none'}\n")
    if not outcome:
        sys.stdout.write("the published manifest has no stand-ins\n")
    return 0 if all(outcome.values()) else 1


def _say(text: str) -> None:
    sys.stderr.write(text)
