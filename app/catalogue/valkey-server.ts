import type { Component } from '../design/design.ts'
import type { ContainerPlan } from './component.ts'
import { toMemoryBound } from './memory-bound.ts'
import { toServerPlan } from './server-parts.ts'

/** The container of one Valkey server, for every kind that it plays. */

export const valkeyImage = 'valkey/valkey:8'

export function toValkeyPlan(component: Component): ContainerPlan {
  return toServerPlan(
    component,
    { image: valkeyImage, licence: 'BSD-3-Clause' },
    {
      ports: { redis: 6379 },
      command: ['valkey-server', '--save', '', '--appendonly', 'no', ...toMemoryBound(component)],
      ready: { probe: 'exec', command: ['valkey-cli', 'ping'] },
      hardening: { user: 999, writes: [] },
    },
  )
}
