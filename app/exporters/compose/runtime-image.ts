import type { Export } from '../exporter.ts'

/** Folder beside the Compose file from which the stand-ins' image is built. */
export const runtimeFolder = 'microcosm-runtime'

const dockerfile = `# Plays a service, or sends traffic, as MICROCOSM_PROGRAM says: replace it by the real service when there is one.
FROM node:24-slim
# Each of these has little to do, and many stand on one machine.
ENV NODE_ENV=production NODE_OPTIONS="--max-old-space-size=256 --max-semi-space-size=2"
COPY runtime.mjs /microcosm/runtime.mjs
USER node
CMD ["node", "/microcosm/runtime.mjs"]
`

/** What the image of the stand-ins is built from. */
export function toRuntimeFiles(runtimeBundle: string): Export['files'] {
  return [
    { path: `${runtimeFolder}/Dockerfile`, content: dockerfile },
    { path: `${runtimeFolder}/runtime.mjs`, content: runtimeBundle },
  ]
}
