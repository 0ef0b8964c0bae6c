"""What a browser complains about while a test goes on."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

FAILED = "Failed to load resource: "
# A test that asks for a missing page gets this line from the browser; the answer itself is checked.
ANSWERED = FAILED + "the server responded with a status of"
CUT = FAILED + "net::ERR_"


class Watch:
    """Collects errors of the console, of scripts, and answers that are the server's fault."""

    def __init__(self, context: BrowserContext, *, line_is_cut: bool = False) -> None:
        self.complaints: list[str] = []
        self.expected = (ANSWERED, CUT) if line_is_cut else (ANSWERED,)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("page", self._page)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(self.expected):
            self.complaints.append(message.text)

    def _error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.complaints.append(f"{response.status} {response.url}")

    def _page(self, page: Page) -> None:
        page.on("dialog", lambda dialog: dialog.accept())
