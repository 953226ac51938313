import { type Owner, thisOwner } from './owner.ts'

/** Labels on everything a run makes. Nothing without `microcosm.run` is ever touched. */
export const runLabel = 'microcosm.run'
export const componentLabel = 'microcosm.component'
export const replicaLabel = 'microcosm.replica'
/** On images that stand in for official ones; its text is what the person is told. */
export const standInLabel = 'microcosm.standin'
/** On images that we build: whose it is. */
export const imageLabel = 'microcosm.image'
const keepLabel = 'microcosm.keep'
const ownerLabels = {
  host: 'microcosm.owner.host',
  boot: 'microcosm.owner.boot',
  pid: 'microcosm.owner.pid',
  started: 'microcosm.owner.started',
}

export type Labels = Record<string, string>

/** `keep`: stays after the program has ended, until the person removes everything. */
export function runLabels(run: string, keep: boolean): Labels {
  const owner = thisOwner()
  return {
    [runLabel]: run,
    [ownerLabels.host]: owner.host,
    [ownerLabels.boot]: owner.boot,
    [ownerLabels.pid]: owner.pid,
    [ownerLabels.started]: owner.started,
    ...(keep ? { [keepLabel]: 'true' } : {}),
  }
}

export function ownerOf(labels: Labels): Owner {
  const read = (name: string) => labels[name] ?? ''
  return {
    host: read(ownerLabels.host),
    boot: read(ownerLabels.boot),
    pid: read(ownerLabels.pid),
    started: read(ownerLabels.started),
  }
}

export function isKept(labels: Labels): boolean {
  return labels[keepLabel] === 'true'
}
