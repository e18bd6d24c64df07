# One image for web, worker and timetable; the command chooses.
FROM python:3.11-slim AS build
COPY requirements/run.txt /tmp/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/run.txt

FROM python:3.11-slim
# What writes PDF, and the font that reports and drawings saved as PNG are written in.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home --home-dir /var/lib/pathway-review pathway
COPY --from=build /venv /venv
COPY . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PATHWAY_REVIEW_VAR=/var/lib/pathway-review
# Static files are collected into the image under the demonstration's settings: no secret is needed for that.
RUN python manage.py collectstatic --no-input --verbosity 0 \
    && mkdir -p /var/lib/pathway-review/uploads && rm -f /var/lib/pathway-review/secret_key && chown -R pathway /var/lib/pathway-review
USER pathway
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000"]
