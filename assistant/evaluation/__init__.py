"""Measures the answers on files of questions."""
