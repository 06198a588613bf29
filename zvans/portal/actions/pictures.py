"""Keeping a picture: opened with care, made smaller, written anew. Nothing of what the camera added is left (A6)."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from zvans.accounts.actions.allowances import UPLOADS, spend
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable
from zvans.portal.models import Picture
from zvans.portal.queries.pictures import PREVIEW, picture_file, pictures_left_over

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000  # of a JPEG, as a good camera makes them: it is opened no larger than needed
MOST_PIXELS_WHOLE = 24_000_000  # of what can only be opened whole: a few kilobytes may hold gigabytes
Image.MAX_IMAGE_PIXELS = None  # ours is checked as soon as the head is read, and says how many there are
_SMALLEST = 200  # pixels: less is an icon
_LONGEST_SIDE = 10  # times the other: WebP holds no more than 16383 pixels
_FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
_PREVIEW = (1200, 630)  # what social networks ask for
_QUALITY = 80
_EFFORT = 4
_KEPT_UNUSED = timedelta(days=90)  # so long an earlier version of a post can be brought back with its picture


def keep_picture(*, content: bytes, field: str = "picture", by: Actor) -> Picture:
    """Keep a picture in all its widths. Raises `NotAcceptable` at `field` where it is none, too large or too small, and `TooOften` (C7)."""
    if by.account_id:  # strangers have a limit of their own, for what they bring it with
        spend((UPLOADS, str(by.account_id)))
    image = _opened(content, field)
    with recorded("keep_picture", by=by, schools=[]):
        return keep_image(image)


def keep_image(image: Image.Image) -> Picture:
    """The part of `keep_picture` behind the opening; inside an action."""
    picture = written_picture(image)
    picture.save()
    return picture


def written_picture(image: Image.Image, *, effort: int = _EFFORT) -> Picture:
    """A picture whose files are written and whose row is not: asks nothing of the database, so several can be written at once.

    `effort`, 0 to 6: how long to try to make the files small. A drawing of few colours is small after little of it.
    """
    picture = Picture(width=image.width, height=image.height)
    for width in sorted(picture.widths, reverse=True):
        image = image.resize((width, picture.height_at(width)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        _write(image, picture_file(picture.public_id, f"{width}.webp"), "WEBP", method=effort)
        if width == picture.widths[-1]:
            _write(ImageOps.fit(image, _PREVIEW), picture_file(picture.public_id, PREVIEW), "JPEG")
    return picture


def sweep_pictures(*, by: Actor) -> int:
    """Remove the pictures that nothing has shown for long. Returns how many.

    The files go when the rows are gone for good: what is shown again at this very moment stops the action and keeps its files.
    """
    found = [*pictures_left_over(now() - _KEPT_UNUSED)]
    if not found:
        return 0
    with recorded("sweep_pictures", by=by, schools=[], pictures=len(found)):
        Picture.objects.filter(pk__in=[picture.pk for picture in found]).delete()
    for picture in found:
        for name in (*(f"{width}.webp" for width in picture.widths), PREVIEW):
            default_storage.delete(picture_file(picture.public_id, name))
    return len(found)


def _opened(content: bytes, field: str) -> Image.Image:
    if len(content) > MOST_BYTES:
        raise NotAcceptable(field, _("Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB."))
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            _check_size(found, field)
            image = _plain(found)
            image.info.clear()  # a comment or a place would go along into each file
            return image
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAcceptable(field, _("Šo failu nevar atvērt kā attēlu. Der JPEG, PNG, WebP un AVIF.")) from error


def _check_size(found: Image.Image, field: str) -> None:
    """Only the head has been read by now."""
    is_drawn_small = found.format == "JPEG" and not found.info.get("progressive")
    most = MOST_PIXELS if is_drawn_small else MOST_PIXELS_WHOLE
    if found.width * found.height > most:
        told = {"found": round(found.width * found.height / 1_000_000), "most": most // 1_000_000}
        raise NotAcceptable(
            field,
            _(
                "Attēlā ir pārāk daudz megapikseļu: %(found)s. Pieņemam ne vairāk kā %(most)s. Samaziniet attēlu un pievienojiet vēlreiz."
            )
            % told,
        )
    if min(found.width, found.height) < _SMALLEST:
        raise NotAcceptable(field, _("Attēls ir pārāk mazs: katrai malai jābūt vismaz 200 pikseļus garai."))
    if max(found.width, found.height) > _LONGEST_SIDE * min(found.width, found.height):
        raise NotAcceptable(
            field, _("Attēls ir pārāk šaurs: garākā mala var būt ne vairāk kā desmit reižu garāka par īsāko.")
        )


def _plain(found: Image.Image) -> Image.Image:
    """The right way up, in sRGB, on white where it is transparent."""
    found.draft("RGB", (1600, 1600))  # a JPEG is opened no larger than we need it
    profile = found.info.get("icc_profile")
    image = ImageOps.exif_transpose(found)
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
        return image
    return _in_srgb(image, profile) if profile and image.mode in ("RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        turned = None
    return turned or image.convert("RGB")


def _write(image: Image.Image, name: str, form: str, **told: int) -> None:
    written = BytesIO()
    image.save(written, form, quality=_QUALITY, **told)
    default_storage.save(name, ContentFile(written.getvalue()))
