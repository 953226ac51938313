import type { Export, Exporter } from '../exporter.ts'
import { toComposeFile } from './compose-file.ts'
import { toDependencies } from './dependencies.ts'
import { toEnvFiles } from './env-files.ts'
import { toLosses } from './losses.ts'
import { toMountedFiles } from './mounted-files.ts'
import { exportOrigin } from './origin/export-origin.ts'
import { toPublishedPorts } from './published-ports.ts'
import { toRuntimeFiles } from './runtime-image.ts'
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
  export(design, options): Export {
    const edited = exportOrigin(design, options)
    if (edited && 'files' in edited) return edited
    const { runtimeBundle, newSecret, version, designFolder } = options
    const stack = toStack(design, designFolder)
    const dependencies = toDependencies(stack)
    const ports = toPublishedPorts(stack)
    const mounted = toMountedFiles(stack)
    const hasStandIns = stack.components.some(({ plan }) => plan.image.from === 'runtime')
    return {
      files: [
        { path: 'docker-compose.yml', content: toComposeFile({ stack, dependencies, ports, files: mounted }, version) },
        ...toEnvFiles(stack, ports, newSecret),
        ...mounted.map(({ path, content }) => ({ path, content })),
        ...(hasStandIns ? toRuntimeFiles(runtimeBundle) : []),
      ],
      losses: [...(edited?.losses ?? []), ...toLosses(stack, dependencies)],
    }
  },
}
