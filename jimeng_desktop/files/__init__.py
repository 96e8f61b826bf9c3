"""What the program reads from and writes to disk besides pictures: safe writes, disk errors, settings, models.

It may import core and the standard library.
"""
