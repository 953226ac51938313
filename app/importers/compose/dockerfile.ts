/** What a Dockerfile says of the image that comes of it. */
export interface BuiltFrom {
  /** The published image beneath it; absent: a variable or nothing at all. */
  image?: string
  /** It takes files of settings from the folder, and nothing that an earlier stage has made. */
  isConfigured: boolean
  /** As the last USER says: `1000`, `app:app`; absent: the image beneath has the last word. */
  user?: string
}

// FROM --platform=$BUILDPLATFORM node:22 AS build
const fromPattern = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i
// COPY --chown=nginx default.conf /etc/nginx/conf.d/
const copyPattern = /^\s*(?:COPY|ADD)\s+(.*)$/i

// USER 1000:1000
const userPattern = /^\s*USER\s+(\S+)/i

/** Follows the stage that is built, or the last one, down to a published image. */
export function readDockerfile(text: string, target: string | undefined): BuiltFrom {
  const stages: { image: string; name: string | undefined; copies: string[]; user?: string }[] = []
  for (const line of text.split('\n').slice(0, 5000)) {
    const from = fromPattern.exec(line)
    const copy = copyPattern.exec(line)?.[1]
    if (from) stages.push({ image: from[1] ?? '', name: from[2]?.toLowerCase(), copies: [] })
    else if (copy !== undefined) stages.at(-1)?.copies.push(copy)
    const [stage, user] = [stages.at(-1), userPattern.exec(line)?.[1]]
    if (stage && user !== undefined) stage.user = user
  }
  const wanted = target?.toLowerCase()
  let stage = stages.findLast(({ name }) => name === wanted && wanted !== undefined) ?? stages.at(-1)
  const copies: string[] = []
  let user: string | undefined
  for (let steps = 0; stage && steps < stages.length; steps += 1) {
    copies.push(...stage.copies)
    user ??= stage.user
    const { image } = stage
    const below = stages.find((each) => each.name === image.toLowerCase() && each !== stage)
    if (!below) break
    stage = below
  }
  const image = stage?.image
  const isConfigured =
    copies.some((copy) => /conf|cfg|caddyfile|templates?\b|\.ya?ml/i.test(copy)) && !copies.some((copy) => /--from=/.test(copy))
  // ARG TAG=7, FROM mongo:${TAG}
  const known = image !== undefined && !image.replace(/[:@].*$/, '').includes('$') && image !== 'scratch'
  return { ...(known ? { image } : {}), isConfigured, ...(user === undefined ? {} : { user }) }
}
