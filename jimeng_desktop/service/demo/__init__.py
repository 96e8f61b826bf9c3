"""The demo: an httpx transport that plays the service, with pictures painted here: no socket, no key, no cost.

Imports core and Pillow; of service only what the client itself speaks.
"""
