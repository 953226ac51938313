import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { type Work, work } from '../design/fields.ts'
import type { WorkTime } from './component.ts'
import { toWorkTime } from './work-time.ts'

/** Classes of work on one component, cheap reads beside dear writes: a parameter of every kind whose workers serve requests. */
export const endpointFields = () => ({
  endpoints: z.record(z.string().min(1).max(80), work()).optional().meta({
    title: 'Endpoints',
    section: 'Work per request',
    description:
      'Work of the requests of one endpoint, or of one journey by its name; a connection says with endpoints which it calls. Others take the work above.',
  }),
})

/** What a component's endpoints say, in numbers; nothing where it has none. */
export function endpointsOf(component: Component): { endpoints?: Record<string, WorkTime> } {
  const written = component.endpoints as Record<string, Work> | undefined
  if (!written || Object.keys(written).length === 0) return {}
  return { endpoints: Object.fromEntries(Object.entries(written).map(([name, each]) => [name, toWorkTime(each)])) }
}
