from celery import shared_task

from jobs import sweep


@shared_task(name="jobs.sweep")
def run_sweep() -> None:
    sweep.run()
