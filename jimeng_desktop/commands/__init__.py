"""The composition roots of the command line: one module or package a command, without Qt; ground.py is what all share.

Only `generate` may import the service, the runner and the keychain.
"""
