import type { ContainerPlan } from '../../app/catalogue/component.ts'
import type { ContainerSpec } from './docker.ts'

/** A program that makes more processes and threads than this is out of hand; a large JVM has some hundreds. */
const mostProcesses = 4096

/** What the start-up scripts of published images do as root before they give it up: own their folders, change their user. */
const startUp = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'NET_BIND_SERVICE', 'SETGID', 'SETPCAP', 'SETUID']

/** Of an image that we know nothing of: what Docker gives, but for making devices and packets by hand and for giving more away. */
const unknownImage = [...startUp, 'FSETID', 'SYS_CHROOT']

/**
 * How far a container is kept from this machine: no way to more rights than it begins with, none of Linux's capabilities but those
 * that its image needs to start, and a bound to its processes.
 */
export function toConfinement({ image, hardening }: Pick<ContainerPlan, 'image' | 'hardening'>): NonNullable<ContainerSpec['HostConfig']> {
  return {
    CapDrop: ['ALL'],
    CapAdd: image.from === 'runtime' ? [] : hardening ? [...new Set([...startUp, ...(hardening.capabilities ?? [])])] : unknownImage,
    SecurityOpt: ['no-new-privileges'],
    PidsLimit: mostProcesses,
  }
}
