import { Refusal } from '../../app/bridge/answer.ts'
import type { Send } from '../../app/bridge/events.ts'
import type { Fault } from '../../app/faults/faults.ts'
import type { Run } from '../../app/run/engine.ts'
import { mostPredictedFrames, type RunEvent } from '../../app/run/frame.ts'
import { createThinning } from './thin-frames.ts'

/** A run on Docker has more to say than a prediction: its containers' logs, and when the last of it is gone. */
export interface LiveParts {
  follow(component: string): void | Promise<void>
  unfollow(component: string): void | Promise<void>
  logs: AsyncIterable<LogLines>
  stopped: Promise<void>
}
export interface LogLines {
  component: string
  lines: { replica: number; stream: 'stdout' | 'stderr'; time: string; text: string }[]
}
export type AnyRun = Run & Partial<LiveParts>

export interface RunRegistry {
  /** Follows a run to its end and tells the page; returns the id under which it is known. */
  add(run: AnyRun, abort: AbortController): string
  /** Cancels, and answers when nothing of the run is left. */
  stop(id: string): Promise<void>
  finish(id: string): void
  inject(id: string, fault: Fault): Promise<string>
  heal(id: string, faultId: string): Promise<void>
  follow(id: string, component: string): Promise<void>
  unfollow(id: string, component: string): Promise<void>
  /** How many runs are going on that have made something in Docker. */
  liveCount(): number
  stopAll(): Promise<void>
}

interface Entry {
  run: AnyRun
  abort: AbortController
  /** Settles when the events have ended and everything that was made is gone; never rejects. */
  over: Promise<void>
}

export function createRunRegistry(send: Send, newId: () => string, nowMs: () => number): RunRegistry {
  const entries = new Map<string, Entry>()

  function entryOf(id: string): Entry {
    const entry = entries.get(id)
    if (!entry) throw new Refusal('no-such-run', 'This run has ended: start it again.')
    return entry
  }

  async function stop(id: string): Promise<void> {
    const entry = entries.get(id)
    // Stopping what has ended is what was wanted.
    if (!entry) return
    entry.abort.abort()
    await entry.over
  }

  return {
    add(run, abort) {
      const id = newId()
      const over = accompany(id, run, send, nowMs).finally(() => entries.delete(id))
      entries.set(id, { run, abort, over })
      return id
    },
    stop,
    finish: (id) => entryOf(id).run.finish(),
    inject: async (id, fault) => entryOf(id).run.inject(fault),
    heal: async (id, faultId) => entryOf(id).run.heal(faultId),
    follow: async (id, component) => liveParts(entryOf(id)).follow(component),
    // The log of a run that has ended is no longer followed.
    unfollow: async (id, component) => entries.get(id)?.run.unfollow?.(component),
    liveCount: () => [...entries.values()].filter(({ run }) => run.stopped !== undefined).length,
    stopAll: async () => {
      await Promise.all([...entries.keys()].map(stop))
    },
  }
}

function liveParts({ run }: Entry): Pick<LiveParts, 'follow'> {
  if (!run.follow)
    throw new Refusal('bad-input', 'A prediction has no containers, so it has no logs: run the design on Docker to see them.')
  return { follow: run.follow.bind(run) }
}

/** Carries everything a run says to the page, and returns when it is over and nothing of it is left. */
async function accompany(id: string, run: AnyRun, send: Send, nowMs: () => number): Promise<void> {
  const thin = createThinning({ perSecond: 10, burst: mostPredictedFrames })
  const tell = (event: RunEvent) => send('run.event', { runId: id, event })
  const logs = run.logs ? forwardLogs(id, run.logs, send) : Promise.resolve()
  try {
    for await (const event of run.events) for (const passed of thin(event, nowMs())) tell(passed)
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
  await Promise.allSettled([run.stopped, logs])
}

async function forwardLogs(id: string, logs: AsyncIterable<LogLines>, send: Send): Promise<void> {
  for await (const { component, lines } of logs) send('run.log', { runId: id, component, lines })
}
