"""What may stand in the text of a post, whoever wrote it and wherever it was copied from (A6)."""

import pytest

from zvans.portal.markup import clean_html, plain_text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Viens</p>", "<p>Viens</p>"),
        ("Viens\nvēl\n\nDivi & trīs", "<p>Viens<br>vēl</p><p>Divi &amp; trīs</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<p><img src=x onerror=alert(1)>a</p>", "<p>a</p>"),
        ("<p style='color:red' class=x id=y>a</p>", "<p>a</p>"),
        ("<p><a href='javascript:alert(1)'>a</a></p>", '<p><a rel="noopener">a</a></p>'),
        ("<p><a href='data:text/html,x'>a</a></p>", '<p><a rel="noopener">a</a></p>'),
        (
            "<p><a href='https://a.lv/' onclick=x target=_top>a</a></p>",
            '<p><a href="https://a.lv/" rel="noopener">a</a></p>',
        ),
        ("<p><a href='mailto:a@a.lv'>a</a></p>", '<p><a href="mailto:a@a.lv" rel="noopener">a</a></p>'),
        ("<h1>Liels</h1><p>a</p><h5>mazs</h5>", "<h2>Liels</h2><p>a</p><h3>mazs</h3>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<p>a</p><iframe src=//evil></iframe><svg><script>x</script></svg>", "<p>a</p>"),
        ("<p>a</p><style>*{display:none}</style><form action=/sign-out/><input></form>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<ul><li>a<p>b</ul>", "<ul><li>a<p>b</p></li></ul>"),
        ("a < b << c", "<p>a &lt; b &lt;&lt; c</p>"),
        ("", ""),
        ("   \n\n ", ""),
    ],
)
def test_what_is_kept(written: str, kept: str) -> None:
    assert clean_html(written) == kept
    assert clean_html(kept) == kept  # saved again nothing changes


def test_what_it_says_without_its_tags() -> None:
    assert (
        plain_text("<h2>Viens</h2><ul><li>divi &amp; <strong>tr</strong>īs</li><li>četri</li></ul>")
        == "Viens divi & trīs četri"
    )
