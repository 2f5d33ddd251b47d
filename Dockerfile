FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/serai
RUN pip install --no-cache-dir 'uv>=0.9,<1'
COPY requirements.lock ./
RUN uv pip install --system --require-hashes --no-cache -r requirements.lock
COPY . .
RUN uv pip install --system --no-deps --no-cache -e . && useradd --create-home --uid 1000 serai \
    && mkdir -p /data && chown serai /data
USER serai
ENV SANDBOX=false HOST=0.0.0.0 SERAI_HOME=/data PYTHONUNBUFFERED=1
EXPOSE 8800
CMD ["serai", "run"]
