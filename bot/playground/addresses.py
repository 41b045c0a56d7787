"""Addresses of pages in texts and on buttons: how Telegram keeps them, and which ones it refuses."""

from urllib.parse import SplitResult, urlsplit

WEB = ("http", "https")
OWN = ("tg", "ton", "tonsite")


def _parts(written: str) -> SplitResult:
    """The parts of an address; without a protocol it is one of the web, and a broken one has no parts."""
    try:
        return urlsplit(written if "://" in written else f"http://{written}")
    except ValueError:
        return urlsplit("http://")


def address_of(written: str) -> str:
    """An address as Telegram keeps it: with its protocol and a path; empty if it is none."""
    parts = _parts(written.strip())
    if parts.scheme == "tg":
        return "" if parts.netloc == "user" else written
    if parts.scheme not in WEB + OWN or "." not in parts.netloc:
        return ""
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def fault_of(written: str) -> str:
    """What Telegram has against an address on a button; empty if nothing."""
    parts = _parts(written)
    if parts.scheme not in WEB + OWN:
        return "Unsupported URL protocol"
    return "Wrong HTTP URL" if parts.scheme in WEB and "." not in parts.netloc else ""
