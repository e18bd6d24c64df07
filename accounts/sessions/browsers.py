"""What a browser is called, from what it says of itself, so that people recognise theirs. No Django in here."""

# The first that fits: many say they are also the ones below.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "ChromeOS",
    "Mac OS": "Mac", "Linux": "Linux",
}  # fmt: skip


def browser_of(says: str) -> str:
    """“Edge on Windows”; “A program” for whatever names no browser."""
    browser = next((name for mark, name in BROWSERS.items() if mark in says), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in says), "")
    return f"{browser} on {system}" if browser and system else browser or "A program"
