# The first stage has the development tools and builds the web part; the image carries what runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production NODE_USE_ENV_PROXY=1 HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/retorno.db
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force \
  && mkdir /data && chown node:node /data \
  && ln -s /app/src/cli/retorno /usr/local/bin/retorno
COPY adapters ./adapters
COPY migrations ./migrations
COPY src ./src
COPY --from=build /app/dist ./dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["src/cli/retorno", "serve"]
