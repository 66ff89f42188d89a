"""Measuring the answers on files of questions."""
