"""After a press that leads away, a test goes on only when the next page is there.

Playwright goes on after a press as soon as it believes that no page is coming. On a busy machine it
is sometimes wrong, and the test then reads, or presses again, on the page that is about to go.
"""

from functools import wraps
from time import monotonic

from playwright.sync_api import Error, Locator

PATIENCE = 30
"""Seconds that a test waits for what it expects; a machine that does much else may need them."""

TELLS_OF_LEAVING = """
  const leaves = (event) => { if (!event.defaultPrevented) window.isLeaving = true; };
  addEventListener("submit", leaves);
  addEventListener("beforeunload", leaves);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]:not([download], [target])");
    if (link && link.href.split("#")[0] !== location.href.split("#")[0]) leaves(event);
  });
  addEventListener("pageshow", () => { window.isLeaving = false; });
"""
"""Says on the old page that a new one was asked for. A new page knows nothing of it."""

WILL_LEAVE = """
  (pressed) => {
    const leads = pressed.closest("a[href], button:not([type=button])");
    const form = leads?.form;
    const stays = leads?.href?.split("#")[0] === location.href.split("#")[0];
    const isWrong = form && !form.noValidate && !form.checkValidity();
    window.isLeaving = Boolean(leads) && !stays && !isWrong;
  }
"""
"""Without scripts no event is heard, but then every link and button leads away."""


def tell_of_leaving(page, *, scripts=True):
    """Have the page say when it is about to go; a file or a lost network lets it stay."""
    page.add_init_script(TELLS_OF_LEAVING)
    page.has_scripts = scripts
    page.stays = False
    page.on("download", lambda _file: setattr(page, "stays", True))
    page.on(
        "requestfailed",
        lambda request: setattr(page, "stays", page.stays or request.is_navigation_request()),
    )


def arrive(page):
    """Wait until the page that was asked for is there, if one was."""
    until = monotonic() + PATIENCE
    while monotonic() < until and not page.is_closed():
        if not is_leaving(page):
            return
        if page.stays:
            page.evaluate("window.isLeaving = false")
            return
        page.wait_for_timeout(20)


def is_leaving(page):
    """Whether the page has said that it goes, or is just being replaced."""
    try:
        return page.evaluate("window.isLeaving === true || document.readyState === 'loading'")
    except Error:
        return not page.is_closed()


def then_arrives(act):
    """The same act, and the next page is there afterwards."""

    @wraps(act)
    def acted(self, *args, **how):
        self.page.stays = False
        if not getattr(self.page, "has_scripts", True):
            self.evaluate(WILL_LEAVE)
        answer = act(self, *args, **how)
        arrive(self.page)
        return answer

    return acted


def presses_arrive():
    """From now on every press of these tests waits so."""
    for act in ("click", "press", "select_option", "tap"):
        setattr(Locator, act, then_arrives(getattr(Locator, act)))
