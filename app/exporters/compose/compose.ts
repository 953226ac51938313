import { stringify } from 'yaml'
import type { Design } from '../../design/design.ts'
import type { Export, Exporter, ExportOptions } from '../exporter.ts'
import { toComposeServices } from './compose-services.ts'
import { toLosses } from './losses.ts'
import { configPath, volumeName } from './mounts.ts'
import { planAll } from './plans.ts'
import { entryPorts } from './ports.ts'
import { createSecrets } from './secrets.ts'

/** A design as a Compose project: `docker compose up --wait` brings it to healthy with the same names, ports, limits and replicas. */
export const compose: Exporter = {
  id: 'compose',
  label: 'Docker Compose',
  export: exportCompose,
}

/** The folder that plays services without an image, and traffic. */
const runtimeFolder = 'microcosm-runtime'

function exportCompose(design: Design, options: ExportOptions): Export {
  const secrets = createSecrets()
  const plans = planAll(design, secrets.reference)
  const project = toProjectName(design.name)
  const runtime = { folder: runtimeFolder, image: `${project}-runtime:${options.version}` }
  const services = toComposeServices(design, plans, entryPorts(design, plans), runtime)
  const volumes = Object.fromEntries([...plans].flatMap(([id, plan]) => plan.volumes.map((_path, index) => [volumeName(id, index), null])))
  const file = { name: project, services, ...(Object.keys(volumes).length > 0 ? { volumes } : {}) }
  const played = [...plans.values()].some(({ image }) => image.from === 'runtime')
  return {
    files: [
      { path: 'docker-compose.yml', content: header(design, options) + stringify(secrets.interpolate(file), { lineWidth: 0 }) },
      ...[...plans].flatMap(([id, plan]) => Object.entries(plan.files).map(([path, content]) => ({ path: configPath(id, path), content }))),
      ...(played ? runtimeFiles(options) : []),
      ...envFiles(secrets.names(), options),
    ],
    losses: toLosses(design, plans),
  }
}

function header(design: Design, { version }: ExportOptions): string {
  return `# ${(design.name ?? 'A design').replaceAll(/\s+/g, ' ')}: made by Microcosm ${version}.
#
#   docker compose up --build --wait        starts everything and waits until it is healthy
#   docker compose --profile load up -d     also starts the drawn traffic
#   docker compose down --volumes           removes it all, data included
#
# Passwords are in .env, which belongs in no repository; .env.example names them.

`
}

function runtimeFiles({ runtimeBundle }: ExportOptions): Export['files'] {
  const dockerfile = `# Plays services that have no image yet, and the drawn traffic; MICROCOSM_PROGRAM tells it what to do.
FROM node:24-slim
WORKDIR /app
COPY runtime.mjs .
USER 1000:1000
CMD ["node", "runtime.mjs"]
`
  return [
    { path: `${runtimeFolder}/Dockerfile`, content: dockerfile },
    { path: `${runtimeFolder}/runtime.mjs`, content: runtimeBundle },
  ]
}

function envFiles(names: Map<string, string>, { newSecret }: ExportOptions): Export['files'] {
  if (names.size === 0) return []
  const variables = [...names].sort(([a], [b]) => (a < b ? -1 : 1))
  const heading = '# Passwords of this project. Letters and digits only: some stand inside other text.\n'
  return [
    { path: '.env', content: heading + variables.map(([variable, name]) => `${variable}=${newSecret(name)}\n`).join(''), secret: true },
    { path: '.env.example', content: heading + variables.map(([variable]) => `${variable}=\n`).join('') },
  ]
}

/** Compose takes small letters, digits, hyphens and underscores. */
export function toProjectName(name: string | undefined): string {
  const slug = (name ?? '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return slug === '' ? 'microcosm-design' : slug.slice(0, 60)
}
