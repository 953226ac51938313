import { addComments, loadHeadOf } from './comments.ts'
import { toDocument, toText } from './compose-file.ts'
import { type Healthcheck, runtimeHealthcheck } from './healthcheck.ts'
import { type MountedFile, toMountedFiles } from './mounted-files.ts'
import type { Proxies } from './proxies.ts'
import { toPortMapping } from './published-ports.ts'
import { toReadableProgram } from './readable-program.ts'
import { runtimeFolder } from './runtime-image.ts'
import { type ComposeService, type Parts, programVariable, toEnvironment, toMount, toService } from './services.ts'
import type { Planned } from './stack.ts'

/** What is laid over `compose.yaml` to drive the system and to break it. */
export interface LoadFile {
  text: string
  /** Settings of reverse proxies that send their calls through the proxies. */
  files: MountedFile[]
}

/** Undefined where there is neither traffic nor a call that could go through a proxy. */
export function toLoadFile(parts: Parts, proxies: Proxies | undefined, version: string): LoadFile | undefined {
  const stack = proxies?.stack ?? parts.stack
  const known = new Map(parts.files.map(({ id, target, content }) => [`${id} ${target}`, content]))
  const files = toMountedFiles(stack)
    .filter(({ id, target, content }) => known.get(`${id} ${target}`) !== content)
    .map((file) => ({ ...file, path: file.path.replace(/^config\//, 'config-load/') }))
  const wait = proxies ? { [proxies.service]: { condition: 'service_healthy' as const } } : {}
  const services = stack.components.flatMap((planned, index): [string, object][] => {
    if (planned.behaviour.model === 'source') {
      const service = toService(planned, { ...parts, stack, files })
      return [[planned.id, proxies ? { ...service, depends_on: { ...service.depends_on, ...wait } } : service]]
    }
    const changed = toChanges(planned, parts.stack.components[index], files)
    return changed ? [[planned.id, { ...changed, depends_on: wait }]] : []
  })
  if (services.length === 0) return undefined
  const document = toDocument({
    services: Object.fromEntries([...services, ...(proxies ? [[proxies.service, toProxyService(proxies, parts)]] : [])]),
  })
  addComments(document, loadHeadOf(parts.stack, proxies, version), stack)
  return { text: toText(document), files }
}

/** What of a service is another when its calls go through the proxies. */
function toChanges(
  planned: Planned,
  direct: Planned | undefined,
  files: MountedFile[],
): Pick<ComposeService, 'command' | 'environment' | 'volumes'> | undefined {
  const environment = Object.entries(toEnvironment(planned.plan)).filter(([name]) => planned.plan.env[name] !== direct?.plan.env[name])
  const command = planned.plan.command?.join(' ') === direct?.plan.command?.join(' ') ? undefined : planned.plan.command
  const volumes = files.filter(({ id }) => id === planned.id).map(toMount)
  if (environment.length + volumes.length === 0 && !command) return undefined
  return {
    ...(command ? { command } : {}),
    ...(environment.length > 0 ? { environment: Object.fromEntries(environment) } : {}),
    ...(volumes.length > 0 ? { volumes } : {}),
  }
}

function toProxyService({ program, control }: Proxies, { networks }: Parts): ComposeService & { healthcheck: Healthcheck } {
  const joined = [...new Set([...networks.values()].flat())]
  return {
    build: `./${runtimeFolder}`,
    init: true,
    environment: { [programVariable]: toReadableProgram(JSON.stringify(program)) },
    ports: [toPortMapping(control)],
    healthcheck: runtimeHealthcheck(program.port),
    ...(joined.length > 0 ? { networks: joined } : {}),
    restart: 'unless-stopped',
  }
}
