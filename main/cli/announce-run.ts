import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { counted } from '../../app/run/figures.ts'
import type { RunSheet } from '../../app/run/run-sheet.ts'
import { toSizeText } from '../../app/run/size-text.ts'
import type { Docker } from '../../simulator/live/docker.ts'
import { readRunSheet } from '../../simulator/live/read-run-sheet.ts'
import type { Io } from './command.ts'

/** Says what will run, and lets nothing start whose licence nobody accepted. `baseFolder` holds the design's file. */
export async function announceRun(
  design: Design,
  baseFolder: string,
  docker: Docker,
  isAccepted: boolean,
  io: Pick<Io, 'err' | 'ask'>,
): Promise<void> {
  const sheet = await readRunSheet(docker, design, baseFolder).catch((error: unknown) => {
    // Nothing will run, and the run says why.
    if (error instanceof RunFailure) return undefined
    throw error
  })
  if (!sheet) return
  for (const line of toLines(sheet)) io.err(line)
  if (isAccepted) return
  for (const { kind, what, components } of sheet.consents) {
    if (kind !== 'licence') continue
    if (!io.ask) throw new Refusal('bad-input', `Starting ${components.join(', ')} accepts ${what}: say so with --yes.`)
    if (!(await io.ask(`Do you accept ${what}, to start ${components.join(', ')}?`)))
      throw new Refusal('bad-input', `Nothing was started: ${what} were not accepted.`)
  }
}

function toLines({ images, standIns, builds, capabilities, notGiven, consents, machine, ...size }: RunSheet): string[] {
  const without = (count: number) => (count === 0 ? '' : ` (${count} without a limit)`)
  const shown = (digest: string | null) => digest?.slice(0, 19) ?? 'will be pulled'
  const isOutside = (folder: string) => consents.some(({ kind, what }) => kind === 'folder' && what === folder)
  const played = standIns.components.length === 0 ? '' : `${standIns.components.join(', ')} and `
  return [
    `Will run ${counted(size.containers, 'container')} and the mesh:`,
    ...images.map(
      ({ reference, digest, licence, components }) => `  image ${reference} (${shown(digest)}) for ${components.join(', ')}; ${licence}`,
    ),
    `  image ${standIns.base} (${shown(standIns.digest)}), on which Microcosm plays ${played}the mesh`,
    ...builds.map(
      ({ folder, component }) =>
        `  build ${folder}/Dockerfile for ${component}${isOutside(folder) ? ", outside of the design's folder" : ''}`,
    ),
    '  nothing of this machine is mounted, one port of 127.0.0.1 for the mesh, no new privileges',
    ...capabilities.map(({ names, components }) => `  capabilities ${names.join(', ')} for ${components.join(', ')}`),
    '  capability NET_ADMIN for the mesh, in its own network',
    `  cores: ${size.cpus}${without(size.withoutCpus)} of ${machine.cpus}; memory: ${toSizeText(size.memoryBytes)}${without(size.withoutMemory)} of ${toSizeText(machine.memoryBytes)}`,
    ...consents.filter(({ kind }) => kind === 'licence').map(({ what, components }) => `  accepts ${what}, for ${components.join(', ')}`),
    ...notGiven.map(({ component, grant, danger }) => `  not given to ${component}: ${grant}, with which ${danger}`),
  ]
}
