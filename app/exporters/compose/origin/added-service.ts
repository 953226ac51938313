import type { Design } from '../../../design/design.ts'
import { joinPath } from '../../../importers/compose/paths.ts'
import type { ExportedFile } from '../../exporter.ts'
import { toDependencies } from '../dependencies.ts'
import { toMountedFiles } from '../mounted-files.ts'
import { toPublishedPorts } from '../published-ports.ts'
import { toRuntimeFiles } from '../runtime-image.ts'
import { toService, toVolumes } from '../services.ts'
import { toStack } from '../stack.ts'
import { secretVariable, toComposeText } from '../variables.ts'
import { serviceOf } from './changes.ts'
import { type Own, openMap } from './own-values.ts'

/** A component that was drawn after the import, as a service of its own with what it needs beside it. */
export interface AddedService {
  name: string
  service: Own
  volumes: string[]
  files: ExportedFile[]
  /** Variables that must be set in `.env`. */
  secrets: string[]
}

export function toAddedService(design: Design, id: string, designFolder: string, runtimeBundle: string): AddedService | undefined {
  const stack = toStack(design, designFolder, (_, { host, port }) => ({ host: serviceOf(design, host), port }))
  const planned = stack.components.find((component) => component.id === id)
  if (!planned) return undefined
  const files = toMountedFiles(stack).filter((file) => file.id === id)
  const made = toService(planned, {
    stack,
    dependencies: toDependencies(stack),
    ports: toPublishedPorts(stack),
    files,
    networks: new Map(),
  })
  const depends =
    made.depends_on && Object.fromEntries(Object.entries(made.depends_on).map(([other, how]) => [serviceOf(design, other), how]))
  const { image } = planned.plan
  const service = toWritten({
    ...made,
    ...(depends ? { depends_on: depends } : {}),
    ...(image.from === 'build' ? { build: toContext(image.path, designFolder) } : {}),
  }) as Own
  const text = JSON.stringify(service)
  return {
    name: serviceOf(design, id),
    service,
    volumes: toVolumes(planned).map(({ name }) => name),
    files: [...files.map(({ path, content }) => ({ path, content })), ...(image.from === 'runtime' ? toRuntimeFiles(runtimeBundle) : [])],
    secrets: stack.secrets.filter((name) => text.includes(`\${${secretVariable(name)}:?`)),
  }
}

export function addService(root: Own, { name, service, volumes }: AddedService): void {
  openMap(root, 'services')[name] = service
  for (const volume of volumes) openMap(root, 'volumes')[volume] = {}
}

function toContext(path: string, designFolder: string): string {
  const context = joinPath(designFolder, path)
  return context.startsWith('.') || context.startsWith('/') ? context : `./${context}`
}

/** Every text as Compose must read it. */
function toWritten(value: unknown): unknown {
  if (typeof value === 'string') return toComposeText(value)
  if (Array.isArray(value)) return value.map(toWritten)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toWritten(inner)]))
}
