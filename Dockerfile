# The relay in a container: docker build -t stockcaster . ; .github/DEPLOY.md says how to run it.
#
# A tag moves when its image is patched. To build on one image only, pin it by its digest:
#   docker buildx imagetools inspect node:24-slim --format '{{.Manifest.Digest}}'
#   docker build --build-arg NODE_IMAGE=node:24-slim@sha256:… -t stockcaster .
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
RUN npm run build

# Only what runs, with the commands that go with it (doctor, setup-sheet, digest, import-chat).
FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    STATE_DIR=/data
COPY package.json package-lock.json ./
COPY scripts/drop-fonts.mjs scripts/
RUN npm ci --omit=dev --ignore-scripts && node scripts/drop-fonts.mjs && npm cache clean --force
COPY --from=build /app/dist dist
COPY scripts/run.mjs scripts/
RUN install -d -m 700 -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/index.js"]
