"""Handbill beside the tools that people use, on the same input in the same run: ``make benchmark``.

A *scenario* is a task; its *contenders* are the tools that can do it, each by
its own usual commands. Every run is a process of its own, start-up included,
and the contenders take turns, so that a busy machine is busy for all of them.
What is reported is how their medians compare.

To add a scenario, write a function that lays out its files and gives its
contenders, and name it in :data:`benchmarks.scenarios.ALL`.
"""
