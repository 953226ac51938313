import { RunFailure } from '../../app/run/engine.ts'
import { toDockerFailure } from './docker-failure.ts'
import type { PlannedComponent } from './live-plan.ts'
import type { MeshLink } from './mesh-link.ts'
import { lastLine, type Replica } from './replica.ts'

const patienceMs = 180_000
const pauseMs = { exec: 400, network: 100 }

/**
 * Waits until a replica can be used. Throws a RunFailure if its container stops meanwhile, or if it does not get ready in three
 * minutes. Returns early when the run is being stopped.
 */
export async function waitUntilReady(component: PlannedComponent, replica: Replica, mesh: MeshLink, stopped: () => boolean): Promise<void> {
  const { ready } = component.container
  const deadline = performance.now() + patienceMs
  while (!stopped()) {
    if (await isReady(component, replica, mesh)) return
    await checkRunning(component, replica)
    if (performance.now() > deadline) {
      const said = await lastLine(replica.container)
      throw new RunFailure(
        `${component.label} was started but is not ready after ${patienceMs / 1000} s${said ? `; its log ends with: ${said}` : ''}. Check its image and its environment.`,
        component.id,
      )
    }
    await new Promise((done) => setTimeout(done, ready.probe === 'exec' ? pauseMs.exec : pauseMs.network))
  }
}

async function isReady(component: PlannedComponent, replica: Replica, mesh: MeshLink): Promise<boolean> {
  const { ready, image } = component.container
  switch (ready.probe) {
    case 'exec':
      return exitsWell(replica, ready.command)
    case 'http':
      return mesh.probe(replica.host, ready.port, ready.path)
    case 'tcp':
      return mesh.probe(replica.host, ready.port)
    case 'none':
      return image.from !== 'runtime' || mesh.hasJoined(component.id, replica.index)
  }
}

async function exitsWell({ container }: Replica, command: string[]): Promise<boolean> {
  try {
    const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true })
    const stream = await exec.start({})
    stream.resume()
    await new Promise((done) => stream.once('close', done).once('end', done).once('error', done))
    return (await exec.inspect()).ExitCode === 0
  } catch {
    // While a container is starting or stopping nothing can be run in it; whether it stopped is looked at apart.
    return false
  }
}

async function checkRunning(component: PlannedComponent, { container }: Replica): Promise<void> {
  const { State } = await container.inspect().catch((error) => {
    throw toDockerFailure(error, `to look at ${component.label}`, component.id)
  })
  if (State.Running || State.Restarting) return
  const said = await lastLine(container)
  const why = State.OOMKilled ? 'it needed more memory than it may have' : `exit code ${State.ExitCode}`
  throw new RunFailure(
    `${component.label} stopped while it was starting (${why})${said ? `; its log ends with: ${said}` : ''}. Check its image, its environment and its limits.`,
    component.id,
  )
}
