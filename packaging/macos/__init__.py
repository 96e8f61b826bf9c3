"""The Mac's bundle and disk image, and the keychain that signs them."""
