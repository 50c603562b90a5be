"""Foundations: Kettlewick Home, a kettle and a subscription."""
