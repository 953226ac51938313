import { kindOf } from '../../catalogue/catalogue.ts'
import type { Autoscale } from '../../catalogue/component.ts'
import { connectionId, type Scenario } from '../../design/design.ts'
import { beyondStub } from '../../run/beyond-stub.ts'
import { unplayedFields } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { namesVersion } from '../image-version.ts'
import { toDroppedPrivileges } from '../privilege-losses.ts'
import { asTimer, timersAmong } from '../timers.ts'
import { autoscaleOf, podMetrics, reservedCores } from './autoscaler.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { toEgressLosses } from './egress-losses.ts'
import { toFieldLosses, toList } from './field-losses.ts'
import { httpEntries } from './gateway.ts'
import { hardeningOf } from './hardening.ts'
import { triggersOf } from './keda.ts'
import { toLinkLosses } from './link-losses.ts'
import { callersOf } from './links-between.ts'
import { signInKeys } from './managed.ts'
import { originLosses } from './origin-losses.ts'
import type { RuntimeSource } from './pod.ts'
import { publicPorts, toPorts } from './ports.ts'
import { longestPeriodMs, longestWindowMs } from './scaling-behavior.ts'
import { secretsIn } from './secret-text.ts'
import { claimSize, toSharedClaims } from './storage.ts'
import { isStore } from './workload-objects.ts'

/** What the design says and the manifests do not do, each with where in the design it stands. */
export function toLosses(cluster: Cluster, runtime: RuntimeSource): Loss[] {
  const { groups, scenarios } = cluster.design
  const timers = timersAmong(cluster.outside)
  return [
    ...cluster.outside.map((each) => ({ where: each.id, what: timers.includes(each) ? asTimer : each.reason })),
    ...cluster.foreign.map((workload) => ({ where: workload.id, what: ofForeign(workload, cluster) })),
    ...cluster.workloads.flatMap((workload) => ofWorkload(workload, cluster, runtime)),
    ...originLosses(cluster),
    ...toDroppedPrivileges(cluster.design),
    ...cluster.links.flatMap((link) => toLinkLosses(link, cluster)),
    ...beyondStub(cluster.design).map(({ connection, why }) => ({ where: connectionId(connection), what: `${why}: it is left out.` })),
    ...Object.entries(cluster.design.components).flatMap(([id, component]) =>
      unplayedFields(component).map(({ field, instead }) => ({
        where: id,
        what: `${field} is predicted only: in the cluster, ${instead}.`,
      })),
    ),
    ...Object.entries(groups ?? {}).map(([id, { latency }]) => ({
      where: `groups.${id}`,
      what: `It is a boundary on the drawing only: all components share one namespace, and policies follow the drawn connections.${latency === undefined ? '' : ' Its latency to other zones is for the prediction.'}`,
    })),
    ...Object.entries(scenarios ?? {}).map(([id, scenario]) => ofScenario(id, scenario)),
  ]
}

function ofWorkload(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Loss[] {
  const { id, component, plan } = workload
  const what = isUnbuilt(workload)
    ? [
        'It has no image yet, so one of its own is expected under its name in the registry; on your own machine a stand-in plays it.',
        ...plan.caveats.map(inCluster),
      ]
    : [...plan.caveats.map(inCluster)]
  what.push(...toFieldLosses(workload, cluster), ...toEgressLosses(workload, cluster))
  const autoscale = autoscaleOf(workload)
  if (autoscale) what.push(...ofAutoscaler(workload, autoscale, cluster))
  else if (component.autoscale !== undefined) {
    what.push(`Its autoscaling is not carried over: it keeps data, so the number of its replicas (${plan.replicas}) stays.`)
  }
  if (plan.image.from === 'build') {
    what.push(`Its image has to be built from ${plan.image.path} and pushed to where the cluster finds it: see README.md.`)
  }
  if (plan.image.from === 'runtime' && runtime === 'image') {
    what.push('The program that plays it is too large for a ConfigMap, so an image has to be built from runtime-image: see README.md.')
  }
  if (plan.image.from === 'registry' && !namesVersion(plan.image.reference))
    what.push(`${plan.image.reference} names no version, so what runs may be another one after each restart: write a tag.`)
  if (!workload.stated && plan.image.from === 'registry' && /not for production/.test(plan.image.licence))
    what.push(`Its licence is the ${plan.image.licence}: set the edition that you have paid for, and its key, in the base.`)
  const { user, imageUser } = workload.stated ?? {}
  if (user?.user === 0) what.push('It runs as root, as its file says, so it is confined less than the others.')
  else if (!hardeningOf(plan) && user === undefined && imageUser !== undefined)
    what.push(
      imageUser.user === 0
        ? 'Its Dockerfile lets it run as root, so it is confined less than the others: write a user there by number, such as USER 1000.'
        : `Only its image knows the number of ${imageUser.text}, the user that its Dockerfile names, so it is confined less than the others: write the number there.`,
    )
  else if (!hardeningOf(plan)) {
    const remedy = workload.stated
      ? ' Say its user by number (`user:` in its file, `USER` in its Dockerfile), and it is confined as they are.'
      : ''
    what.push(`It is not known which user its image runs as and where it writes, so it is confined less than the others.${remedy}`)
  } else if (hardeningOf(plan)?.user === undefined) {
    what.push('Its image must run as a user other than root, by number; one that does not is refused when it starts.')
  }
  const volumes = plan.volumes.length
  if (volumes > 0)
    what.push(
      `How much it stores is not in the design: ${volumes > 1 ? `each of its ${volumes} volumes has` : 'its volume has'} ${claimSize}.`,
    )
  if (!hardeningOf(plan) && (volumes > 0 || toSharedClaims(workload).length > 0) && (user ?? imageUser)?.user !== 0)
    what.push(
      "Its volume is root's, and who its image runs as is not known: where that is another user, give the pod an fsGroup of that number.",
    )
  if (
    !workload.stated?.isJob &&
    (isStore(workload) || workload.stated?.keepsData) &&
    volumes === 0 &&
    toSharedClaims(workload).length === 0
  )
    what.push(
      workload.stated
        ? 'Neither its file nor its kind says where it keeps its data: what it holds is gone with its pod. Mount a volume where it is to stay.'
        : 'It has no volume: what it holds is gone with its pod, as after each change of its Deployment.',
    )
  if (
    !workload.stated &&
    isStore(workload) &&
    !plan.login &&
    !asksNobody.test(plan.caveats.join(' ')) &&
    Object.values(plan.env).flatMap(secretsIn).length === 0
  )
    what.push('It asks nobody to sign in: the policies alone keep others out.')
  if (!workload.stated && plan.login?.administers && cluster.links.some(({ dialled }) => dialled === id))
    what.push(
      `Those who call it sign in as ${plan.login.user}, whom its image lets do everything: make a user for each with the rights that it needs.`,
    )
  if (toSharedClaims(workload).length > 0)
    what.push('Several pods mount its volume at once: it needs a class of storage that allows ReadWriteMany, such as NFS, EFS or CephFS.')
  const routed = httpEntries(cluster).flatMap((entry) => (entry.workload === workload ? [entry.port] : []))
  for (const { name, number, protocol } of publicPorts(workload, cluster)) {
    if (protocol === 'TCP' && routed.includes(number)) continue
    what.push(
      `It is called from outside over ${name}, which no HTTPRoute carries: publish its port ${number}${protocol === 'UDP' ? ' of UDP' : ''} as your cluster does that.`,
    )
  }
  const ports = toPorts(workload, cluster)
  if (ports.length > 0 && callersOf(cluster, id).length === 0 && publicPorts(workload, cluster).length === 0)
    what.push(
      `It answers at ${toList(ports.map(({ number }) => String(number)))} and nothing that calls it is drawn, so no pod may reach it, and nobody from outside; kubectl port-forward does.`,
    )
  return what.map((each) => ({ where: id, what: each }))
}

/** What is said of a container on the person's own machine, as it is in a cluster, where the scaling is carried over. */
function inCluster(caveat: string): string {
  return caveat.startsWith('Docker runs it, not Fargate:')
    ? 'Kubernetes runs it, not Fargate: how long a task takes to start is up to the cluster.'
    : caveat.replace(' the time this machine needs,', ' the time that its engine needs,')
}

/** Where its kind says so already. */
const asksNobody = /without a password/

/** What is deployed nowhere but on the person's own machine, and where its callers find the real one. */
function ofForeign(workload: Workload, cluster: Cluster): string {
  const { name, plan, component } = workload
  const place = `overlays/production/external-services.yaml leads the name ${name} to where it is, which you write there`
  if (kindOf(component.kind)?.family === 'external')
    return `It is somebody else's and is not deployed: ${place}. Only overlays/local has a stand-in.`
  const keys = signInKeys(workload, cluster)
  const signed = keys.length > 0 ? ` Those who call it sign in with ${keys.join(' and ')} of the Secret.` : ''
  const image = plan.image.from === 'registry' ? plan.image.reference : 'a stand-in'
  return `It is a managed service and is not deployed: ${place}.${signed} Only overlays/local plays it, by ${image}.`
}

/** What of its autoscaling is another's to provide, and what Kubernetes and KEDA have no word for. */
function ofAutoscaler(workload: Workload, autoscale: Autoscale, cluster: Cluster): string[] {
  const { metric, cooldownMs, schedule, startupMs, controller, reserved, up, down } = autoscale
  const what: string[] = []
  const pods = podMetrics[metric]
  if (metric === 'utilisation')
    what.push('It is scaled by the CPU that its pods use of what they reserve; the design scales it by its share of busy workers.')
  if (pods !== undefined) what.push(`It is scaled by ${pods} of each pod, which an adapter for custom metrics has to provide.`)
  if (metric === 'backlog') {
    const triggers = triggersOf(workload, autoscale, cluster)
    for (const { broker } of triggers.filter(({ trigger }) => !trigger))
      what.push(`KEDA is not told how to read the backlog of ${broker}: add a trigger for it.`)
    if (triggers.some(({ trigger }) => trigger))
      what.push('It is scaled by KEDA, which has to be installed and be given the credentials of its broker by a TriggerAuthentication.')
  }
  if (reserved !== null && reservedCores(workload) === undefined)
    what.push('What it reserves is counted in workers; reserve as much CPU as so many of them use.')
  if (controller === 'ecs') what.push('It follows the rules of ECS in the design, and those of Kubernetes in the cluster.')
  if (cooldownMs > 0) what.push('Kubernetes has no cool-down: it is carried as the stabilisation of scaling up.')
  if (schedule) what.push('Its schedule counts from the beginning of a run: add a cron trigger of KEDA with the times of the clock.')
  if (startupMs > 0) what.push('How long a new replica takes to start is up to the cluster.')
  const policies = [...up.policies, ...down.policies]
  if (up.windowMs > longestWindowMs || down.windowMs > longestWindowMs || policies.some(({ everyMs }) => everyMs > longestPeriodMs))
    what.push('Kubernetes looks back for an hour at most, and for half an hour in a policy: longer times are cut.')
  return what
}

function ofScenario(id: string, scenario: Scenario): Loss {
  const parts = [
    scenario.traffic?.length ? 'traffic over time' : '',
    scenario.faults?.length ? 'faults' : '',
    scenario.objectives?.length ? 'objectives' : '',
  ].filter(Boolean)
  const what = parts.length === 0 ? 'Its duration and warm-up are' : `Its ${parts.join(', ').replace(/, ([^,]*)$/, ' and $1')} are`
  return { where: `scenarios.${id}`, what: `${what} not in the manifests.` }
}
