"""The terms of use by number. Their texts are the web's (`zvans.web.public.terms`)."""

TERMS_VERSION = 1  # raised with every change of what they say; everybody is asked again (C1)
