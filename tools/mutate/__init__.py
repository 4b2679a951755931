"""Mutation testing of the conformance suite: does a case notice when one constraint is taken away?"""
