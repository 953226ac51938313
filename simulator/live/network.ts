import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { RunFailure } from '../../app/run/engine.ts'
import type { Docker } from './docker.ts'
import { toDockerFailure } from './docker-failure.ts'
import type { Labels } from './labels.ts'
import { chooseSubnet, formatAddress, parseRange, type Range, type RunSubnet } from './subnet.ts'

const attempts = 20

/**
 * Makes the run's network on a range of its own. Docker's own choice is not left to Docker: its ranges run out after some thirty
 * networks, and the mesh must know its half beforehand. A range that turns out to be taken is passed over.
 */
export async function createNetwork(docker: Docker, name: string, labels: Labels): Promise<RunSubnet> {
  const used = await usedRanges(docker)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const subnet = chooseSubnet(used, attempt)
    if (!subnet) break
    try {
      await docker.createNetwork({
        Name: name,
        Driver: 'bridge',
        CheckDuplicate: true,
        Labels: labels,
        IPAM: { Driver: 'default', Config: [{ Subnet: subnet.cidr, Gateway: subnet.gateway }] },
      })
      return subnet
    } catch (error) {
      if (!/overlap/i.test((error as Error).message)) throw toDockerFailure(error, 'to make the network of the run')
    }
  }
  throw new RunFailure(
    'No free range of addresses is left for the run between 10.201.0.0 and 10.238.255.255: remove Docker networks that are not needed, with `docker network prune`.',
  )
}

/** What Docker's networks, this machine's interfaces and its routes use. */
async function usedRanges(docker: Docker): Promise<Range[]> {
  const networks = await docker.listNetworks()
  const ofDocker = networks.flatMap((network) => (network.IPAM?.Config ?? []).map((config) => config.Subnet ?? ''))
  const ofInterfaces = Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map((address) => address.cidr ?? ''))
  return [...ofDocker, ...ofInterfaces, ...(await routedRanges())].flatMap((text) => parseRange(text) ?? [])
}

/** Ranges this machine has routes to, as Linux tells them; elsewhere the interfaces have to do. */
async function routedRanges(): Promise<string[]> {
  const table = await readFile('/proc/net/route', 'utf8').catch(() => '')
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      // eth0 000011AC 00000000 0001 0 0 0 0000FFFF …
      const columns = line.split(/\s+/)
      const bits = fromHex(columns[7]).toString(2).replaceAll('0', '').length
      return `${formatAddress(fromHex(columns[1]))}/${bits}`
    })
}

/** The kernel writes addresses as hexadecimal numbers of its own byte order, which is little-endian wherever Docker runs. */
function fromHex(text = '0'): number {
  return Buffer.from(text.padStart(8, '0'), 'hex').readUInt32LE(0)
}
