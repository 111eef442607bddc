# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# mvnw finds no Maven here and downloads one, for which it needs curl.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
COPY mvnw pom.xml ./
COPY frontend frontend
COPY src src
RUN ./mvnw -B -ntp package -DskipTests \
    && cp target/learning-manager-*.jar learning-manager.jar

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Learning Manager" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 learning \
    && useradd --system --uid 10001 --gid learning --home-dir /var/lib/learning-manager --create-home learning \
    && mkdir /var/lib/learning-manager/data \
    && chown learning:learning /var/lib/learning-manager/data
COPY --from=build --chown=root:root /build/learning-manager.jar /opt/learning-manager.jar
USER 10001:10001
WORKDIR /var/lib/learning-manager
# The embedded database and its link key; nothing is kept here when spring.datasource.url names a PostgreSQL.
VOLUME /var/lib/learning-manager/data
# Every setting of README can be given as an environment variable: SPRING_DATASOURCE_URL, LEARNING_MANAGER_URL …
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70"
EXPOSE 8080
# Bash speaks HTTP by itself: no curl in the image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "/opt/learning-manager.jar"]
