import { controlPort } from '../runtime/control/messages.ts'
import type { Docker } from './docker.ts'
import { toDockerFailure } from './docker-failure.ts'
import type { Labels } from './labels.ts'
import { lastWords } from './last-words.ts'
import { connectMesh, type MeshLink } from './mesh-link.ts'
import { toNetworking } from './replica.ts'

export interface MeshPlace {
  run: string
  labels: Labels
  network: string
  host: string
  image: string
  token: string
  /** Components, whose names lead to it for those who are not drawn to call them. */
  names: string[]
}

/**
 * Starts the mesh and connects to it. It is the only container that may change its network (NET_ADMIN, in its own network
 * namespace), and the only one with a port on this machine, on 127.0.0.1.
 */
export async function startMesh(docker: Docker, place: MeshPlace, stopped: () => boolean): Promise<MeshLink> {
  try {
    const container = await docker.createContainer({
      name: `microcosm-${place.run}-mesh`,
      Image: place.image,
      Cmd: ['node', '/microcosm/mesh.mjs'],
      Env: [`MICROCOSM_TOKEN=${place.token}`],
      Labels: place.labels,
      ExposedPorts: { [`${controlPort}/tcp`]: {} },
      StopTimeout: 1,
      HostConfig: {
        Init: true,
        CapDrop: ['ALL'],
        CapAdd: ['NET_ADMIN'],
        SecurityOpt: ['no-new-privileges'],
        PidsLimit: 4096,
        // All traffic waits for it, so among busy containers it goes first.
        CpuShares: 8192,
        PortBindings: { [`${controlPort}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
        LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '1' } },
      },
      NetworkingConfig: toNetworking(place.network, place.host, place.names),
    })
    await container.start()
    const port = (await container.inspect()).NetworkSettings.Ports[`${controlPort}/tcp`]?.[0]?.HostPort
    if (!port) throw new Error(`the mesh has no port on this machine (${await lastWords(container)})`)
    return await connectMesh('127.0.0.1', Number(port), place.token, stopped)
  } catch (error) {
    throw toDockerFailure(error, 'to start the mesh')
  }
}
