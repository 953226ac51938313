import type { Component } from '../design/design.ts'
import { toBytes } from '../design/quantities.ts'
import { textOf } from './capacity-fields.ts'

/** What products are told of the memory limit of their container, so that they keep within it instead of being killed. */

/** For Redis and its kin: three quarters of the limit for data, the rest is for buffers and fragmentation. */
export function toMemoryBound(component: Component): string[] {
  const memory = textOf(component, 'memory')
  return memory === undefined ? [] : ['--maxmemory', String(Math.floor(toBytes(memory) * 0.75)), '--maxmemory-policy', 'allkeys-lru']
}

/** For Java: half of the limit, since as much again is taken outside of the heap. */
export function toHeap(component: Component, absent: string): string {
  const memory = textOf(component, 'memory')
  const heap = memory === undefined ? absent : `${Math.max(1, Math.floor(toBytes(memory) / 2 / 2 ** 20))}m`
  return `-Xms${heap} -Xmx${heap}`
}
