"""Taking down what a person has written on the portal (C4)."""

import pytest
from django.test import Client

from tests.factories.people import actor_of, arranging
from tests.factories.portal import a_draft, a_post
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from zvans.audit.models import Action
from zvans.notifications.models import Notice
from zvans.portal.models import Comment, Post


@pytest.fixture
def writer(school: SmallSchool) -> SmallSchool:
    """The teacher has written a post, a draft and two comments; the mother a comment."""
    teacher, mother = school.accounts["teacher"], school.accounts["mother"]
    post = a_post("Rupjš raksts", by=actor_of(teacher))
    a_draft("Melnraksts", by=actor_of(teacher))
    with arranging():
        for person, text in ((teacher.person, "Rupji"), (teacher.person, "Vēl rupjāk"), (mother.person, "Pieklājīgi")):
            Comment.objects.create(post=post, person=person, name="Vārds", text=text)
    return school


def test_the_operator_sees_it_and_takes_it_down_with_a_reason(writer: SmallSchool, client: Client) -> None:
    teacher = writer.accounts["teacher"]
    writer.sign_in(client, "operator")
    address = f"/operator/people/{teacher.person.public_id}/material/"
    assert [h.text for h in read(client.get(address).content).all("h3")] == ["Raksti: 1", "Komentāri: 2"]
    assert client.post(address, {"all_comments": "on"}).status_code == 422
    assert client.post(address, {"reason": "Rupji vārdi"}).status_code == 422
    one = Comment.objects.order_by("pk")[0].public_id
    client.post(address, {"comment": [one], "reason": "Rupjš"})
    assert [*Comment.objects.order_by("pk").values_list("text", flat=True)] == ["", "Vēl rupjāk", "Pieklājīgi"]
    told = {"all_comments": "on", "post": [Post.objects.get(title="Rupjš raksts").public_id], "reason": "Rupji vārdi"}
    assert client.post(address, told).headers["Location"] == f"{address}?done=removed"
    assert [*Comment.objects.order_by("pk").values_list("state", "text", "reason")] == [
        ("removed", "", "Rupjš"), ("removed", "", "Rupji vārdi"), ("shown", "Pieklājīgi", ""),
    ]  # fmt: skip
    assert [*Post.objects.order_by("pk").values_list("state", flat=True)] == ["withdrawn", "draft"]
    said = [
        (teacher.pk, "material_removed", {"reason": "Rupjš"}),
        (teacher.pk, "material_removed", {"reason": "Rupji vārdi"}),
    ]
    assert [*Notice.objects.order_by("pk").values_list("account", "kind", "details")] == said
    records = Action.objects.filter(name="remove_material").values_list("object_id", "details")
    assert [*records] == [(teacher.person_id, {})] * 2
    writer.sign_in(client, "teacher")
    assert "Portālā noņemts tas, ko Jūs rakstījāt: Rupji vārdi." in client.get("/notices/").content.decode()
