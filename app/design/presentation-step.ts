import * as z from 'zod'
import { duration, id } from './fields.ts'

/** The fields of a step of a presentation, of which the list in a design file is in the order they are shown. */
export const stepFields = {
  name: z.string().min(1).max(120).meta({ title: 'Title' }),
  text: z.string().max(4000).optional().meta({ title: 'Text', description: 'What is said beside the drawing.' }),
  view: z
    .strictObject({
      x: z.number(),
      y: z.number(),
      width: z.number().positive().max(1_000_000),
      height: z.number().positive().max(1_000_000),
    })
    .optional()
    .meta({ title: 'View', description: 'The part of the drawing that is shown, in pixels at 100 %; absent: all of it.' }),
  focus: z.array(id()).optional().meta({
    title: 'Focus',
    description: 'Components and groups that are seen plainly, the rest dimmed; absent: everything.',
  }),
  scenario: id().optional().meta({
    title: 'Scenario',
    description: 'Whose prediction is shown; absent: the drawing without figures.',
  }),
  steady: z.boolean().optional().meta({
    title: 'Steady traffic',
    absent: false,
    description: 'The prediction of traffic as drawn is shown, where no scenario is named.',
  }),
  at: duration().optional().meta({ title: 'Moment', description: 'Of what is predicted; absent: the figures of all of it.' }),
}

export const stepSchema = z.strictObject(stepFields).meta({ id: 'step', title: 'Step' })

/** One step of a presentation. Keys that begin with `x-` are kept. */
export interface PresentationStep {
  name: string
  text?: string
  view?: { x: number; y: number; width: number; height: number }
  focus?: string[]
  scenario?: string
  steady?: boolean
  at?: string
  [extension: `x-${string}`]: unknown
}
