import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What `docker` prints, line by line. The tests ask the real client, so that a mistake of ours in the API cannot hide. */
export async function docker(...args: string[]): Promise<string[]> {
  const { stdout } = await execute('docker', args, { maxBuffer: 64 * 2 ** 20 })
  return stdout.split('\n').filter((line) => line !== '')
}

/** Containers, networks and volumes that the program with this process id made: others may use the engine at the same time. */
export async function objectsOwnedBy(pid: number | undefined): Promise<string[]> {
  const owned = ['--filter', `label=microcosm.owner.pid=${pid}`]
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '-aq', ...owned),
    docker('network', 'ls', '-q', ...owned),
    docker('volume', 'ls', '-q', ...owned),
  ])
  return [...containers.map((id) => `container ${id}`), ...networks.map((id) => `network ${id}`), ...volumes.map((id) => `volume ${id}`)]
}

/** Names of the running containers of one component of that program's run. */
export function containersOf(component: string, pid: number | undefined): Promise<string[]> {
  const labels = [`label=microcosm.owner.pid=${pid}`, `label=microcosm.component=${component}`]
  return docker('ps', ...labels.flatMap((label) => ['--filter', label]), '--format', '{{.Names}}')
}
