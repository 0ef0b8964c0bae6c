"""What can go wrong in the vault. No message carries a key, a plaintext or a person's id."""


class VaultError(Exception):
    """Anything that the vault refuses."""


class KeyringError(VaultError):
    """The keyring is missing, readable by others, or lacks the key that a row names."""


class Erased(VaultError):
    """There is no key for this subject: never created, or erased. What it sealed is noise."""


class Damaged(VaultError):
    """The ciphertext was changed, cut, or sealed for another place, key or person."""


class Unsealed(VaultError, TypeError):
    """A plain value was about to be written to a sealed column."""
