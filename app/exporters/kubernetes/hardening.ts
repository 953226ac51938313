import type { ContainerPlan } from '../../catalogue/component.ts'
import type { Workload } from './cluster.ts'
import type { Form } from './form.ts'
import type { Port } from './ports.ts'

type Hardening = NonNullable<ContainerPlan['hardening']>

// The user `node` of the image that plays services; they write nothing.
const ofRuntime: Hardening = { user: 1000, writes: [] }

/** What is known of how a container can be confined; undefined: nothing is. A program that has no image yet has no business being root. */
export function hardeningOf({ image, hardening }: ContainerPlan, form: Form = 'own'): Hardening | undefined {
  if (image.from !== 'runtime') return hardening
  return form === 'stand-in' ? ofRuntime : {}
}

/** The security context of a pod: who it runs as. */
export function toPodSecurity({ plan, stated }: Workload, ports: Port[], form: Form): object {
  const hardening = hardeningOf(plan, form)
  const stands = stated?.user
  const lowest = Math.min(...ports.map(({ number }) => number))
  // Ports below 1024 are root's alone unless the pod's own network says otherwise, as that of a container of Docker's does.
  const lowPorts = lowest < 1024 ? { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(lowest) }] } : {}
  if (!hardening)
    return {
      ...(stands?.user === undefined ? {} : { runAsUser: stands.user }),
      ...(stands?.group === undefined ? {} : { runAsGroup: stands.group }),
      seccompProfile: { type: 'RuntimeDefault' },
      ...((stands ?? stated?.imageUser)?.user === 0 ? {} : lowPorts),
    }
  const { user } = hardening
  const group = stands?.group
  const writes = plan.volumes.length > 0 || stated?.mounts.some(({ from }) => from === 'data')
  return {
    runAsNonRoot: true,
    ...(user === undefined ? {} : { runAsUser: user }),
    ...(group === undefined ? {} : { runAsGroup: group }),
    // The volume is given to the group, so that the user can write to it.
    ...(user === undefined || !writes ? {} : { fsGroup: group || user, fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...lowPorts,
  }
}

/** The security context of the container in it. An image of which nothing is known keeps what it has, but can gain nothing. */
export function toContainerSecurity(plan: ContainerPlan, form: Form): object {
  const hardening = hardeningOf(plan, form)
  if (!hardening) return { allowPrivilegeEscalation: false }
  return {
    allowPrivilegeEscalation: false,
    ...(hardening.writes && !hardening.writesElsewhere ? { readOnlyRootFilesystem: true } : {}),
    capabilities: { drop: ['ALL'], ...(hardening.capabilities ? { add: hardening.capabilities } : {}) },
  }
}
