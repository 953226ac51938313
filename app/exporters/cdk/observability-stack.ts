import { callOf, codeIn, indented, linesOf, quoted } from './code.ts'
import type { Data } from './data-stack.ts'
import { toEntrances } from './entrances.ts'
import type { Part, Plan } from './plan.ts'
import { type Alarm, toAlarms } from './promises.ts'

export function toObservabilityStack(plan: Plan, { queues, stores }: Data): string {
  const services = plan.parts.filter(({ role }) => role === 'service')
  const databases = stores.filter(({ counterpart }) => counterpart.construct === 'RelationalDatabase')
  const entrances = toEntrances(plan)
  const lines = [
    ...toAlarms(plan).alarms.map(toStatement),
    ...queues.map(({ name, construct }) =>
      callOf(
        'this.alarms.messagesIn',
        [quoted(`${construct}DeadLetters`), `data.${name}.deadLetters.metricApproximateNumberOfMessagesVisible()`],
        2,
      ),
    ),
  ]
  const widgets = toWidgets(services, entrances, databases)
  const body = [...lines, ...(widgets.length > 0 ? [`this.dashboard.addWidgets(\n${indented(widgets.join('\n'), 1)}\n);`] : [])].join('\n')
  const code = codeIn(body)
  const [usesServices, usesData] = [/(?<![.\w])services\./.test(code), /(?<![.\w])data\./.test(code)]
  const taken = [...(usesData ? ['data'] : []), ...(usesServices ? ['services'] : []), 'settings']
  const head = linesOf([
    "import { Stack, type StackProps } from 'aws-cdk-lib';",
    "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';",
    "import type { Construct } from 'constructs';",
    "import { Alarms } from './constructs/alarms.ts';",
    usesData && "import type { DataStack } from './data-stack.ts';",
    usesServices && "import type { ServicesStack } from './services-stack.ts';",
    "import type { Settings } from './settings.ts';",
    '',
    'export interface ObservabilityStackProps extends StackProps {',
    '  readonly settings: Settings;',
    usesServices && '  readonly services: ServicesStack;',
    usesData && '  readonly data: DataStack;',
    '}',
    '',
  ])
  return `${head}/** Alarms on what the design promises, and one page to look at when one goes off. */
export class ObservabilityStack extends Stack {
  readonly alarms: Alarms;
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const { ${taken.join(', ')} } = props;
    this.alarms = new Alarms(this, 'Alarms', { email: settings.alarmEmail });
    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard');
${body === '' ? '' : `${indented(body, 2)}\n`}    if (this.alarms.all.length > 0) {
      const status = new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: this.alarms.all, width: 24 });
      this.dashboard.addWidgets(status);
    }

    // <yours observability>
    // </yours>
  }
}
`
}

/** Whether the stack is told of services and data. */
export function observes(text: string): { services: boolean; data: boolean } {
  return { services: text.includes('readonly services:'), data: text.includes('readonly data:') }
}

function toStatement({ id, method, part, statistic, threshold }: Alarm): string {
  const isEntrance = method === 'slowAnswers' || method === 'failedAnswers'
  const watched = isEntrance ? `services.entrances.${part.name}` : `services.${part.name}`
  return callOf(`this.alarms.${method}`, [quoted(id), watched, ...(statistic ? [quoted(statistic)] : []), String(threshold)], 2)
}

function toWidgets(services: Part[], entrances: Plan['entrances'], databases: Part[]): string[] {
  const graphs = [
    ...entrances.map(({ part }) => ({
      title: `Requests to ${part.id}`,
      left: [`services.entrances.${part.name}.metrics.requestCount()`],
      right: [`services.entrances.${part.name}.metrics.targetResponseTime({ statistic: 'p95' })`],
    })),
    {
      title: 'CPU of services (%)',
      left: services.map(({ name, id }) => `services.${name}.service.metricCpuUtilization({ label: ${quoted(id)} })`),
      right: [],
    },
    {
      title: 'CPU of databases (%)',
      left: databases.map(({ name, id }) => `data.${name}.instance.metricCPUUtilization({ label: ${quoted(id)} })`),
      right: [],
    },
  ]
  return graphs
    .filter(({ left }) => left.length > 0)
    .map(({ title, left, right }) => {
      const rows = [`title: ${quoted(title)},`, 'width: 12,', ...axis('left', left), ...axis('right', right)]
      return `new cloudwatch.GraphWidget({\n${indented(rows.join('\n'), 1)}\n}),`
    })
}

function axis(side: string, metrics: string[]): string[] {
  const [only] = metrics
  if (only === undefined) return []
  return metrics.length === 1 ? [`${side}: [${only}],`] : [`${side}: [`, ...metrics.map((metric) => `  ${metric},`), '],']
}
