# The site in a container. No key and no setting is in it: `docker run` or compose.yaml gives them.
FROM python:3.13-slim

# pg_dump and pg_restore, for manage.py backup and restore
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 10001 record
WORKDIR /srv/record
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY manage.py LICENSE ./
COPY config config
COPY scripts/serve scripts/serve
COPY statements statements
RUN mkdir staticfiles data && chown record staticfiles data

USER record
ENV DEBUG=false HOST=0.0.0.0 PORT=8000 WORKERS=2 PYTHON=python PYTHONUNBUFFERED=1
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["scripts/serve"]
