import { hasSecretName } from '../../secrets/secret-name.ts'
import type { Loss } from '../exporter.ts'
import { type Answer, unaccounted } from '../imported/account.ts'
import type { Stated, StatedField, StatedMount } from '../imported/stated.ts'
import type { Cluster, Workload } from './cluster.ts'
import { reasons, said } from './origin-reasons.ts'
import { toPorts } from './ports.ts'
import { secretsIn, soleSecret } from './secret-text.ts'
import { hidingVolume } from './storage.ts'
import { retriesOf } from './workload-objects.ts'

/** What the files of an imported design say and the manifests do not, each with its place; every field is answered for. */
export function originLosses(cluster: Cluster): Loss[] {
  return [
    ...cluster.workloads.flatMap((workload) => (workload.stated ? ofWorkload(workload, workload.stated, cluster) : [])),
    ...cluster.hosts.changes().map(({ id, where, from, to }) => ({
      where: id,
      what: `${where}: the host ${from} is called ${to} here, for no Service can be called ${from}.`,
    })),
    ...toGuesses(cluster),
  ]
}

/** What is not drawn because it is not sure enough is closed; a person decides. */
function toGuesses({ undrawn, workloads }: Cluster): Loss[] {
  const open = undrawn.filter(({ obstacle }) => obstacle === undefined)
  return workloads.flatMap(({ id }) => {
    const called = [...new Set(open.flatMap(({ from, to }) => (from === id ? [to] : [])))]
    return called.length === 0
      ? []
      : [
          {
            where: id,
            what: `Its files may mean that it calls ${called.join(', ')}, which is not drawn: the policies do not let it. Draw the connections that are real.`,
          },
        ]
  })
}

function ofWorkload(workload: Workload, stated: Stated, cluster: Cluster): Loss[] {
  return [
    ...unaccounted(stated, (field) => answerOf(field, workload, stated, cluster)),
    ...ofValues(workload, cluster),
    ...ofUntold(workload, stated, cluster),
    ...ofAddresses(workload),
    ...ofFiles(stated),
  ]
}

/** Who is called by a name that only an image knows, and that no Service can have. */
function ofUntold({ id }: Workload, { untold }: Stated, { workloads, hosts }: Cluster): Loss[] {
  return untold.flatMap((called) => {
    const other = workloads.find((one) => one.id === called)
    const name = other?.stated?.service ?? called
    if (!other || name === other.name || hosts.aliases.get(called)?.includes(name)) return []
    const what = `No variable, command or mounted file of it names ${name}, so its image calls it so, and no Service can be called so: have it call ${other.name}.`
    return [{ where: id, what }]
  })
}

/** Files whose content is for the person to give. */
function ofFiles({ id, mounts }: Stated): Loss[] {
  const secret = mounts.flatMap((mount) => (mount.from === 'files' ? mount.files.flatMap((file) => ('secret' in file ? [file] : [])) : []))
  return secret.map(({ name, secret: key }) => ({
    where: id,
    what: `${name} holds a secret and is not written: give the secret "${key}" the content of the file.`,
  }))
}

/** Addresses that are not taken apart, for which no value that is made up will do. */
function ofAddresses({ id, plan }: Workload): Loss[] {
  return Object.entries(plan.env).flatMap(([variable, value]) => {
    if (soleSecret(value) === undefined || hasSecretName(variable) || !/url|uri|dsn|conn/i.test(variable)) return []
    const what = `${variable} is an address that is a secret as a whole: write it into the Secret, with hosts as the cluster has them. On your own machine overlays/local/secrets.env holds a made-up one, which leads nowhere.`
    return [{ where: id, what }]
  })
}

/** Names of machines that are nowhere in the cluster. */
function ofValues(workload: Workload, { workloads, foreign, hosts }: Cluster): Loss[] {
  const { id, plan } = workload
  const known = new Set([...workloads, ...foreign].flatMap((one) => [one.name, ...(hosts.aliases.get(one.id) ?? [])]))
  return Object.entries(plan.env).flatMap(([variable, value]) => {
    const named = [...value.matchAll(hostPattern)].flatMap(([, host, bare]) => host ?? bare ?? [])
    const missing = [...new Set(named.filter((host) => !known.has(host.toLowerCase()) && !isThis.test(host)))]
    const own = ofMachine(value, workload, workloads)
    return [
      ...missing.map((host) => ({ where: id, what: `${variable} names ${host}, which is not in the cluster: say where it is.` })),
      ...own.map(({ place, other }) => ({
        where: id,
        what: `${variable} names ${place}, which is ${other} on the machine of Compose and nobody in a pod: say where ${other} is, for browsers by a public name.`,
      })),
    ]
  })
}

/** Ports that others publish on the machine, called as the machine's own. */
function ofMachine(value: string, workload: Workload, workloads: Workload[]): { place: string; other: string }[] {
  const places = new Map([...value.matchAll(machinePattern)].map(([place, port]) => [place, Number(port)]))
  return [...places].flatMap(([place, port]) => {
    const publishes = ({ stated }: Workload) => stated?.ports.some(({ published, protocol }) => published === port && protocol === 'tcp')
    const listens = Object.values(workload.plan.ports).includes(port) || workload.stated?.ports.some(({ number }) => number === port)
    const other = listens ? undefined : workloads.find((one) => one !== workload && publishes(one))
    return other ? [{ place, other: other.id }] : []
  })
}

// http://old:8080/, amqp://guest:guest@mq:5672, kafka1:19092, http://old/ — a name without dots
const hostPattern =
  /(?:\/\/(?:[^@/\s]*@)?|(?<![\w.:/@-]))([A-Za-z][\w-]*)(?=:\d{2,5}(?!\d*[.\w]))|(?<=\b(?:https?|wss?|grpc|tcp|postgres(?:ql)?|mysql|mariadb|mongodb|redis|amqps?|nats|mqtt|ldap|smtp):\/\/(?:[^@/\s]*@)?)([A-Za-z][\w-]*)(?=[/?]|$)/g
const machinePattern = /(?<![\w.-])(?:localhost|127\.0\.0\.1):(\d{2,5})(?![\w.])/gi
const isThis = /^(?:localhost|ip6-localhost)$/i

function answerOf({ path }: StatedField, workload: Workload, stated: Stated, cluster: Cluster): Answer {
  const [key = ''] = /^[^.[]+/.exec(path) ?? []
  if (said.has(path)) return ofPlain(path, workload, stated, cluster)
  switch (key) {
    case 'environment':
      return ofVariable(path.slice('environment.'.length), workload, stated)
    case 'ports':
    case 'expose':
      return ofPort(path, workload, stated, cluster)
    case 'volumes':
    case 'tmpfs':
    case 'configs':
    case 'secrets':
      return ofMount(path, workload, stated)
    case 'healthcheck':
      return ofHealth(path, stated)
    case 'user':
      return ofUser(workload, stated)
    case 'build':
      return ofBuild(path, stated)
    case 'deploy':
    case 'mem_reservation':
      return ofDeploy(path, workload, stated)
    case 'depends_on':
      return ofOrder(workload, cluster)
    case 'restart':
      return ofRestart(workload, stated)
    case 'extra_hosts':
      return stated.addresses.every(({ ip }) => /^[\d.]+$|:/.test(ip))
        ? true
        : 'the machine itself (host-gateway) is no place for a pod to call.'
  }
  return reasons[key]
}

function ofPlain(path: string, workload: Workload, stated: Stated, cluster: Cluster): Answer {
  if (path === 'image' && stated.build) return 'the image that is built takes the name of the component.'
  if ((path === 'hostname' || path === 'container_name') && toPorts(workload, cluster).length === 0)
    return 'nothing calls it, so it has no Service under that name.'
  const names = [workload.name, ...(cluster.hosts.aliases.get(workload.id) ?? [])]
  const own = path === 'hostname' ? stated.hostname : path === 'container_name' ? stated.containerName : undefined
  if (own !== undefined && !names.includes(own.toLowerCase()))
    return `it is found as ${workload.name}; a Service of that name cannot be, or another has it.`
  if (path === 'command' && stated.command?.length === 0) return 'an empty command is the image’s own.'
  if (path === 'entrypoint' && stated.entrypoint?.length === 0) return 'an empty entrypoint is the image’s own.'
  return true
}

function ofVariable(name: string, { plan }: Workload, { passed, builtIn }: Stated): Answer {
  const callers = builtIn.get(name)
  if (callers) return ofBuiltIn(callers, plan.env[name] ?? '')
  if (Object.hasOwn(plan.env, name)) return true
  if (passed.includes(name)) return 'the shell of the machine has its value, which no cluster has: give it one in the design.'
  return 'the design does not have it.'
}

function ofBuiltIn(callers: readonly string[], value: string): string {
  const images = callers.length > 1 ? 'their images have' : 'its image has'
  const keys = secretsIn(value).join(' and ')
  return `nothing in their files tells it to ${callers.join(', ')}, so ${images} it built in: give ${keys} of the Secret the value that stands there, and no new one. On your own machine overlays/local/secrets.env holds it, as far as it is known.`
}

function ofPort(path: string, workload: Workload, { isJob, ports }: Stated, cluster: Cluster): Answer {
  if (isJob) return 'a job answers nobody.'
  const own = toPorts(workload, cluster)
  const missing = ports.filter(
    ({ number, protocol }) => !own.some((port) => port.number === number && port.protocol.toLowerCase() === protocol),
  )
  if (missing.length > 0) return 'not all of its ports are carried over.'
  if (path.startsWith('expose')) return true
  const moved = ports.some(({ published }) => published !== undefined)
  return moved
    ? 'its Service has the port of the container; what is public is in overlays/production, and not the number on the machine.'
    : true
}

function ofMount(path: string, workload: Workload, { mounts }: Stated): Answer {
  const mount = mounts.find(({ field }) => field === path)
  if (!mount) return undefined
  return ofOne(mount, workload)
}

function ofOne(mount: StatedMount, workload: Workload): Answer {
  if (mount.from === 'nowhere') return toRemedy(mount.why, hidingVolume(workload, mount.target))
  if (mount.from === 'files' && !mount.readOnly) return 'it is a file of settings there, which its container cannot write.'
  if (mount.from === 'scratch') return 'it is a folder on the disk of the node there, and not in memory.'
  if (mount.from === 'data') return 'its volume is new and empty: take the data over by a backup.'
  return true
}

/** What an image has within a volume nobody sees. */
function toRemedy(why: string, volume: string | undefined): string {
  const intoImage = /\bput (it|the folder) into the image\b/
  if (volume === undefined || !intoImage.test(why)) return why
  return `${why.replace(intoImage, 'mount $1 there as a volume of its own')} The volume at ${volume} hides what the image has there.`
}

function ofHealth(path: string, { health, isJob }: Stated): Answer {
  if (isJob) return 'a job is well when it ends.'
  if (health?.command === 'none') return true
  const part = path.slice('healthcheck.'.length)
  if (health?.command === 'image' && part !== 'disable')
    return 'the check of the image itself is not known; its times are those of the probe.'
  return part === 'start_interval' ? 'the start is asked for every two seconds.' : true
}

function ofUser({ plan }: Workload, { user }: Stated): Answer {
  if (user?.user === undefined)
    return 'only the image knows the number of that user: write it as USER into the Dockerfile, or as a number here.'
  return plan.hardening || user.user === 0 ? true : undefined
}

function ofBuild(path: string, { build }: Stated): Answer {
  const part = path.slice('build.'.length)
  if (build?.isRemote && part === 'context') return true
  if (part === 'dockerfile' || part === 'target' || part === 'args') return true
  if (part === 'dockerfile_inline') return 'write it to a file, from which README.md builds.'
  return 'it is not in the command with which README.md builds.'
}

function ofDeploy(path: string, { plan, component }: Workload, stated: Stated): Answer {
  const { reservations } = stated
  switch (path) {
    case 'deploy.replicas':
      if (component.autoscale !== undefined) return 'its autoscaler has the number.'
      return stated.replicas === plan.replicas ? true : `the design has ${plan.replicas}.`
    case 'deploy.resources.limits.cpus':
      return plan.cpus === undefined ? undefined : true
    case 'deploy.resources.limits.memory':
      return plan.memoryBytes === undefined ? undefined : true
    case 'deploy.resources.reservations.cpus':
      return reservations.cpus === undefined ? undefined : true
    case 'deploy.resources.reservations.memory':
    case 'mem_reservation':
      return reservations.memoryBytes === undefined ? undefined : true
    case 'deploy.mode':
      return component.replicas === undefined ? 'the design has the number of its replicas.' : true
  }
  if (path.startsWith('deploy.restart_policy')) return 'the kubelet starts it again, with waits that grow to five minutes.'
  if (path.startsWith('deploy.update_config') || path.startsWith('deploy.rollback_config'))
    return 'its Deployment replaces one pod at a time.'
  if (path.startsWith('deploy.placement')) return 'the scheduler places it: add affinity or a nodeSelector.'
  if (path.startsWith('deploy.labels')) return reasons.labels
  return undefined
}

function ofOrder(workload: Workload, cluster: Cluster): Answer {
  const jobs = (workload.stated?.after ?? []).filter(({ condition }) => condition === 'completed')
  const here = jobs.filter(({ id }) => cluster.workloads.some((one) => one.id === id))
  const started = workload.stated?.isJob
    ? `all start at once, and a job that does not find another yet is tried again ${retriesOf(workload)} times, which takes about ten minutes.`
    : 'all start at once, and what does not find another yet is started again until it does.'
  if (here.length === 0) return started
  return `${started} For ${here.map(({ id }) => id).join(', ')} it is to wait: README.md has the order, so that no pod needs rights in the cluster.`
}

function ofRestart(workload: Workload, { isJob, restart = '' }: Stated): Answer {
  if (!isJob && (restart === 'always' || restart === 'unless-stopped')) return true
  return isJob ? `a job that fails is tried ${retriesOf(workload)} times more.` : 'the kubelet starts it again whatever its end.'
}
