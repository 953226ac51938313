import type { Loss } from '../exporter.ts'
import { type Answer, unaccounted } from '../imported/account.ts'
import type { Stated, StatedField } from '../imported/stated.ts'
import { toEntrances } from './entrances.ts'
import { toHealthPace } from './health-pace.ts'
import { databaseOf } from './imported-stores.ts'
import type { Part, Plan } from './plan.ts'

/** What the files of an imported design say and the application does not, each with its place; every field is answered for. */
export function originLosses(plan: Plan): Loss[] {
  const entered = new Set(toEntrances(plan).map(({ part }) => part))
  return plan.parts.flatMap((part) => {
    const { stated } = part
    if (!stated) return []
    return [
      ...unaccounted(stated, (field) => (isRun(part) ? ofTask(field, part, stated, entered.has(part)) : ofManaged(field, part))),
      ...(isRun(part) ? ofSecretFiles(stated) : []),
    ]
  })
}

const isRun = ({ role }: Part) => role === 'service' || role === 'job'

/** What AWS runs is set up by AWS. */
function ofManaged({ path }: StatedField, part: Part): Answer {
  if (part.role === 'none') return 'nothing stands for it on AWS.'
  if (path === 'image') return true
  const variable = /^environment\.(.*)$/.exec(path)?.[1]
  if (variable !== undefined) {
    if (/PASSWORD|PASS$|_PW$/.test(variable)) return true
    if (/(?:_DB|_DATABASE)$/.test(variable) && databaseOf(part) !== undefined) return true
    return 'it is a managed service there, which takes no variables.'
  }
  return 'it is a managed service there, which AWS starts, watches, stores and secures.'
}

const carried = new Set([
  'image',
  'command',
  'entrypoint',
  'working_dir',
  'user',
  'stop_grace_period',
  'init',
  'container_name',
  'profiles',
  'extends',
  'scale',
])
const reasons: Record<string, string> = {
  networks: 'security groups allow the drawn connections and nothing else, instead of what shares a network.',
  network_mode: 'each task has a network of its own.',
  links: 'services find each other by the names of the design.',
  hostname: 'services find each other by the names of the design.',
  logging: 'tasks log to CloudWatch.',
  labels: 'what reads labels of containers reads none of tasks.',
  restart: 'ECS starts tasks again that end.',
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
  expose: 'it is reached on the ports of the drawn connections.',
}

function ofTask({ path }: StatedField, part: Part, stated: Stated, isEntered: boolean): Answer {
  const words = { command: stated.command, entrypoint: stated.entrypoint, 'healthcheck.test': stated.health?.command }[path]
  if (Array.isArray(words) && words.some((word) => stated.secretWords.has(word)))
    return 'it holds a secret, which its task definition shows to whoever may read that: have the program take it from a variable.'
  if (carried.has(path)) return true
  const [key = ''] = /^[^.[]+/.exec(path) ?? []
  switch (key) {
    case 'environment':
      return ofVariable(path.slice('environment.'.length), part, stated)
    case 'ports':
      return ofPorts(part, stated, isEntered)
    case 'volumes':
    case 'configs':
    case 'secrets':
      return ofMount(path, part, stated)
    case 'healthcheck':
      return ofHealth(path, stated)
    case 'build':
      return ofBuild(path, stated)
    case 'deploy':
    case 'cpus':
    case 'mem_limit':
      return /replicas|limits|^cpus|mem_limit/.test(path)
        ? true
        : 'a task is given all that it asks for, and ECS replaces it by its own rules.'
    case 'mem_reservation':
      return 'a task is given all that it asks for.'
    case 'depends_on':
      return part.stated?.after.every(({ condition }) => condition === 'completed')
        ? true
        : 'callers are deployed after whom they call; nothing else waits for a start.'
  }
  return reasons[key]
}

function ofHealth(path: string, { health }: Stated): Answer {
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

function ofPorts({ role, container }: Part, { ports }: Stated, isEntered: boolean): Answer {
  if (role === 'job') return 'a task that runs once answers nobody.'
  const own = Object.values(container?.ports ?? {})
  const others = ports.filter(({ number, protocol }) => protocol === 'udp' || !own.includes(number))
  if (others.length > 0)
    return `${others.map(({ number, protocol }) => `${number}/${protocol}`).join(', ')}: Service Connect and the load balancer carry the TCP of its drawn connections only.`
  if (ports.every(({ published }) => published === undefined)) return true
  return isEntered
    ? 'what is public is behind the load balancer, and not on that number of the machine.'
    : 'it is not public there, since nobody calls it from the internet in the design: only what is drawn to call it reaches it.'
}

function ofMount(path: string, part: Part, { mounts, build }: Stated): Answer {
  const mount = mounts.find(({ field }) => field === path)
  if (!mount) return undefined
  if (mount.from === 'nowhere') return mount.why
  if (mount.from === 'scratch') return 'it stands on the disk of the task, which goes with it.'
  if (mount.from === 'data')
    return part.role === 'job'
      ? 'a task that runs once keeps nothing.'
      : 'its file system is new and empty: take the data over by a backup.'
  if (build) return 'its image is built from the folder: copy the files there in its Dockerfile.'
  return mount.readOnly ? true : 'it stands in its image, so what the container writes there goes with the task.'
}

function ofBuild(path: string, { build }: Stated): Answer {
  if (build?.isRemote) return 'it is built from a place on the network: check it out beside the design.'
  if (/^build(?:\.(?:context|dockerfile|target))?$/.test(path)) return true
  if (path === 'build.args')
    return [...(build?.args.values() ?? [])].flat().every((part) => typeof part === 'string')
      ? true
      : 'an argument holds a secret, which would stay in the layers of the image.'
  if (path === 'build.dockerfile_inline') return 'write it to a file in its folder.'
  return 'it is not among what CDK builds images with.'
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
