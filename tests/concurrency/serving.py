"""A web worker in a process of its own, which says what it had loaded after serving a roster."""

import sys

from django.conf import settings

HOST = "testserver"


def serve(database, user_id, session_id):
    """Open a roster and save its class, as a browser asks for both; the names of all modules."""
    settings.DATABASES["default"]["NAME"] = database
    settings.ALLOWED_HOSTS = [HOST]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    import cohesion.wsgi  # noqa: F401
    from accounts.models import User
    from core.scoping import SERVICE, Setting, by_default
    from tests.trainings.sync_phone import Phone
    from trainings.models import Session

    by_default(Setting(SERVICE, service="test"))
    session = Session.objects.get(pk=session_id)
    phone = Phone(User.objects.get(pk=user_id))
    assert phone.client.get(session.get_absolute_url()).content.count(b"<legend>") == 2
    women = session.cohort.enrolments.all()
    answer = phone.send(*(phone.mark(session, woman, "absent") for woman in women))
    assert answer.outcomes == ["applied", "applied"]
    return sorted(sys.modules)


if __name__ == "__main__":
    sys.stdout.write(" ".join(serve(*sys.argv[1:])))
