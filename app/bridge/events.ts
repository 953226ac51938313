import * as z from 'zod'
import { runEventSchema } from '../run/frame.ts'

/** What the program tells the page unasked: event name to payload schema. */
export const events = {
  'run.event': z.object({ runId: z.string(), event: runEventSchema }),
  'run.log': z.object({
    runId: z.string(),
    component: z.string(),
    lines: z.array(z.object({ replica: z.number(), stream: z.enum(['stdout', 'stderr']), time: z.string(), text: z.string() })),
  }),
  /** Predictions done for an answer, those under way in part. */
  'answers.progress': z.object({ askId: z.string(), done: z.number(), total: z.number() }),
  /** The native menu or a system shortcut asks for a command of the page, by its id: `save`, `undo`. */
  'app.command': z.object({ command: z.string() }),
  /** A file that a page holds was written, replaced or removed. */
  'designs.changed': z.object({ path: z.string() }),
  /** Something failed that nobody handled: one sentence. */
  'app.mistake': z.object({ message: z.string() }),
  /** A design was opened from outside (file association, second start). */
  'app.openFile': z.object({ path: z.string() }),
  /** The window wants to close and the page holds unsaved edits. */
  'window.closing': z.object({}),
} as const
export type Events = typeof events
export type EventName = keyof Events
export type Payload<N extends EventName> = z.output<Events[N]>
export type Send = <N extends EventName>(name: N, payload: Payload<N>) => void
