import * as z from 'zod'
import listed from '../../assets/prices/aws.json' with { type: 'json' }
import { hoursPerMonth, type Usage } from '../catalogue/billing.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import { connectionId, connectionsFrom, connectionsTo, type Design, defaultRequestSize, defaultResponseSize } from '../design/design.ts'
import { toBytes } from '../design/quantities.ts'
import type { Cost, Result } from '../run/result.ts'
import { evaluateObjectives } from './objectives.ts'

/** What a design costs a month, from what a run of it did. */

const price = z.object({ price: z.number().nonnegative(), per: z.string(), source: z.string() })
export const priceListSchema = z.object({
  provider: z.string(),
  region: z.string(),
  currency: z.literal('USD'),
  date: z.string(),
  sources: z.record(z.string(), z.object({ of: z.string(), url: z.string() })),
  prices: z.record(z.string(), price),
})
export type PriceList = z.infer<typeof priceListSchema>

/** The list that comes with the program. */
export const listPrices: PriceList = priceListSchema.parse(listed)

/** The same result with the bill by another list of prices, and what is promised of cost judged by that. */
export function repriced(design: Design, result: Result, list: PriceList): Result {
  const { cost: _, ...rest } = result
  const cost = costOf(design, result, list)
  const priced: Result = cost ? { ...rest, cost } : rest
  const objectives = priced.objectives.map((objective) =>
    objective.metric === 'cost' ? (evaluateObjectives([objective], priced)[0] ?? objective) : objective,
  )
  return { ...priced, objectives }
}

/** These stand for people, and for what others pay. */
const paidByOthers = ['traffic', 'external']

type Figures = Pick<Result, 'components' | 'connections' | 'journeys'>

/**
 * The means of a run, taken to last a month (730 h), times the prices. A component has no figure where one of its prices is not known
 * or nobody sells it as it is; such are named in `unknown`, and the total is of the others, null where there are none. Undefined: nothing
 * in it is billed.
 */
export function costOf(design: Design, figures: Figures, list = listPrices): Cost | undefined {
  const components = Object.fromEntries(
    Object.entries(design.components).flatMap(([id, { kind }]) => {
      const { billing, family = '' } = kindOf(kind) ?? {}
      const isRunning = Object.hasOwn(figures.components, id) && !paidByOthers.includes(family)
      if (!billing) return isRunning ? [[id, { perMonth: null, items: [], besides: [] }]] : []
      return isRunning ? [[id, costOfOne(design, id, figures, list)]] : []
    }),
  )
  const all = Object.entries(components)
  if (!all.some(([, { items }]) => items.length > 0)) return undefined
  const known = all.flatMap(([, { perMonth }]) => perMonth ?? [])
  const perMonth = known.length > 0 ? known.reduce((sum, each) => sum + each, 0) : null
  const requests = Object.values(figures.journeys).reduce((sum, { offered }) => sum + offered, 0) * hoursPerMonth * 3600
  return {
    currency: list.currency,
    region: list.region,
    pricesOf: list.date,
    perMonth,
    perMillion: perMonth !== null && requests > 0 ? (perMonth / requests) * 1e6 : null,
    unknown: all.filter(([, one]) => one.perMonth === null).map(([id]) => id),
    components,
  }
}

function costOfOne(design: Design, id: string, figures: Figures, { prices }: PriceList): Cost['components'][string] {
  const component = design.components[id] as Design['components'][string]
  const bill = kindOf(component.kind)?.billing?.(component, usageOf(design, id, figures)) ?? { items: [], besides: [] }
  const items = bill.items.map(({ price: name, quantity }) => {
    const found = Object.hasOwn(prices, name) ? prices[name] : undefined
    const perMonth = found && quantity !== null ? quantity * found.price : null
    return { price: name, quantity, per: found?.per ?? null, each: found?.price ?? null, perMonth }
  })
  const known = items.every((item) => item.perMonth !== null)
  return { perMonth: known ? items.reduce((sum, item) => sum + (item.perMonth ?? 0), 0) : null, items, besides: bill.besides }
}

function usageOf(design: Design, id: string, { components, connections }: Figures): Usage {
  const { throughput = 0, rejected = 0, replicas, inSystem, queue } = components[id] ?? {}
  const requests = Math.max(0, throughput - rejected)
  const rateOf = (connection: { from: string; to: string }) => connections[connectionId(connection)]?.throughput ?? 0
  const incoming = connectionsTo(design, id).map((connection) => ({ ...connection, rate: rateOf(connection) }))
  const called = incoming.reduce((sum, { rate }) => sum + rate, 0)
  const read = incoming.reduce((sum, { rate, reads = 0 }) => sum + rate * reads, 0)
  const reads = called > 0 ? requests * (read / called) : 0
  return {
    requests,
    reads,
    writes: requests - reads,
    deliveries: connectionsFrom(design, id).reduce((sum, connection) => sum + rateOf(connection), 0),
    bytes: incoming.reduce(
      (sum, { rate, requestSize = defaultRequestSize, responseSize = defaultResponseSize }) =>
        sum + rate * (toBytes(requestSize) + toBytes(responseSize)),
      0,
    ),
    replicas: replicas?.mean ?? 0,
    executing: Math.max(0, (inSystem?.mean ?? 0) - (queue?.mean ?? 0)),
  }
}
