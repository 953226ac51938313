import { counted, toCount, toMoney, toText } from '../run/figures.ts'
import type { Cost } from '../run/result.ts'

/** `$312 a month without what is not counted, $1.20 for each million requests; prices of AWS in us-east-1, 2026-11-28.` */
export function costSentence({ perMonth, perMillion, unknown, region, pricesOf }: Cost): string {
  const prices = `On-demand prices of AWS in ${region}, ${pricesOf}`
  if (perMonth === null) return `What it costs a month is not known: of no component are all prices and quantities. ${prices}.`
  const least = unknown.length > 0 ? `At least ${money(perMonth)}` : money(perMonth)
  const left = unknown.length > 0 ? ` without ${counted(unknown.length, 'component')} of unknown cost` : ''
  const each = perMillion === null ? '' : `, ${money(perMillion)} for each million requests`
  return `${least} a month${left}${each}. ${prices}; traffic as in this scenario, all month.`
}

/** As a person reads what an item is of: `lambda.duration` → `Lambda duration`. */
export function itemWords(price: string): string {
  const [head = '', ...rest] = price.split('.')
  return `${titles[head] ?? head} ${rest
    .join('.')
    .replaceAll('-', ' ')
    .replace(/^(db|cache) /, '$1.')}`.trim()
}

/** `Fargate cpu: 1.46k vCPU-hours at $0.04048`, `SQS standard: 79 million calls at $0.40`. */
export function itemText({ price, quantity, per, each }: Cost['components'][string]['items'][number]): string {
  if (each === null || per === null) return `${itemWords(price)}: price unknown`
  if (quantity === null) return `${itemWords(price)}: quantity unknown`
  const units = per.startsWith('million ') ? per : `${per}s`
  const dollars = each.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 12 })
  return `${itemWords(price)}: ${toText(toCount(quantity))} ${units} at $${dollars}`
}

const titles: Record<string, string> = {
  fargate: 'Fargate',
  lambda: 'Lambda',
  alb: 'Load balancer',
  'api-gateway': 'API Gateway',
  sqs: 'SQS',
  sns: 'SNS',
  dynamodb: 'DynamoDB',
  s3: 'S3',
  aurora: 'Aurora',
  'rds-postgres': 'RDS',
  'rds-mysql': 'RDS',
  'elasticache-valkey': 'ElastiCache',
  'elasticache-memcached': 'ElastiCache',
}

function money(dollars: number): string {
  return toText(toMoney(dollars))
}
