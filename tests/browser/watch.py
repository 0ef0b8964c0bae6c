"""What a browser complains about while a test goes on."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

# A test that asks for a missing page gets this line from the browser; the answer itself is checked.
# So does one that cuts the line.
EXPECTED = (
    "Failed to load resource: the server responded with a status of",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)


class Watch:
    """Collects errors of the console, of scripts, and answers that are the server's fault."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("page", self._page)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)

    def _error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.complaints.append(f"{response.status} {response.url}")

    def _page(self, page: Page) -> None:
        page.on("dialog", lambda dialog: dialog.accept())
