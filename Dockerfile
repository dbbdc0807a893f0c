# syntax=docker/dockerfile:1
# MemoryDB Local with Debian's Valkey and the built-in PostgreSQL. README.md, "In a container", says how
# clients reach the nodes.
#
#   docker build -t memorydb-local .
#   docker run --rm --network host -v memorydb:/var/lib/memorydb memorydb-local

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -pl api -am package -DskipTests -Dspotless.check.skip -Dmdep.analyze.skip
# A layer for what changes at the same time: libraries seldom, the application with every build.
RUN java -Djarmode=tools -jar api/target/memorydb-local-exec.jar extract --layers --destination /layers


FROM debian:trixie-slim
# The newest of these versions are those with the newest security fixes.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates curl openjdk-25-jre-headless tini valkey-server \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 memorydb \
    && useradd --uid 10001 --gid memorydb --no-create-home --home-dir /var/lib/memorydb --shell /usr/sbin/nologin memorydb \
    && install -d -o memorydb -g memorydb -m 700 /var/lib/memorydb \
    && install -d -o memorydb -g memorydb /var/cache/memorydb

WORKDIR /opt/memorydb
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /src/api/src/main/jvm.options ./
COPY --from=build /layers/application/ ./

USER 10001:10001
# A short life in a directory of its own, during which the JVM notes what a start needs.
RUN java @/opt/memorydb/jvm.options -XX:AOTCacheOutput=/var/cache/memorydb/memorydb-local.aot -Xlog:aot=off \
        -Dspring.context.exit=onRefresh -jar /opt/memorydb/memorydb-local-exec.jar \
        --memorydb.data-directory=/tmp/memorydb \
    && rm -rf /tmp/memorydb

# The log goes to the console too.
ENV MEMORYDB_DATA_DIR=/var/lib/memorydb \
    LOGGING_THRESHOLD_CONSOLE=info
VOLUME /var/lib/memorydb
EXPOSE 8379
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
    CMD curl -fsS --noproxy '*' -o /dev/null "http://${SERVER_ADDRESS:-127.0.0.1}:${SERVER_PORT:-8379}/ca.pem"

# Processes whose parent has ended are tini's to bury. Arguments are properties, such as --server.port=8380.
ENTRYPOINT ["tini", "--", "sh", "-c", "exec java @/opt/memorydb/jvm.options \
    -XX:AOTCache=/var/cache/memorydb/memorydb-local.aot -Xlog:aot=off -Xlog:aot+codecache*=off \
    $MEMORYDB_JAVA_OPTS -jar /opt/memorydb/memorydb-local-exec.jar \"$@\"", "memorydb-local"]
