import { RunFailure } from '../../app/run/engine.ts'
import type { Container } from './docker.ts'
import { toDockerFailure } from './docker-failure.ts'
import { runIn } from './in-container.ts'
import { lastWords } from './last-words.ts'
import { readListening, toReasonOfSilence } from './listening.ts'
import type { PlannedComponent } from './live-plan.ts'
import type { MeshLink } from './mesh-link.ts'
import type { Replica } from './replica.ts'

const patienceMs = 180_000
const pauseMs = { exec: 400, network: 100 }
/** Who is not ready after this is asked what it does instead. */
const askAfterMs = 3000

/**
 * Waits until a replica can be used: it answers, and the HEALTHCHECK of a person's image succeeds. A person's image that nobody calls
 * need not answer: it is ready when it still runs after a moment, or may end well instead: then it was a job and has `finished`.
 * `stopped`: the run is being stopped. Throws a RunFailure if its container stops otherwise, or if it does not get ready in three
 * minutes. `tell` hears what is waited for where it takes long.
 */
export async function waitUntilReady(
  component: PlannedComponent,
  replica: Replica,
  mesh: MeshLink,
  stopped: () => boolean,
  tell: (waitsFor: string) => void = () => {},
): Promise<'ready' | 'finished' | 'stopped'> {
  const { ready, fidelity } = component.container
  const begun = performance.now()
  let askAt = begun + askAfterMs
  let check: string[] | null | undefined
  while (!stopped()) {
    const answers = await isReady(component, replica, mesh)
    if (!answers && (await stateOf(component, replica)) === 'finished') return 'finished'
    const serves = answers || (mayEnd(component) && performance.now() - begun > askAfterMs)
    if (serves) check ??= fidelity === "person's image" ? await healthCheckOf(replica.container) : null
    if (serves && (!check || (await endsWell(replica.container, check)))) return 'ready'
    if (performance.now() > askAt) {
      const reason = serves ? "its image's HEALTHCHECK fails" : await reasonOf(component, replica)
      if (performance.now() - begun > patienceMs) throw await failureOf(component, replica, reason)
      tell(reason)
      askAt = performance.now() + askAfterMs
    }
    await new Promise((done) => setTimeout(done, ready.probe === 'exec' ? pauseMs.exec : pauseMs.network))
  }
  return 'stopped'
}

/** It does its work whether or not anybody can reach it, so that ending well is no failure, and listening on nothing neither. */
export function mayEnd({ container, isCalled }: PlannedComponent): boolean {
  return container.fidelity === "person's image" && !isCalled
}

async function failureOf({ label, id }: PlannedComponent, { container }: Replica, reason: string): Promise<RunFailure> {
  const said = await lastWords(container)
  const log = said ? `; its log ends with: ${said}` : ''
  return new RunFailure(
    `${label} was started but is not ready after ${patienceMs / 1000} s: ${reason}${log}. Check its image and its environment.`,
    id,
  )
}

async function isReady(component: PlannedComponent, replica: Replica, mesh: MeshLink): Promise<boolean> {
  const { ready, image } = component.container
  switch (ready.probe) {
    case 'exec':
      return endsWell(replica.container, ready.command)
    case 'http':
      return mesh.probe(replica.host, ready.port, ready.path)
    case 'tcp':
      return mesh.probe(replica.host, ready.port)
    case 'none':
      return image.from !== 'runtime' || mesh.hasJoined(component.id, replica.index)
  }
}

/** While a container is starting or stopping nothing can be run in it; whether it stopped is looked at apart. */
async function endsWell(container: Container, command: string[]): Promise<boolean> {
  return (await runIn(container, command))?.exitCode === 0
}

async function reasonOf({ container: { ready } }: PlannedComponent, { container }: Replica): Promise<string> {
  if (ready.probe === 'none') return 'it has not come up yet'
  if (ready.probe === 'exec') return `its own check fails (${ready.command.join(' ').slice(0, 80)})`
  return toReasonOfSilence(ready.port, await readListening(container))
}

/** The command of the image's HEALTHCHECK; null: it has none. */
async function healthCheckOf(container: Container): Promise<string[] | null> {
  const [how, ...command] = (await container.inspect()).Config.Healthcheck?.Test ?? []
  if (how === 'CMD') return command
  return how === 'CMD-SHELL' ? ['/bin/sh', '-c', command.join(' ')] : null
}

async function stateOf(component: PlannedComponent, { container }: Replica): Promise<'running' | 'finished'> {
  const { State } = await container.inspect().catch((error) => {
    throw toDockerFailure(error, `to look at ${component.label}`, component.id)
  })
  if (State.Running || State.Restarting) return 'running'
  if (State.ExitCode === 0 && mayEnd(component)) return 'finished'
  const said = await lastWords(container)
  const why = State.OOMKilled ? 'it needed more memory than it may have' : `exit code ${State.ExitCode}`
  const log = said ? `; its log ends with: ${said}` : ''
  throw new RunFailure(
    `${component.label} stopped while it was starting (${why})${log}. Check its image, its environment and its limits.`,
    component.id,
  )
}
