"""The signers: Ed25519 by default, SM2 with SM3 behind the same three functions, off until a city asks for it.

A signature is 64 bytes for both. ``id`` is the COSE algorithm number that stands in the signed code; SM2 has
none registered, so a private one is used.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SIZE = 64  # bytes of a signature


@dataclass(frozen=True)
class Ed25519:
    """RFC 8032, pure. Private key: the 32-byte seed; public key: 32 bytes."""

    id = -8
    name = "Ed25519"
    private_size = 32

    def public_of(self, private):
        return (
            Ed25519PrivateKey.from_private_bytes(private)
            .public_key()
            .public_bytes(Encoding.Raw, PublicFormat.Raw)
        )

    def make(self):
        key = Ed25519PrivateKey.generate()
        return key.private_bytes_raw(), key.public_key().public_bytes_raw()

    def signer(self, private, _public):
        """A function from message to signature; making it once for many messages is what makes it fast."""
        return Ed25519PrivateKey.from_private_bytes(private).sign

    def is_right(self, public, message, signature):
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class SM2:
    """GB/T 32918 with SM3 and the default signer id. Private key: 32 bytes; public key: x and y, 64 bytes."""

    id = -70002
    name = "SM2"
    private_size = 32

    def public_of(self, private):
        """SM2 keys are kept in pairs: the library does not compute the public one."""
        raise NotImplementedError("an SM2 key is given as private and public bytes")

    def make(self):
        import gmssl_pyx

        public, private = gmssl_pyx.sm2_key_generate()
        return private, public

    def signer(self, private, public):
        import gmssl_pyx

        def sign(message):
            r, s = decode_dss_signature(gmssl_pyx.sm2_sign(private, public, message))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")

        return sign

    def is_right(self, public, message, signature):
        import gmssl_pyx

        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        try:
            return bool(gmssl_pyx.sm2_verify(public, message, encode_dss_signature(r, s)))
        except gmssl_pyx.GmsslInnerError:
            return False


BY_ID = {one.id: one for one in (Ed25519(), SM2())}
BY_NAME = {one.name: one for one in BY_ID.values()}
