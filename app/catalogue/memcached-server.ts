import type { Component } from '../design/design.ts'
import { toBytes } from '../design/quantities.ts'
import type { ContainerPlan } from './component.ts'
import { listensOn, toServerPlan } from './server-parts.ts'

/** The container of one memcached server, for every kind that it plays. */

export const memcachedImage = 'memcached:1.6'

/** Three quarters of the limit for what is kept; the rest is for connections and bookkeeping. */
const toMegabytes = (limit: string) => Math.max(1, Math.floor((toBytes(limit) * 0.75) / 2 ** 20))

export function toMemcachedPlan(component: Component): ContainerPlan {
  return toServerPlan(
    component,
    { image: memcachedImage, licence: 'BSD-3-Clause' },
    {
      ports: { memcached: 11211 },
      ...(typeof component.memory === 'string' ? { command: ['memcached', '-m', String(toMegabytes(component.memory))] } : {}),
      ready: listensOn(11211),
      hardening: { user: 11_211, writes: [] },
    },
  )
}
