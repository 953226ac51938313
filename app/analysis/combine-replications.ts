import type { Objective } from '../design/design.ts'
import type { Replications, Result } from '../run/result.ts'
import { evaluateObjectives } from './objectives.ts'
import { studentT95 } from './student-t.ts'

type Interval = [number, number] | null
/** A figure, or figures by name. */
type Figures = number | null | { [name: string]: Figures }

/**
 * Several independent replications as one result: every figure is the mean of the replications' figures, a maximum the highest
 * of them, and `replications.intervals` holds a 95 % confidence interval for each mean (Student's t over the replications; Law,
 * Simulation Modeling and Analysis, chapter 9). A quantile's interval is that of the mean of the replications' quantiles. Where
 * one replication has no steady figure, the whole has none. Traces and critical paths are those of the first replication.
 */
export function combineReplications(results: Result[], objectives: Objective[]): Result {
  const [first] = results
  if (first === undefined) throw new RangeError('There are no replications to combine')
  const mean = <Part>(of: (result: Result) => Part): Part => combine(results.map(of) as Figures[]) as Part
  const intervals = (of: (result: Result) => object) => intervalsOf(results.map(of) as Record<string, Figures>[])
  const combined: Result = {
    ...first,
    events: results.reduce((sum, { events }) => sum + events, 0),
    components: mean(({ components }) => components),
    connections: mean(({ connections }) => connections),
    journeys: mean(({ journeys }) => journeys),
    series: mean(({ series }) => series),
    notes: [...new Set(results.flatMap(({ notes }) => notes))],
    replications: {
      count: results.length,
      confidence: 0.95,
      seeds: results.map(({ seed }) => seed),
      intervals: {
        components: intervals(({ components }) => components),
        connections: intervals(({ connections }) => connections),
        journeys: intervals(({ journeys }) => journeys),
      },
    },
  }
  return { ...combined, objectives: evaluateObjectives(objectives, combined) }
}

/** The mean of each figure; of those called `max`, the highest. */
function combine(all: Figures[], name = ''): Figures {
  if (all.some((figures) => figures === null || figures === undefined)) return null
  if (typeof all[0] === 'number') return name === 'max' ? Math.max(...(all as number[])) : average(all as number[])
  const first = all[0] as Record<string, Figures>
  const combined = Object.entries(first).map(([key]) => [
    key,
    combine(
      all.map((figures) => (figures as Record<string, Figures>)[key] ?? null),
      key,
    ),
  ])
  return Array.isArray(first) ? (combined.map(([, value]) => value as Figures) as unknown as Figures) : Object.fromEntries(combined)
}

function intervalsOf(all: Record<string, Figures>[]): Replications['intervals']['components'] {
  const [first = {}] = all
  return Object.fromEntries(
    Object.keys(first).map((id) => {
      const flat = all.map((figures) => new Map(flatten(figures[id] ?? null, '')))
      const names = [...(flat[0]?.keys() ?? [])].filter((name) => !/(^|\.)max$/.test(name))
      return [id, Object.fromEntries(names.map((name) => [name, intervalOf(flat.map((figures) => figures.get(name) ?? null))]))]
    }),
  )
}

function flatten(figures: Figures, prefix: string): [string, number | null][] {
  if (figures === null || typeof figures === 'number') return [[prefix, figures]]
  return Object.entries(figures).flatMap(([key, value]) => flatten(value, prefix === '' ? key : `${prefix}.${key}`))
}

/** Mean and half-width t s / sqrt(n); null for a single replication, which says nothing of its own error. */
function intervalOf(values: (number | null)[]): Interval {
  if (values.length < 2 || values.includes(null)) return null
  const numbers = values as number[]
  const mean = average(numbers)
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1)
  const half = studentT95(numbers.length - 1) * Math.sqrt(variance / numbers.length)
  return [mean - half, mean + half]
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
