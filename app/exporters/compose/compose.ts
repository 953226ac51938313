import type { Export, Exporter } from '../exporter.ts'
import { toDroppedPrivileges } from '../privilege-losses.ts'
import { toComposeFile } from './compose-file.ts'
import { toDependencies } from './dependencies.ts'
import { toEnvFiles } from './env-files.ts'
import { toLoadFile } from './load-file.ts'
import { toLosses } from './losses.ts'
import { toMountedFiles } from './mounted-files.ts'
import { toNetworks } from './networks.ts'
import { exportOrigin } from './origin/export-origin.ts'
import { originalPathsOf } from './origin/originals.ts'
import { toProxies } from './proxies.ts'
import { toPublishedPorts } from './published-ports.ts'
import { toReadme } from './readme.ts'
import { toRuntimeFiles } from './runtime-image.ts'
import type { Parts } from './services.ts'
import { toStack } from './stack.ts'

/** Writes a sound design as a Compose file that starts it on one machine, with the files it needs beside it. */
export const composeExporter: Exporter = {
  id: 'compose',
  label: 'Docker Compose',
  summary: 'Starts the design on one machine: real databases, queues and gateways, and stand-ins for services without an image.',
  icon: 'container',
  nextStep: 'Start it there with `docker compose up --wait`.',
  output: 'folder',
  needs: ['runtime'],
  originals: originalPathsOf,
  export(design, options): Export {
    const edited = exportOrigin(design, options)
    if (edited && 'files' in edited) return edited
    const { runtimeBundle, newSecret, version, designFolder } = options
    const stack = toStack(design, designFolder)
    const dependencies = toDependencies(stack)
    const ports = toPublishedPorts(stack)
    const networks = toNetworks(stack)
    const parts: Parts = { stack, dependencies, ports, files: toMountedFiles(stack), networks }
    const proxies = toProxies(stack, ports)
    const load = toLoadFile(parts, proxies, version)
    const needsRuntime = proxies !== undefined || stack.components.some(({ plan }) => plan.image.from === 'runtime')
    return {
      files: [
        { path: 'compose.yaml', content: toComposeFile(parts, version) },
        ...(load ? [{ path: 'compose.load.yaml', content: load.text }] : []),
        { path: 'README.md', content: toReadme(parts, load ? { proxies } : undefined, version) },
        ...toEnvFiles(stack, proxies ? [...ports, proxies.control] : ports, newSecret),
        ...[...parts.files, ...(load?.files ?? [])].map(({ path, content }) => ({ path, content })),
        ...(needsRuntime ? toRuntimeFiles(runtimeBundle) : []),
      ],
      losses: [...(edited?.losses ?? []), ...toDroppedPrivileges(design), ...toLosses(parts, proxies)],
    }
  },
}
