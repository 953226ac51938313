import { toContainerPlan } from '../catalogue/container-context.ts'
import type { Design } from '../design/design.ts'

/** What a run on Docker starts, before anything is started. */
export interface WhatRuns {
  containers: number
  /** How many of each component. */
  replicas: Record<string, number>
  images: { reference: string; licence: string; components: string[] }[]
  /** Folders as the design writes them; the Dockerfile lies in them. */
  builds: { path: string; component: string }[]
  /** What has neither, and is played by our own runtime. */
  standIns: string[]
  /** Whose terms starting an image accepts. */
  accepts: { terms: string; components: string[] }[]
  /** Sums over all replicas that have a limit, and how many containers have none. */
  cpus: number
  memoryBytes: number
  withoutCpus: number
  withoutMemory: number
}

/** What there is to start is the same whatever secrets and addresses a run chooses. */
const nowhere = { secret: (name: string) => name, address: () => ({ host: '0.0.0.0', port: 1 }) }

/** Components that cannot be run are left out: the run itself refuses them with the reason. */
export function toWhatRuns(design: Design): WhatRuns {
  const what: WhatRuns = {
    containers: 0,
    replicas: {},
    images: [],
    builds: [],
    standIns: [],
    accepts: [],
    cpus: 0,
    memoryBytes: 0,
    withoutCpus: 0,
    withoutMemory: 0,
  }
  for (const id of Object.keys(design.components)) {
    const plan = toContainerPlan(design, id, nowhere)
    if (!plan) continue
    const { image, replicas, cpus, memoryBytes } = plan
    what.containers += replicas
    what.replicas[id] = replicas
    what.cpus += (cpus ?? 0) * replicas
    what.memoryBytes += (memoryBytes ?? 0) * replicas
    if (cpus === undefined) what.withoutCpus += replicas
    if (memoryBytes === undefined) what.withoutMemory += replicas
    if (image.from === 'runtime') what.standIns.push(id)
    if (image.from === 'build') what.builds.push({ path: image.path, component: id })
    if (image.from !== 'registry') continue
    const { reference, licence, accepts: terms } = image
    const same = what.images.find((one) => one.reference === reference && one.licence === licence)
    if (same) same.components.push(id)
    else what.images.push({ reference, licence, components: [id] })
    if (terms === undefined) continue
    const accepted = what.accepts.find((one) => one.terms === terms)
    if (accepted) accepted.components.push(id)
    else what.accepts.push({ terms, components: [id] })
  }
  return what
}
