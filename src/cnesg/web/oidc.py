"""Signing in with an organisation's accounts: OpenID Connect, authorisation code with PKCE (extra `cnesg[oidc]`)."""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

import httpx

from cnesg.errors import InputError
from cnesg.verification.accounts import Role

_SECONDS = 10.0
_ALGORITHMS = ("RS256", "PS256", "ES256")
_MINUTES = 10
_LEEWAY = 60


@dataclass(frozen=True)
class Provider:
    """Who vouches for people, and what of that counts.

    Attributes:
        issuer: address of the provider, as its ID tokens name it.
        client_id: how it knows us.
        client_secret: what it knows us by.
        name_claim: the claim that names an account when it is made; afterwards issuer and subject alone say whose it
            is. Of `email` only a verified one counts.
        groups_claim: the claim with a person's groups.
        roles: roles by group, the first that fits counts; without any, only accounts that exist may sign in.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name_claim: str = "preferred_username"
    groups_claim: str = "groups"
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """The role that a person's groups give; None where none does."""
        told = claims.get(self.groups_claim)
        groups = {told} if isinstance(told, str) else set(told) if isinstance(told, list) else set()
        return next((role for group, role in self.roles.items() if group in groups), None)

    def name_of(self, claims: Mapping[str, Any]) -> str:
        """The account's name.

        Raises:
            InputError: the provider does not say it, or has not verified the address.
        """
        name = claims.get(self.name_claim)
        if not isinstance(name, str) or (self.name_claim == "email" and claims.get("email_verified") is not True):
            raise InputError.of("accounts.oidc_no_name", claim=self.name_claim)
        return name

    def subject_of(self, claims: Mapping[str, Any]) -> str:
        """Who it is: the claim `sub`, which the provider gives to nobody else, ever.

        Raises:
            InputError: the provider does not say it.
        """
        subject = claims.get("sub")
        if not isinstance(subject, str) or not subject.strip():
            raise InputError.of("accounts.oidc_no_name", claim="sub")
        return subject


class SigningIn:
    """The dialogue with a provider.

    Args:
        provider: which.
    """

    def __init__(self, provider: Provider) -> None:
        from itsdangerous import URLSafeTimedSerializer

        self.provider = provider
        self._told: dict[str, Any] | None = None
        # Bound to the secret, so that each of several servers can read what another wrote.
        key = hashlib.sha256(f"state\x1f{provider.client_secret}".encode()).hexdigest()
        self._notes = URLSafeTimedSerializer(key, salt="oidc")

    def begin(self, back: str, next_path: str) -> tuple[str, str]:
        """Where to send the browser, and the note that it keeps for when it comes back.

        Args:
            back: our address that the provider sends it back to.
            next_path: the page that it wants in the end.

        Raises:
            InputError: the provider does not answer.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": back,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        note = {"state": state, "nonce": nonce, "verifier": verifier, "back": back, "next": next_path}
        return f"{self._endpoints()['authorization_endpoint']}?{urlencode(asked)}", str(self._notes.dumps(note))

    def finish(self, note: str, state: str, code: str) -> tuple[Mapping[str, Any], str]:
        """What the provider says of who comes back, checked, and the page that they want.

        Args:
            note: what the browser kept.
            state: as it came back.
            code: as it came back.

        Raises:
            InputError: the answer is not the one to our question, or its token is not the provider's for us, now.
        """
        from itsdangerous import BadData

        try:
            kept: Mapping[str, str] = self._notes.loads(note, max_age=60 * _MINUTES)
        except BadData as error:
            raise InputError.of("accounts.oidc_again") from error
        if not hmac.compare_digest(kept["state"].encode(), state.encode()):
            raise InputError.of("accounts.oidc_again")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": kept["back"],
            "client_id": self.provider.client_id,
            "client_secret": self.provider.client_secret,
            "code_verifier": kept["verifier"],
        }
        told = self._asked("POST", self._endpoints()["token_endpoint"], form)
        return self._claims(str(told.get("id_token", "")), kept["nonce"]), kept["next"]

    def _claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of an ID token that the provider signed for us, for this question, and that has not run out."""
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        keys = KeySet.import_key_set(cast("Any", self._asked("GET", self._endpoints()["jwks_uri"])))
        required = jwt.JWTClaimsRegistry(
            now=int(time.time()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.provider.issuer},
            aud={"essential": True, "value": self.provider.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = jwt.decode(token, keys, algorithms=list(_ALGORITHMS)).claims
            required.validate(claims)
        except (JoseError, ValueError) as error:
            raise InputError.of("accounts.oidc_not_sound", reason=type(error).__name__) from error
        return claims

    def _endpoints(self) -> Mapping[str, Any]:
        if self._told is None:
            told = self._asked("GET", f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self.provider.issuer:
                raise InputError.of("accounts.oidc_not_sound", reason="issuer")
            self._told = told
        return self._told

    def _asked(self, method: str, address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        try:
            answer = httpx.request(method, address, data=form, timeout=_SECONDS)
            told = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise InputError.of("accounts.oidc_no_answer", issuer=self.provider.issuer) from error
        if not isinstance(told, dict):
            raise InputError.of("accounts.oidc_no_answer", issuer=self.provider.issuer)
        return told
