"""The conformance suite: built from its sources, run against any implementation. See ``spec/conformance/README.md``."""
