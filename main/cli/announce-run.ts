import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import { toWhatRuns, type WhatRuns } from '../../app/run/what-runs.ts'
import type { Docker } from '../../simulator/live/docker.ts'
import { type EngineFacts, readEngineFacts } from '../../simulator/live/engine-facts.ts'
import type { Io } from './command.ts'

/** Says what will run, and lets nothing start whose licence nobody accepted. */
export async function announceRun(design: Design, docker: Docker, isAccepted: boolean, io: Pick<Io, 'err' | 'ask'>): Promise<void> {
  const what = toWhatRuns(design)
  const facts = await readEngineFacts(
    docker,
    what.images.map(({ reference }) => reference),
  )
  // Without an engine nothing will run, and the run says so.
  if (!facts) return
  for (const line of toLines(what, facts)) io.err(line)
  if (isAccepted) return
  for (const { terms, components } of what.accepts) {
    if (!io.ask) throw new Refusal('bad-input', `Starting ${components.join(', ')} accepts ${terms}: say so with --yes.`)
    if (!(await io.ask(`Do you accept ${terms}, to start ${components.join(', ')}?`)))
      throw new Refusal('bad-input', `Nothing was started: ${terms} were not accepted.`)
  }
}

function toLines(what: WhatRuns, facts: EngineFacts): string[] {
  const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  const without = (count: number) => (count === 0 ? '' : ` (${count} without a limit)`)
  return [
    `Will run ${what.containers} containers and the mesh:`,
    ...what.images.map(({ reference, licence, components }) => {
      const digest = facts.here.get(reference)
      return `  image ${reference} (${digest?.slice(0, 19) ?? 'will be pulled'}) for ${components.join(', ')}; ${licence}`
    }),
    ...what.builds.map(({ path, component }) => `  build ${path}/Dockerfile for ${component}`),
    '  nothing of this machine is mounted, one port of 127.0.0.1 for the mesh, no new privileges',
    `  cores: ${what.cpus}${without(what.withoutCpus)} of ${facts.cpus}; memory: ${gibibytes(what.memoryBytes)}${without(what.withoutMemory)} of ${gibibytes(facts.memoryBytes)}`,
    ...what.accepts.map(({ terms, components }) => `  accepts ${terms}, for ${components.join(', ')}`),
  ]
}
