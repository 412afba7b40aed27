# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY bot bot
COPY cogs cogs
COPY data data
# The wheel carries the cogs, the migrations and the starter records, so the second stage needs nothing of the source.
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data marquee \
    && install --directory --owner=marquee --group=marquee /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MARQUEE_DATABASE=/data/marquee.sqlite3
USER marquee
WORKDIR /data
VOLUME /data
# The bot closes its database on SIGTERM, which is what `docker stop` sends; the exec form lets it arrive.
STOPSIGNAL SIGTERM
ENTRYPOINT ["marquee"]
CMD ["run"]
