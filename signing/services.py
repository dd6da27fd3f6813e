"""Making keys, signing, and reading what was signed."""

import hashlib

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Role
from clock import clock
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused
from workflow.inserting import insert

from .algorithms import BY_NAME, Ed25519
from .envelope import from_text, open_sealed, seal, to_text
from .keeping import encrypted, from_environment, kid_of, private_of, signer_of
from .models import SignatureLog, SigningKey

ACCEPTED = """
SELECT public_key FROM signing_signingkey
WHERE kid = %s AND algorithm = %s AND withdrawn_at IS NULL AND (accepted_until IS NULL OR accepted_until > %s)"""
KEY_LOCK = 20220911  # advisory: two first signatures at once make one key


def make_key(*, by, signs_from=None, algorithm=""):
    """The security administrator (or, with ``by`` None, a command) makes a key; the older one stops signing then.

    It goes on being accepted until ``retire_key``. Raises ``NotYours``.
    """
    _may(by)
    kind = BY_NAME[algorithm or settings.SIGNING_ALGORITHM]
    private, public = kind.make()
    with one_deed("make_key", by=by, kind=SigningKey._meta.label) as deed:
        moment = signs_from or clock.now()
        SigningKey.objects.signing_at(moment).update(signs_until=moment)
        key = SigningKey.objects.create(
            kid=kid_of(public).hex(),
            algorithm=kind.id,
            public_key=public,
            private_key=encrypted(private),
            signs_from=moment,
            deed=deed,
        )
        deed.count = 1
    return key


def retire_key(key, *, by, accepted_until):
    """A key that no longer signs stops being accepted at a moment. Raises ``Refused`` while it signs."""
    _may(by)
    if SigningKey.objects.signing_at(clock.now()).filter(pk=key.pk).exists():
        raise Refused(_("该密钥仍在签名；先启用新密钥。"), code="still_signing")
    with one_deed("retire_key", by=by, kind=SigningKey._meta.label):
        SigningKey.objects.filter(pk=key.pk).update(accepted_until=accepted_until)


def withdraw_key(key, *, by, why):
    """A key has leaked: nothing it signed is accepted any more, and its private half is erased."""
    _may(by)
    if not why.strip():
        raise Refused(_("作废密钥须写明原因。"), code="remark_required")
    with one_deed("withdraw_key", by=by, remark=why, kind=SigningKey._meta.label):
        SigningKey.objects.filter(pk=key.pk, withdrawn_at=None).update(
            withdrawn_at=clock.now(), withdrawn_why=why.strip()[:200], private_key=""
        )


def _may(by):
    if by is not None and not by.holds(Role.SECURITY):
        raise NotYours


def current_key():
    """The key that signs now. The environment's seeds are entered as keys; outside production a first one is made.

    Raises ``Refused`` where a production portal has none.
    """
    key = SigningKey.objects.signing_at(clock.now()).first()
    if key is not None:
        return key
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY_LOCK])
        key = SigningKey.objects.signing_at(clock.now()).first()
        if key is None:
            key = _from_environment() or _first()
    return key


def _from_environment():
    """Enter the environment's seeds that are not known yet; one that was withdrawn or replaced does not come back."""
    for kid, seed in from_environment().items():
        public = Ed25519().public_of(seed)
        facts = {"algorithm": Ed25519.id, "public_key": public, "signs_from": clock.now()}
        SigningKey.objects.get_or_create(kid=kid, defaults=facts)
    return SigningKey.objects.signing_at(clock.now()).first()


def _first():
    if settings.PRODUCTION:
        raise Refused(_("尚无签名密钥：由安全管理员在“签名密钥”页生成。"), code="no_key")
    return make_key(by=None)


def sign_many(claims, *, purpose, deed=None):
    """{subject: signed bytes} of {subject: claims}, each logged; two statements whatever the number."""
    key = current_key()
    sign, kid = signer_of(key), bytes.fromhex(key.kid)
    how = {"kid": kid, "algorithm": key.algorithm, "sign": sign, "purpose": purpose}
    sealed = {subject: seal(one, **how) for subject, one in claims.items()}
    log_signatures(key, sealed, purpose=purpose, deed=deed)
    return sealed


def log_signatures(key, sealed, *, purpose, deed):
    now = deed.recorded_at if deed else clock.now()
    insert(
        SignatureLog,
        [
            SignatureLog(
                key=key,
                purpose=purpose,
                subject=str(subject),
                digest=hashlib.sha256(data).hexdigest(),
                deed=deed,
                signed_at=now,
            )
            for subject, data in sealed.items()
        ],
        ignore_conflicts=True,  # the same bytes signed again are the same signature
    )


def sign_statement(claims, *, purpose):
    """The signed bytes of a statement that decides nothing, as what time it is: one an answer, and not logged."""
    key = current_key()
    how = {"kid": bytes.fromhex(key.kid), "algorithm": key.algorithm, "sign": signer_of(key)}
    return seal(claims, **how, purpose=purpose)


def read_text(text, *, purpose):
    """What a code's letters say: ``Opened``. Raises ``Fault``."""
    return open_sealed(from_text(text), key_of=accepted_key, purpose=purpose)


def accepted_key(kid, algorithm):
    """The public half of a key a checker accepts now, or None: ``accepted_at`` in SQL, asked at every check."""
    with connection.cursor() as cursor:
        cursor.execute(ACCEPTED, [kid.hex(), algorithm, clock.now()])
        found = cursor.fetchone()
    return found and bytes(found[0])


__all__ = [
    "current_key",
    "make_key",
    "private_of",
    "read_text",
    "retire_key",
    "sign_many",
    "sign_statement",
    "to_text",
    "withdraw_key",
]
