import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { connectDocker } from './docker.ts'
import { runLabels } from './labels.ts'
import { countLeftBehind, sweep } from './sweep.ts'
import { buildRuntime, objectsOf, reasonToSkip } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`The sweep is not tested: ${reason}`)

/** A program of its own that runs a design until it is killed. */
function startProgram(): ChildProcess {
  const design = {
    microcosm: 1,
    components: { users: { kind: 'traffic', rate: 5 }, api: { kind: 'service' }, db: { kind: 'postgres' } },
    connections: [
      { from: 'users', to: 'api', protocol: 'http' },
      { from: 'api', to: 'db', protocol: 'postgres' },
    ],
  }
  const script = `
    import { TriedRun } from ${JSON.stringify(join(import.meta.dirname, 'try-live.ts'))}
    const run = new TriedRun(${JSON.stringify(design)}, { durationSeconds: 600 })
    await run.frame()
    console.log('running')`
  return spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

describe.skipIf(reason !== undefined)('sweep', () => {
  beforeAll(buildRuntime)

  test('removes what a killed program left, and nothing of one that lives', async () => {
    const docker = connectDocker()
    const program = startProgram()
    const pid = program.pid ?? 0
    if (program.stdout) await once(program.stdout, 'data')
    expect((await objectsOf(pid)).length).toBeGreaterThanOrEqual(5)
    await sweep(docker)
    expect((await objectsOf(pid)).length).toBeGreaterThanOrEqual(5)

    program.kill('SIGKILL')
    await once(program, 'close')
    const ours = `microcosm-test-${process.pid}`
    await docker.createVolume({ Name: ours, Labels: runLabels('test', false) })
    expect((await countLeftBehind(docker)).containers).toBeGreaterThanOrEqual(4)
    const removed = await sweep(docker)
    expect(removed.containers).toBeGreaterThanOrEqual(4)
    expect(removed.networks).toBeGreaterThanOrEqual(1)
    expect(await objectsOf(pid)).toEqual([])
    expect(await objectsOf(process.pid)).toEqual([ours])
    await docker.getVolume(ours).remove()
  })
})
