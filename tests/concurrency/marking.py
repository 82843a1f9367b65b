"""A phone in a process of its own, which says aloud what the server acknowledged.

`prepare` makes a class; `mark N` marks it until it is stopped, and retries what failed.
"""

import signal
import sys
import time

import django

from core.scoping import SERVICE, Setting, by_default


def prepare():
    """Bring the tables and a class of ten."""
    from django.core.management import call_command

    from core.crypto import make_keys_if_missing

    make_keys_if_missing()
    call_command("migrate", verbosity=0)
    from tests.trainings.sync_world import class_of, phone_of

    session, _ = class_of(10)
    for _ in range(4):
        phone_of(session)


def mark(number):
    """Mark one woman after the other, and print every acknowledged event."""
    from django.conf import settings
    from django.db import Error, connection

    from accounts.models import User
    from tests.trainings.sync_phone import Phone
    from trainings.models import Enrolment, Session

    settings.ALLOWED_HOSTS = ["testserver"]
    session = Session.objects.get()
    women = list(Enrolment.objects.order_by("pk"))
    phone = Phone(User.objects.filter(grants__isnull=False).order_by("pk")[number])
    turn = number
    while True:
        turn += 1
        value = ("present", "absent", "excused")[turn % 3]
        event = phone.mark(session, women[turn % len(women)], value, base=10**6)
        while True:
            try:
                answer = phone.send(event)
            except Error:
                # The connection is gone; the phone tries again until somebody answers.
                connection.close()
                time.sleep(0.05)
                continue
            if answer.response.status_code == 200:
                break
        sys.stdout.write(f"{event['id']} {value}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    by_default(Setting(SERVICE, service="test"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if sys.argv[1] == "prepare":
        prepare()
    else:
        mark(int(sys.argv[2]))
