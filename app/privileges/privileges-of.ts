import * as z from 'zod'
import type { Component } from '../design/design.ts'

/** What a container is given beyond a container: a way to the machine that it runs on. */
export interface Privilege {
  /** As a Compose file says it: `privileged: true`, `cap_add: SYS_ADMIN`, `volumes: /var/run/docker.sock`. */
  grant: string
  /** What it can do with it, as the end of a sentence. */
  danger: string
}

const declaredSchema = z.object({ privileges: z.array(z.string()) })

/** The privileges of an imported component, as `x-compose` remembers them. A run and what is made anew never grant any. */
export function privilegesOf(component: Component): Privilege[] {
  const { data } = declaredSchema.safeParse(component['x-compose'])
  return (data?.privileges ?? []).map((grant) => ({ grant, danger: dangerOf(grant) }))
}

export function dangerOf(grant: string): string {
  const [key = '', ...value] = grant.split(': ')
  if (key === 'volumes' && /\b(?:docker|containerd|podman|crio)\.sock$/.test(value.join(': '))) {
    return 'it can start containers of its own, and with them do what root of the machine can'
  }
  return Object.hasOwn(dangers, key) ? (dangers[key] as string) : 'it is held back less than a container is'
}

const dangers: Record<string, string> = {
  privileged: 'it can do what root of the machine can',
  network_mode: 'it reaches what listens on the machine alone, and may open any port of it',
  pid: 'it sees and may end the processes of the machine',
  ipc: 'it may read the memory that programs of the machine share',
  uts: 'it may rename the machine',
  userns_mode: 'its root is root of the machine',
  cgroup: 'it may change what the other containers are limited to',
  devices: 'it uses a device of the machine',
  device_cgroup_rules: 'it may use devices of the machine',
  cap_add: 'it has a power over the machine that containers do not have',
  security_opt: 'the kernel no longer holds it back',
  volumes: 'it sees files of the machine outside of the project, and may change them unless they are mounted read-only',
  build: 'its build can do more to the machine than a build can',
}
