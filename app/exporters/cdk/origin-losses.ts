import type { Loss } from '../exporter.ts'
import { type Answer, unaccounted } from '../imported/account.ts'
import { asHost, commandNames } from '../imported/host-names.ts'
import type { Stated, StatedField } from '../imported/stated.ts'
import { toEntrances } from './entrances.ts'
import { toHealthPace } from './health-pace.ts'
import { databaseOf } from './imported-stores.ts'
import { portsOf } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { secretsIn } from './secrets.ts'
import { storeOf } from './stores.ts'

/** What AWS runs itself, by the names under which the files call it. */
interface Elsewhere {
  id: string
  hosts: string[]
}

/** What is known of the other parts of the application. */
interface Seen {
  isEntered: boolean
  /** Ports under which others find it. */
  open: readonly number[]
  elsewhere: Elsewhere[]
}

/** What the files of an imported design say and the application does not, each with its place; every field is answered for. */
export function originLosses(plan: Plan): Loss[] {
  const entered = new Set(toEntrances(plan).map(({ part }) => part))
  const elsewhere = plan.parts.flatMap(({ id, role, stated }) =>
    role === 'store' || role === 'queue' || role === 'topic'
      ? [{ id, hosts: [...new Set([id, stated?.service ?? id, ...(stated?.hosts ?? [])])] }]
      : [],
  )
  return plan.parts.flatMap((part) => {
    const { stated } = part
    if (!stated) return []
    const seen = { isEntered: entered.has(part), open: portsOf(part, plan).map(({ port }) => port), elsewhere }
    return [
      ...unaccounted(stated, (field) => (isRun(part) ? ofTask(field, part, stated, seen) : ofManaged(field, part, stated, plan))),
      ...(isRun(part) ? [...ofUntold(part, stated, plan), ...ofData(part, stated)] : []),
      ...(isRun(part) ? [...ofSecretFiles(stated), ...ofGuesses(part, plan)] : ofCalls(part, plan)),
    ]
  })
}

const isRun = ({ role }: Part) => role === 'service' || role === 'job'

const managed = 'it is a managed service there, which AWS starts, watches, stores and secures.'

/** What AWS runs is set up by AWS. */
function ofManaged({ path }: StatedField, part: Part, stated: Stated, plan: Plan): Answer {
  if (part.role === 'none') return 'nothing stands for it on AWS.'
  if (path === 'image') return true
  const variable = /^environment\.(.*)$/.exec(path)?.[1]
  if (variable !== undefined) {
    if (/(?:PASSWORD|PASS|_PW)$/.test(variable) && !/^ALLOW_/.test(variable))
      return part.role === 'store' && storeOf(part).hasCredentials
        ? ofPassword(variable, stated, plan)
        : 'nobody signs in with a password there: the role of a task lets it in.'
    if (/(?:_DB|_DATABASE)$/.test(variable) && databaseOf(part) !== undefined) return true
    return 'it is a managed service there, which takes no variables.'
  }
  if (/^volumes/.test(path) && stated.mounts.some(({ field, from }) => field === path && from === 'data'))
    return part.role === 'store' ? 'it is new and empty there: take its data over before people use it, by a dump or a backup.' : managed
  return managed
}

/** Whoever is told the password is told another one there, of a user of its own. */
function ofPassword(variable: string, { environment, builtIn }: Stated, { parts }: Plan): Answer {
  const callers = builtIn.get(variable)
  const [it, has] = callers && callers.length > 1 ? ['their images have', 'they are'] : ['its image has', 'it is']
  if (callers)
    return `it has another one there, and nothing in their files tells it to ${callers.join(', ')}, so ${it} the one of the file built in: take it from the variable in which ${has} told another.`
  const secrets = (environment.get(variable) ?? []).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.secret]))
  const isTold = parts.some(({ container }) =>
    secrets.some((name) => Object.values(container?.env ?? {}).some((text) => secretsIn(text).includes(name))),
  )
  return isTold ? true : 'AWS makes another one, which stands in Secrets Manager.'
}

function ofData({ id, role }: Part, { keepsData, mounts }: Stated): Loss[] {
  if (!keepsData || role === 'job' || mounts.some(({ from }) => from === 'data')) return []
  return [
    { where: id, what: 'Its files mount no volume for its data: what it holds is gone with its task. Mount one where it is to stay.' },
  ]
}

/** Where it finds those that its image alone knows, which on AWS are elsewhere or are called otherwise. */
function ofUntold({ id }: Part, { untold, mounts }: Stated, { parts }: Plan): Loss[] {
  const holder = mounts.some((mount) => mount.from === 'nowhere' && mount.isUnread)
    ? 'its image, or a file that could not be read, has that'
    : 'its image has that built in'
  return untold.flatMap((called) => {
    const other = parts.find((part) => part.id === called)
    const name = other?.stated?.service ?? called
    const says = `No variable, command or mounted file of it names ${name}, so ${holder}, and`
    if (other?.role === 'service' && name !== called)
      return [{ where: id, what: `${says} Service Connect knows it as ${called} alone: have the program call that.` }]
    if (!other || !['store', 'queue', 'topic'].includes(other.role)) return []
    const variable = called.toUpperCase().replaceAll('-', '_')
    const named =
      other.role === 'store' && storeOf(other).hasAddress
        ? `${variable}_HOST and ${variable}_PORT`
        : `variables that begin with ${variable}_`
    const signIn =
      other.role === 'store' && storeOf(other).hasCredentials ? `, and how to sign in by ${variable}_USERNAME and ${variable}_PASSWORD` : ''
    return [
      {
        where: id,
        what: `${says} nobody is called so there: its task is told where it is by ${named}${signIn}. Have the program take it from there.`,
      },
    ]
  })
}

const carried = new Set(['image', 'command', 'entrypoint', 'working_dir', 'user', 'init', 'extends'])
const takesAll = 'a task is given all that it asks for, and ECS replaces it by its own rules.'
const reasons: Record<string, string> = {
  networks: 'security groups allow the drawn connections and nothing else, instead of what shares a network.',
  network_mode: 'each task has a network of its own.',
  links: 'services find each other by the names of the design.',
  hostname: 'services find each other by the names of the design.',
  container_name: 'services find each other by the names of the design.',
  profiles: 'it is deployed in any case: take it out of the stack of services where it is not to be.',
  logging: 'tasks log to CloudWatch.',
  labels: 'what reads labels of containers reads none of tasks.',
  develop: 'it is for working on the code.',
  privileged: 'Fargate does not grant it.',
  cap_add: 'Fargate grants SYS_PTRACE and nothing else.',
  devices: 'Fargate has none.',
  security_opt: 'Fargate does not take it.',
  ulimits: 'limits of processes are those of Fargate: change them in the task where they do not do.',
  shm_size: 'Fargate takes no size of shared memory.',
  tmpfs: 'it stands on the disk of the task, which goes with it.',
  extra_hosts: 'a task on Fargate has no hosts of its own: put the name into a private zone.',
  dns: 'the network answers names.',
  platform: 'tasks run on x86-64.',
  read_only: 'its disk can be written here.',
  annotations: 'what reads annotations of containers reads none of tasks.',
  attach: 'it is for the terminal of Compose.',
  tty: 'a terminal is for working by hand.',
  stdin_open: 'a terminal is for working by hand.',
  pull_policy: 'ECS pulls the image for each task that it starts.',
  group_add: 'Fargate adds no groups: give the user one in the Dockerfile.',
  sysctls: 'add systemControls to its container where it cannot do without.',
  dns_search: 'the network answers names.',
  stop_signal: 'the signal is the image’s own: write STOPSIGNAL into its Dockerfile.',
  pid: 'each task has processes of its own.',
  ipc: 'each task has memory of its own.',
  expose: 'it is reached on the ports of the drawn connections.',
}

function ofTask({ path }: StatedField, part: Part, stated: Stated, { isEntered, open, elsewhere }: Seen): Answer {
  const words = { command: stated.command, entrypoint: stated.entrypoint, 'healthcheck.test': stated.health?.command }[path]
  if (Array.isArray(words)) {
    const { entrypoint, command, health } = stated.secretWords
    if ({ command, entrypoint, 'healthcheck.test': health }[path]?.size)
      return 'it holds a secret, which its task definition shows to whoever may read that: have the program take it from a variable.'
    // The first word is the program, which may be called as a store is: `mongo`, `redis`.
    const isProgram = path === 'entrypoint' || (path === 'command' && !stated.entrypoint?.length)
    const said = isProgram ? words.slice(1) : words
    const named = elsewhere.find(({ hosts }) => said.some((word) => hosts.some((host) => commandNames(word, host))))
    if (named)
      return `it names ${named.id}, whose address is known only when it is made: have the program take it from a variable, as it is given one.`
    if (words.length === 0) return 'an empty one is the image’s own.'
  }
  if (path === 'image' && stated.build) return 'the image that is built lies in the registry of CDK, under a name of its own.'
  if (path === 'hostname' || path === 'container_name') return part.id === ownName(path, stated) ? true : reasons[path]
  if (carried.has(path)) return true
  const [key = ''] = /^[^.[]+/.exec(path) ?? []
  switch (key) {
    case 'environment':
      return ofVariable(path.slice('environment.'.length), part, stated)
    case 'ports':
      return ofPorts(part, stated, isEntered, open)
    case 'volumes':
    case 'configs':
    case 'secrets':
      return ofMount(path, part, stated, elsewhere)
    case 'healthcheck':
      return ofHealth(path, stated)
    case 'stop_grace_period':
      return ofStop(stated)
    case 'restart':
      return ofRestart(stated)
    case 'build':
      return ofBuild(path, stated)
    case 'scale':
      return ofReplicas(part, stated)
    case 'cpus':
    case 'mem_limit':
      return true
    case 'deploy':
      return ofDeploy(path, part, stated)
    case 'mem_reservation':
      return takesAll
    case 'depends_on':
      return part.stated?.after.every(({ condition }) => condition === 'completed')
        ? true
        : 'callers are deployed after whom they call; nothing else waits for a start.'
  }
  return reasons[key]
}

const ownName = (path: string, { hostname, containerName }: Stated) => (path === 'hostname' ? hostname : containerName)

function ofDeploy(path: string, part: Part, stated: Stated): Answer {
  switch (path) {
    case 'deploy.replicas':
      return ofReplicas(part, stated)
    case 'deploy.resources.limits.cpus':
    case 'deploy.resources.limits.memory':
      return true
    case 'deploy.resources.limits.pids':
      return 'Fargate sets no limit to the number of processes.'
    case 'deploy.resources.reservations.devices':
      return 'Fargate has none.'
  }
  return path.startsWith('deploy.labels') ? reasons.labels : takesAll
}

function ofReplicas({ role, container, component }: Part, { replicas }: Stated): Answer {
  if (role === 'job') return 'a task that runs once is one.'
  if (component.autoscale !== undefined) return 'its scaling has the number.'
  return replicas === container?.replicas ? true : `the design has ${container?.replicas ?? 1}.`
}

/** ECS ends a task after this at the latest, once it was told to stop. */
const longestStopMs = 120_000

function ofStop({ isJob, stopGraceMs = 0 }: Stated): Answer {
  if (isJob) return 'a task that runs once is not told to stop.'
  return stopGraceMs > longestStopMs ? 'ECS waits for 120 s at most.' : true
}

function ofRestart({ isJob, restart = '' }: Stated): Answer {
  if (isJob) return 'a task that runs once is run again when it is changed, and a deployment fails where it does.'
  return restart === 'always' || restart === 'unless-stopped' ? true : 'ECS starts tasks again that end.'
}

function ofHealth(path: string, { health, isJob }: Stated): Answer {
  if (isJob) return 'a task that runs once is well when it ends.'
  if (path === 'healthcheck.start_interval') return 'ECS asks at the usual interval from the start.'
  if (!health) return true
  const { interval, timeout, retries, startPeriod } = toHealthPace(health)
  const differs = (seconds: number | undefined, ms: number | undefined) => ms !== undefined && seconds !== ms / 1000
  if (path === 'healthcheck.interval' && differs(interval, health.intervalMs))
    return `ECS asks every ${interval} s: in whole seconds from 5 to 300, and not before it has stopped waiting for an answer.`
  if (path === 'healthcheck.timeout' && differs(timeout, health.timeoutMs)) return `ECS waits ${timeout} s: in whole seconds from 2 to 60.`
  if (path === 'healthcheck.retries' && retries !== health.retries) return `ECS tries ${retries} times: from 1 to 10.`
  if (path === 'healthcheck.start_period' && differs(startPeriod, health.startPeriodMs))
    return `ECS waits for ${startPeriod} s: 300 at most.`
  return true
}

function ofVariable(name: string, { container }: Part, { passed, ports }: Stated): Answer {
  if (passed.includes(name)) return 'it takes the value that the shell of the machine has: give it one in the design.'
  const value = container && Object.hasOwn(container.env, name) ? container.env[name] : undefined
  if (value === undefined) return 'the design does not have it.'
  // `http://localhost:5000` is the machine that publishes 5000; a port of its own is its own.
  const [, host, port] = /(?:^|\/\/|@)(localhost|127\.0\.0\.1):(\d{2,5})\b/.exec(value) ?? []
  const own = [...ports.map(({ number }) => number), ...Object.values(container?.ports ?? {})]
  return host === undefined || own.includes(Number(port))
    ? true
    : `${host} is the task itself there, where nothing answers on ${port}: give it the address that it means.`
}

function ofPorts({ role, container }: Part, { ports }: Stated, isEntered: boolean, open: readonly number[]): Answer {
  if (role === 'job') return 'a task that runs once answers nobody.'
  const own = [...Object.values(container?.ports ?? {}), ...open]
  const others = ports.filter(({ number, protocol }) => protocol === 'udp' || !own.includes(number))
  const isPublished = ports.some(({ published }) => published !== undefined)
  if (others.length > 0)
    return `${others.map(({ number, protocol }) => `${number}/${protocol}`).join(', ')}: Service Connect and the load balancer carry the TCP of its drawn connections only, at their port and at those that its callers name.${isPublished && !isEntered ? ' None of its ports is public there, since nobody calls it from the internet in the design.' : ''}`
  if (!isPublished) return true
  return isEntered
    ? 'what is public is behind the load balancer, and not on that number of the machine.'
    : 'it is not public there, since nobody calls it from the internet in the design: only what is drawn to call it reaches it.'
}

function ofMount(path: string, part: Part, { mounts, build }: Stated, elsewhere: Elsewhere[]): Answer {
  const mount = mounts.find(({ field }) => field === path)
  if (!mount) return undefined
  if (mount.from === 'nowhere') return mount.why
  if (mount.from === 'scratch') return 'it stands on the disk of the task, which goes with it.'
  if (mount.from === 'data')
    return part.role === 'job'
      ? 'a task that runs once keeps nothing.'
      : 'its file system is new and empty: take the data over by a backup.'
  if (build) return 'its image is built from the folder: copy the files there in its Dockerfile.'
  const texts = mount.files.flatMap((file) => ('content' in file ? [file.content] : []))
  const named = elsewhere.find(({ hosts }) => hosts.some((host) => texts.some((text) => asHost(host).test(text))))
  if (named)
    return `it names ${named.id}, whose address is known only when it is made: have the program take it from a variable, as it is given one.`
  return mount.readOnly ? true : 'it stands in its image, so what the container writes there goes with the task.'
}

function ofBuild(path: string, { id, build }: Stated): Answer {
  if (build?.isRemote) return `it is built from a place on the network: put what lies there into images/${id}, with its Dockerfile.`
  if (/^build(?:\.(?:context|dockerfile|target))?$/.test(path)) return true
  if (path === 'build.args' && build?.passedArgs.length)
    return `${build.passedArgs.join(', ')} takes the value that the shell of the machine has: give it one.`
  if (path === 'build.args')
    return [...(build?.args.values() ?? [])].flat().every((part) => typeof part === 'string')
      ? true
      : 'an argument holds a secret, which would stay in the layers of the image.'
  if (path === 'build.dockerfile_inline') return 'write it to a file in its folder.'
  return 'it is not among what CDK builds images with.'
}

/** A store that calls another system's part, as Kafka does ZooKeeper. */
function ofCalls(part: Part, { undrawn }: Plan): Loss[] {
  const called = [...new Set(undrawn.flatMap(({ from, to }) => (from === part && isRun(to) ? [to.id] : [])))]
  return called.map((id) => ({
    where: part.id,
    what: `Its files have it call ${id}, and what AWS runs calls nothing of yours: nobody calls ${id} there.`,
  }))
}

/** What is not drawn because it is not sure enough is closed; a person decides. */
function ofGuesses(part: Part, { guessed }: Plan): Loss[] {
  const called = [...new Set(guessed.flatMap(({ from, to }) => (from === part ? [to.id] : [])))]
  if (called.length === 0) return []
  const what = `Its files may mean that it calls ${called.join(', ')}, which is not drawn and so not allowed. Draw the connections that are real.`
  return [{ where: part.id, what }]
}

function ofSecretFiles({ id, mounts }: Stated): Loss[] {
  const files = mounts.flatMap((mount) => (mount.from === 'files' ? mount.files : []))
  return files.flatMap((file) =>
    'secret' in file
      ? [
          {
            where: id,
            what: `${file.name} holds a secret and stands nowhere: have the program read "${file.secret}" from Secrets Manager.`,
          },
        ]
      : [],
  )
}
