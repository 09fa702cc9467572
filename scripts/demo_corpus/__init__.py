"""A made-up world in Chinese, the texts that speak of it, and the questions put to it.

vocabulary → world → bags → documents, and world → questions → ceilings; ``corpus`` does it all.
"""
