import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What `docker` prints, line by line. The tests ask the real client, so that a mistake of ours in the API cannot hide. */
export async function docker(...args: string[]): Promise<string[]> {
  const { stdout } = await execute('docker', args, { maxBuffer: 64 * 2 ** 20 })
  return stdout.split('\n').filter((line) => line !== '')
}

/** Containers, networks and volumes that carry Microcosm's label. */
export async function ourObjects(): Promise<string[]> {
  const label = ['--filter', 'label=microcosm.run']
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '-aq', ...label),
    docker('network', 'ls', '-q', ...label),
    docker('volume', 'ls', '-q', ...label),
  ])
  return [...containers.map((id) => `container ${id}`), ...networks.map((id) => `network ${id}`), ...volumes.map((id) => `volume ${id}`)]
}

/** Names of our running containers of one component. */
export function containersOf(component: string): Promise<string[]> {
  return docker('ps', '--filter', 'label=microcosm.run', '--filter', `label=microcosm.component=${component}`, '--format', '{{.Names}}')
}
