"""Which pages may use the machine's camera: none, but those that ask for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "Permissions-Policy"
NOTHING = "camera=(), microphone=(), geolocation=(), usb=(), payment=()"
CAMERA = NOTHING.replace("camera=()", "camera=(self)")


def allow_camera(response: HttpResponse) -> HttpResponse:
    """This page alone may ask the person at the machine for the camera."""
    response[HEADER] = CAMERA
    return response


class DevicesMiddleware:
    """``Permissions-Policy`` on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(HEADER, NOTHING)
        return response
