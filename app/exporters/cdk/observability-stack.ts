import { callOf, indented, quoted } from './code.ts'
import { connectionsTo } from './connections.ts'
import type { Data } from './data.ts'
import { type Route, toRoutes } from './entrances.ts'
import { given, type Layout, referenceTo, stackWith } from './layout.ts'
import type { Wiring } from './links.ts'
import { createModule, type Module } from './module.ts'
import type { Part, Plan } from './plan.ts'
import { type Alarm, toAlarms } from './promises.ts'
import { visibilitySeconds } from './queues.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { storeOf } from './stores.ts'

/** Statements in one stack, each of which makes three alarms at most. */
const mostAlarms = 120
/** Percent of the requests that may fail where the design promises nothing. */
const usualFailures = 1
/** Percent of the CPU of all tasks, and of the memory of the fullest one, where the design promises nothing. */
const busyPercent = 85
const fullPercent = 90
/** Of the connections that a database takes. */
const usedConnections = 0.8
/** A message that waits longer than this waits too long, whatever the design says. */
const longestWaitSeconds = 300

/** What is watched of one concern: statements that make alarms, and graphs for its page. */
interface Watch {
  concern: string
  alarms: Statement[]
  graphs: Graph[]
}

type Statement = (module: Module) => string

interface Graph {
  title: string
  left: Statement[]
  right: Statement[]
}

export interface ObservabilityStack {
  className: string
  file: string
  suffix: string
  variable: string
  watches: Watch[]
}

/** The alarms and pages, in as many stacks as they need. */
export function toObservability(plan: Plan, wiring: Wiring, data: Data, layout: Layout): ObservabilityStack[] {
  const watches = [ofEntrances(plan, layout), ofServices(plan, layout), ofData(plan, wiring, data, layout)].filter(
    ({ alarms, graphs }) => alarms.length + graphs.length > 0,
  )
  const stacks: Watch[][] = [[]]
  let room = mostAlarms
  for (const watch of watches) {
    for (const part of inParts(watch)) {
      if (part.alarms.length > room) {
        stacks.push([])
        room = mostAlarms
      }
      stacks.at(-1)?.push(part)
      room -= part.alarms.length
    }
  }
  return stacks.map((each, index) => {
    const number = index === 0 ? '' : String(index + 1)
    return {
      className: `ObservabilityStack${number}`,
      file: `observability-stack${index === 0 ? '' : `-${number}`}`,
      suffix: `Observability${number}`,
      variable: `observability${number}`,
      watches: each,
    }
  })
}

/** A concern whose alarms are more than a stack holds is watched from several; its graphs stay on the first page. */
function inParts(watch: Watch): Watch[] {
  if (watch.alarms.length <= mostAlarms) return [watch]
  const count = Math.ceil(watch.alarms.length / mostAlarms)
  return Array.from({ length: count }, (_, index) => ({
    concern: index === 0 ? watch.concern : `${watch.concern}${index + 1}`,
    alarms: watch.alarms.slice(index * mostAlarms, (index + 1) * mostAlarms),
    graphs: index === 0 ? watch.graphs : [],
  }))
}

export function toObservabilityFile(stack: ObservabilityStack): WrittenFile {
  const module = createModule()
  const cloudwatch = module.all('cloudwatch', 'aws-cdk-lib/aws-cloudwatch')
  const alarms = module.value('Alarms', './constructs/alarms.ts')
  const isFirst = stack.variable === 'observability'
  const email = isFirst ? `${module.prop('settings', module.type('Settings', './settings.ts'))}.alarmEmail` : 'undefined'
  const topic = isFirst
    ? 'undefined'
    : `${module.prop('observability', module.type('ObservabilityStack', './observability-stack.ts'))}.alarms.topic`
  const blocks = stack.watches.map(({ concern, alarms, graphs }) => {
    const widgets = graphs.map((graph) => toWidget(graph, module))
    const name = `${concern.toLowerCase()}Page`
    return [
      `const ${name} = this.add(${quoted(concern)});`,
      ...alarms.map((statement) => statement(module)),
      ...(widgets.length > 0 ? [`${name}.addWidgets(\n${indented(widgets.join('\n'), 1)}\n);`] : []),
      `this.showAlarms(${name});`,
    ].join('\n')
  })
  return toStackFile(stack, module, {
    about:
      'Alarms on what the design promises and on what ails managed services, and a page for each concern to look at when one goes off.',
    fields: [`readonly alarms: ${alarms};`, `readonly dashboards: Record<string, ${cloudwatch}.Dashboard> = {};`, 'private shown = 0;'],
    blocks: [`this.alarms = new ${alarms}(this, 'Alarms', { email: ${email}, topic: ${topic} });`, ...blocks],
    methods: helpers(cloudwatch),
    yours: 'observability',
  })
}

function helpers(cloudwatch: string): string {
  return `
  private add(concern: string): ${cloudwatch}.Dashboard {
    const dashboard = new ${cloudwatch}.Dashboard(this, concern);
    this.dashboards[concern] = dashboard;
    return dashboard;
  }

  /** The alarms that were made since the last page, on this one. */
  private showAlarms(dashboard: ${cloudwatch}.Dashboard): void {
    const alarms = this.alarms.all.slice(this.shown);
    this.shown = this.alarms.all.length;
    // A widget takes a hundred.
    for (let first = 0; first < alarms.length; first += 100) {
      const some = alarms.slice(first, first + 100);
      dashboard.addWidgets(new ${cloudwatch}.AlarmStatusWidget({ title: 'Alarms', alarms: some, width: 24 }));
    }
  }
`
}

function ofEntrances(plan: Plan, layout: Layout): Watch {
  const routes = toRoutes(plan)
  const entranceOf = (route: Route, module: Module) => `${given(stackWith(route.part.name, layout), module)}.entrances.${route.name}`
  const promised = toAlarms(plan).alarms.filter(({ method }) => isOfEntrance(method))
  const missing: Alarm = { id: 'Unavailable', method: 'unavailable', threshold: usualFailures }
  const all = routes.length === 0 || promised.some(({ method }) => method === 'unavailable') ? promised : [...promised, missing]
  return {
    concern: 'Entrances',
    alarms: [
      ...all.map(
        (alarm): Statement =>
          (module) => {
            const watched =
              'route' in alarm
                ? entranceOf(alarm.route, module)
                : `${module.prop('edge', module.type('EdgeStack', './edge-stack.ts'))}.loadBalancer`
            return toCall(alarm, watched)
          },
      ),
      ...routes
        .filter(({ part }) => part.role === 'service')
        .map(
          (route): Statement =>
            (module) =>
              callOf('this.alarms.unhealthyHosts', [quoted(`${capital(route.name)}Unhealthy`), entranceOf(route, module)], 2),
        ),
    ],
    graphs: routes.map((route) => ({
      title: `Requests to ${route.part.id}${route.paths ? ` at ${route.paths[0]}` : ''}`,
      left: [(module) => `${entranceOf(route, module)}.metrics.requestCount()`],
      right: [(module) => `${entranceOf(route, module)}.metrics.targetResponseTime({ statistic: 'p95' })`],
    })),
  }
}

function isOfEntrance(method: Alarm['method']): boolean {
  return method === 'unavailable' || method === 'slowAnswers' || method === 'failedAnswers'
}

function ofServices(plan: Plan, layout: Layout): Watch {
  const services = plan.parts.filter(({ role }) => role === 'service')
  const functions = plan.parts.filter(({ role }) => role === 'function')
  const refer = (part: Part, module: Module) => referenceTo(part.name, layout, undefined, module)
  const promised = toAlarms(plan).alarms.filter(({ method }) => !isOfEntrance(method))
  const watch =
    (method: string, id: string, part: Part, ...bound: number[]): Statement =>
    (module) =>
      callOf(`this.alarms.${method}`, [quoted(id), refer(part, module), ...bound.map(String)], 2)
  const graph = (title: string, parts: Part[], metric: (part: Part) => string): Graph => ({
    title,
    left: parts.map((part) => (module) => `${refer(part, module)}.${metric(part)}({ label: ${quoted(part.id)} })`),
    right: [],
  })
  return {
    concern: 'Services',
    alarms: [
      ...promised.map(
        (alarm): Statement =>
          (module) =>
            toCall(alarm, 'part' in alarm ? refer(alarm.part, module) : ''),
      ),
      ...services.flatMap((part) => [
        watch('missingTasks', `${part.construct}Missing`, part),
        ...(promised.some(({ id }) => id === `${part.construct}Busy`)
          ? []
          : [watch('busyTasks', `${part.construct}Busy`, part, busyPercent)]),
        watch('fullTasks', `${part.construct}Full`, part, fullPercent),
      ]),
      ...functions.map(
        (part): Statement =>
          (module) =>
            callOf('this.alarms.failingFunction', [quoted(part.construct), `${refer(part, module)}.function`], 2),
      ),
    ],
    graphs: [
      graph('CPU of services (%)', services, () => 'service.metricCpuUtilization'),
      graph('Memory of services (%)', services, () => 'service.metricMemoryUtilization'),
      graph('Duration of functions (ms)', functions, () => 'function.metricDuration'),
    ].filter(({ left }) => left.length > 0),
  }
}

function ofData(plan: Plan, wiring: Wiring, { stores, queues }: Data, layout: Layout): Watch {
  const refer = (name: string, module: Module) => referenceTo(name, layout, undefined, module)
  const databases = stores.filter(({ counterpart }) => counterpart.construct === 'RelationalDatabase')
  return {
    concern: 'Data',
    alarms: [
      ...databases.map(
        (part): Statement =>
          (module) => {
            const connections = Math.max(1, Math.floor(usedConnections * connectionsTo(part)))
            return callOf('this.alarms.database', [quoted(part.construct), `${refer(part.name, module)}.instance`, String(connections)], 2)
          },
      ),
      ...stores
        .filter((part) => storeOf(part).isMeasured)
        .map(
          (part): Statement =>
            (module) =>
              callOf('this.alarms.managed', [quoted(part.construct), refer(part.name, module)], 2),
        ),
      ...queues.map(
        (queue): Statement =>
          (module) => {
            const seconds = Math.max(longestWaitSeconds, 3 * visibilitySeconds(queue, plan, wiring))
            const reference = refer(queue.name, module)
            return callOf(
              'this.alarms.queue',
              [quoted(queue.construct), `${reference}.queue`, `${reference}.deadLetters`, String(seconds)],
              2,
            )
          },
      ),
    ],
    graphs: [
      {
        title: 'CPU of databases (%)',
        left: databases.map(
          (part): Statement =>
            (module) =>
              `${refer(part.name, module)}.instance.metricCPUUtilization({ label: ${quoted(part.id)} })`,
        ),
        right: databases.map(
          (part): Statement =>
            (module) =>
              `${refer(part.name, module)}.instance.metricDatabaseConnections({ label: ${quoted(part.id)} })`,
        ),
      },
      {
        title: 'Waiting messages',
        left: queues.map(
          ({ name, id }): Statement =>
            (module) =>
              `${refer(name, module)}.queue.metricApproximateNumberOfMessagesVisible({ label: ${quoted(id)} })`,
        ),
        right: [],
      },
    ].filter(({ left }) => left.length > 0),
  }
}

function toCall({ id, method, statistic, threshold }: Alarm, watched: string): string {
  return callOf(`this.alarms.${method}`, [quoted(id), watched, ...(statistic ? [quoted(statistic)] : []), String(threshold)], 2)
}

function toWidget({ title, left, right }: Graph, module: Module): string {
  const of = (side: string, metrics: Statement[]) =>
    axis(
      side,
      metrics.map((metric) => metric(module)),
    )
  const rows = [`title: ${quoted(title)},`, 'width: 12,', ...of('left', left), ...of('right', right)]
  return `new cloudwatch.GraphWidget({\n${indented(rows.join('\n'), 1)}\n}),`
}

function axis(side: string, metrics: string[]): string[] {
  const [only] = metrics
  if (only === undefined) return []
  const line = `${side}: [${only}],`
  return metrics.length === 1 && line.length + 8 <= 120 ? [line] : [`${side}: [`, ...metrics.map((metric) => `  ${metric},`), '],']
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
