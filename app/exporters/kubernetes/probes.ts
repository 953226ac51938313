import type { ContainerPlan } from '../../catalogue/component.ts'

/**
 * Startup: two minutes to come up, asked often, during which nothing else is asked. Readiness: a pod that fails three times in a
 * row gets no requests until it answers again. Liveness is the last resort and the slowest, since a restart of something that
 * is only busy makes a bad hour worse. Of a store that answers over HTTP whether its cluster is well, it asks only for a connection,
 * since no restart makes a cluster well.
 */
export function toProbes({ ready, volumes }: ContainerPlan): Record<string, object> {
  const action = toAction(ready)
  if (!action) return {}
  const alive = ready.probe === 'http' && volumes.length > 0 ? toAction({ probe: 'tcp', port: ready.port }) : action
  return {
    startupProbe: { ...action, periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...action, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...alive, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
  }
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
