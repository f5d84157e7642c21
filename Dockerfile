# SPDX-License-Identifier: Apache-2.0
# A pinned environment for the same commands: npm run bench, npm test. What a container changes about the
# measurements, and how to run this one, is in docs/docker.md.
ARG NODE_VERSION=24.9.0

FROM node:${NODE_VERSION}-bookworm-slim AS toolchain
# The toolchain stays in the final image: npm test compiles the C tests. Skipped where the base has it
# already, so that a prepared base builds without a network.
RUN if ! { command -v g++ && command -v make && command -v python3 \
        && command -v clang-format && command -v clang-tidy; } >/dev/null; then \
      apt-get update \
      && apt-get install -y --no-install-recommends \
           g++ make python3 ca-certificates clang-format clang-tidy \
      && rm -rf /var/lib/apt/lists/*; \
    fi
# Made by the user who will own it: WORKDIR alone would make it root's.
USER node
RUN mkdir /home/node/fd-handover-bench
WORKDIR /home/node/fd-handover-bench

# Dependencies in a layer of their own: they are installed again when the lock file changes, not when a
# source does. The set-up script compares contents, so it finds them done in the next stage.
FROM toolchain AS dependencies
COPY --chown=node:node package.json package-lock.json .npmrc ./
COPY --chown=node:node bench/set-up.mjs bench/set-up.mjs
COPY --chown=node:node bench/set-up bench/set-up
RUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 \
    npm_config_prefer_offline=true node bench/set-up.mjs --only dependencies

FROM toolchain
COPY --chown=node:node --from=dependencies /home/node/fd-handover-bench ./
COPY --chown=node:node . .
RUN node bench/set-up.mjs
CMD ["npm", "run", "bench", "--", "--quick"]
