"""The place of workers among the processes of a machine."""


def keep_place() -> None:
    """Let the Celery workers of this process not step back.

    The suite computes on every core for minutes. Behind it, whoever steps back gets a tenth of a core, and
    those who wait for its answers would make the whole run wait.
    """
    from bot import celery_app

    celery_app.step_back = lambda: None
