import type { Dial, Stack } from './stack.ts'

/** Which services a service waits for, and the waits that would never end and are left out. */
export interface Dependencies {
  /** Service to the services it waits for, in the order of the design's connections. */
  waitsFor: Map<string, string[]>
  leftOut: Dial[]
}

/**
 * A service waits for those it connects to. Compose refuses a circle of waits. Synchronous calls make none in a sound design;
 * asynchronous ones may, so they come last and one that would close a circle is left out.
 */
export function toDependencies({ dials }: Stack): Dependencies {
  const waitsFor = new Map<string, string[]>()
  const leftOut: Dial[] = []
  const urgent = dials.filter(({ connection }) => connection.mode !== 'async')
  const patient = dials.filter(({ connection }) => connection.mode === 'async')
  for (const dial of [...urgent, ...patient]) {
    const known = waitsFor.get(dial.dialler) ?? []
    if (known.includes(dial.dialled)) continue
    if (reaches(waitsFor, dial.dialled, dial.dialler)) leftOut.push(dial)
    else waitsFor.set(dial.dialler, [...known, dial.dialled])
  }
  return { waitsFor, leftOut }
}

function reaches(waitsFor: Map<string, string[]>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(waitsFor.get(id) ?? []))
  }
  return false
}
