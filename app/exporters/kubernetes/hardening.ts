import type { ContainerPlan } from '../../catalogue/component.ts'

type Hardening = NonNullable<ContainerPlan['hardening']>

// The user `node` of the image that plays services; they write nothing.
const ofRuntime: Hardening = { user: 1000, writes: [] }

/** What is known of how a container can be confined; undefined: nothing is. */
export function hardeningOf({ image, hardening }: ContainerPlan): Hardening | undefined {
  return image.from === 'runtime' ? ofRuntime : hardening
}

/** The security context of a pod: who it runs as. */
export function toPodSecurity(plan: ContainerPlan): object {
  const hardening = hardeningOf(plan)
  if (!hardening) return { seccompProfile: { type: 'RuntimeDefault' } }
  const { user } = hardening
  const lowest = Math.min(...Object.values(plan.ports))
  return {
    runAsNonRoot: true,
    ...(user === undefined ? {} : { runAsUser: user }),
    // The volume is given to the group, so that the user can write to it.
    ...(user === undefined || plan.volumes.length === 0 ? {} : { fsGroup: user, fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
    // Ports below 1024 are root's alone unless the pod's own network says otherwise.
    ...(lowest < 1024 ? { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(lowest) }] } : {}),
  }
}

/** The security context of the container in it. An image of which nothing is known keeps what it has, but can gain nothing. */
export function toContainerSecurity(plan: ContainerPlan): object {
  const hardening = hardeningOf(plan)
  if (!hardening) return { allowPrivilegeEscalation: false }
  return {
    allowPrivilegeEscalation: false,
    ...(hardening.writes ? { readOnlyRootFilesystem: true } : {}),
    capabilities: { drop: ['ALL'], ...(hardening.capabilities ? { add: hardening.capabilities } : {}) },
  }
}
