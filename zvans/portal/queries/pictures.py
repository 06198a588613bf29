"""Where the files of a picture lie, in the storage of the installation."""

PREVIEW = "preview.jpg"


def picture_file(public_id: str, name: str) -> str:
    """`name`: «960.webp», or `PREVIEW`."""
    return f"pictures/{public_id[:2]}/{public_id}/{name}"
