"""The Content-Security-Policy: put together once a process, as it is the same on every page."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")
"""What a response has that wants a policy of its own."""


class PolicyMiddleware(CSPMiddleware):
    """Leaves to its parent each response that wants more than the policy of the settings."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        wants_own = getattr(request, "_csp_nonce", None) or any(map(vars(response).get, OWN))
        if wants_own or HEADER in response:
            return super().process_response(request, response)
        response[HEADER] = _policy()
        return response


@cache
def _policy() -> str:
    return build_policy()
