import type { ContainerPlan } from '../../catalogue/component.ts'
import type { Stated } from '../imported/stated.ts'

/**
 * Startup: two minutes to come up, asked often, during which nothing else is asked; half an hour for what keeps data, since a
 * restart in the middle of a recovery begins it anew. Readiness: a pod that fails three times in a
 * row gets no requests until it answers again. Liveness is the last resort and the slowest, since a restart of something that
 * is only busy makes a bad hour worse. Of a store that answers over HTTP whether its cluster is well, it asks only for a connection,
 * since no restart makes a cluster well. The times of a health check that the person wrote are its own.
 */
export function toProbes({ ready, volumes }: ContainerPlan, health?: Stated['health']): Record<string, object> {
  const action = toAction(ready)
  if (!action) return {}
  const alive = ready.probe === 'http' && volumes.length > 0 ? toAction({ probe: 'tcp', port: ready.port }) : action
  const every = toSeconds(health?.intervalMs)
  const timeout = toSeconds(health?.timeoutMs)
  const start = Math.max(volumes.length > 0 ? 1800 : 120, toSeconds(health?.startPeriodMs) ?? 0)
  return {
    startupProbe: { ...action, periodSeconds: 2, timeoutSeconds: timeout ?? 5, failureThreshold: Math.ceil(start / 2) },
    readinessProbe: { ...action, periodSeconds: every ?? 5, timeoutSeconds: timeout ?? 5, failureThreshold: health?.retries ?? 3 },
    livenessProbe: {
      ...alive,
      periodSeconds: Math.max(20, every ?? 0),
      timeoutSeconds: Math.max(10, timeout ?? 0),
      failureThreshold: Math.max(6, health?.retries ?? 0),
    },
  }
}

/** Kubernetes counts in whole seconds. */
function toSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.max(1, Math.round(ms / 1000))
}

function toAction(ready: ContainerPlan['ready']): object | undefined {
  switch (ready.probe) {
    case 'exec':
      return { exec: { command: ready.command } }
    case 'http':
      return { httpGet: { path: ready.path, port: ready.port } }
    case 'tcp':
      return { tcpSocket: { port: ready.port } }
    case 'none':
      return undefined
  }
}
