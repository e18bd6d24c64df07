"""What every answer tells the browser it may do: nothing but run our own files."""

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Nothing here needs a device, a place, a payment or somebody's interests. Passkeys are asked for by our own pages.
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    **{
        name: []
        for name in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
            "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "interest-cohort",
            "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
            "screen-wake-lock", "serial", "storage-access", "sync-xhr", "unload", "usb",
            "window-management", "xr-spatial-tracking",
        )
    },
    "clipboard-write": "self",
    "fullscreen": "self",
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
}  # fmt: skip
# No other site may show, read or embed what this one answers.
OTHER_SITES = {"Cross-Origin-Resource-Policy": "same-origin", "X-Permitted-Cross-Domain-Policies": "none"}
