"""Pictures are written anew, in several widths, with nothing of the camera in them; what is no picture is refused in words (A6)."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable
from zvans.portal.actions.pictures import MOST_BYTES, keep_picture
from zvans.portal.models import Picture
from zvans.portal.queries.pictures import PREVIEW, picture_file

pytestmark = pytest.mark.django_db

EDITOR = Actor.system("editors")
_ORIENTATION, _GPS = 0x0112, 0x8825


def content(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def kept(picture: Picture, name: str) -> Image.Image:
    with default_storage.open(picture_file(picture.public_id, name)) as file:
        return Image.open(BytesIO(file.read()))


def test_it_is_kept_in_its_widths_and_for_previews() -> None:
    picture = keep_picture(content=content(Image.new("RGB", (2400, 1500), "navy")), by=EDITOR)
    sizes = {name: kept(picture, name).size for name in ("480.webp", "960.webp", "1600.webp", PREVIEW)}
    assert (picture.width, picture.height, picture.widths) == (2400, 1500, [480, 960, 1600])
    assert sizes == {"480.webp": (480, 300), "960.webp": (960, 600), "1600.webp": (1600, 1000), PREVIEW: (1200, 630)}


def test_a_small_one_is_not_blown_up() -> None:
    picture = keep_picture(content=content(Image.new("RGB", (600, 300), "navy"), "PNG"), by=EDITOR)
    assert (picture.widths, kept(picture, "600.webp").size) == ([480, 600], (600, 300))


def test_the_place_where_it_was_taken_goes_and_the_right_way_up_stays() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6  # the camera was held upright
    exif[_GPS] = {1: "N", 2: (56.0, 57.0, 0.0)}
    picture = keep_picture(content=content(Image.new("RGB", (800, 500), "navy"), exif=exif, comment=b"Anna"), by=EDITOR)
    left = [
        (dict(one.getexif()), one.info.get("exif"), one.info.get("comment"))
        for one in (kept(picture, "480.webp"), kept(picture, PREVIEW))
    ]
    assert (picture.width, picture.height) == (500, 800)
    assert left == [({}, None, None)] * 2


def test_what_is_transparent_is_paper() -> None:
    picture = keep_picture(content=content(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG"), by=EDITOR)
    assert kept(picture, "400.webp").convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_colours_of_a_press_become_those_of_a_screen() -> None:
    picture = keep_picture(content=content(Image.new("CMYK", (400, 400), (0, 0, 0, 0))), by=EDITOR)
    assert kept(picture, "400.webp").convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def png_of(width: int, height: int) -> bytes:
    """A head that promises many pixels, and nothing behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    begun = struct.pack(">I", 1_000_000) + b"IDAT" + zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + begun


@pytest.mark.parametrize(
    ("brought", "reason"),
    [
        (
            png_of(10_000, 10_000),
            "Attēlā ir pārāk daudz megapikseļu: 100. Pieņemam ne vairāk kā 24. Samaziniet attēlu un pievienojiet vēlreiz.",
        ),
        (png_of(1000, 1000), "Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF."),
        (b"", "Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF."),
        (b"\xff" * (MOST_BYTES + 1), "Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB."),
        (content(Image.new("RGB", (1000, 100))), "Attēls ir pārāk mazs: katrai malai jābūt vismaz 200 pikseļus garai."),
        (
            content(Image.new("1", (200, 17_000)), "PNG"),
            "Attēls ir pārāk šaurs: garākā mala var būt ne vairāk kā desmit reižu garāka par īsāko.",
        ),
        (content(Image.new("RGB", (400, 400)))[:500], "Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF."),
    ],
    ids=["100 megapixels", "cut off", "drawing", "nothing", "20 MB", "too small", "too narrow", "half"],
)
def test_what_is_not_taken(brought: bytes, reason: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        keep_picture(content=brought, by=EDITOR)
    assert (refused.value.field, refused.value.reason, Picture.objects.count()) == ("picture", reason, 0)
