# One image for web, worker and timetable; the command chooses. Runs as 10001 on a root file system nobody writes to.
FROM python:3.11-slim-trixie AS build
COPY requirements/run.txt /tmp/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/run.txt

FROM python:3.11-slim-trixie
# What writes PDF, the font that reports and drawings saved as PNG are written in, and what backs PostgreSQL 17 up.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/pathway-review pathway
COPY --from=build /venv /venv
COPY . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PATHWAY_REVIEW_VAR=/var/lib/pathway-review XDG_CACHE_HOME=/tmp
# Static files are collected into the image under the demonstration's settings: no secret is needed for that.
RUN python manage.py collectstatic --no-input --verbosity 0 \
    && mkdir -p /var/lib/pathway-review/uploads && rm -f /var/lib/pathway-review/secret_key && chown -R pathway /var/lib/pathway-review
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os; from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8000/health/', headers={'Host': os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000"]
