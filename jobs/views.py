from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs import health, sweep


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; looks at nothing else."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every condition holds, 503 otherwise; with the age in seconds of pending rows."""
    conditions = health.readiness()
    try:
        ages = sweep.oldest()
    except DatabaseError:
        ages = {}
    everything = all(conditions.values())
    return JsonResponse(
        {
            "ready": everything,
            "conditions": conditions,
            "oldest_pending_seconds": {
                task: None if age is None else round(age, 1) for task, age in ages.items()
            },
        },
        status=200 if everything else 503,
    )
