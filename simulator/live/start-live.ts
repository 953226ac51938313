import type { Fault } from '../../app/faults/faults.ts'
import type { Run, RunRequest } from '../../app/run/engine.ts'
import type { ActiveFault, RunEvent } from '../../app/run/frame.ts'
import { Channel } from './channel.ts'
import { connectDocker } from './docker.ts'
import { toDockerFailure } from './docker-failure.ts'
import type { LiveOptions } from './live-options.ts'
import { LiveRun } from './live-run.ts'
import type { LogLines } from './logs.ts'

/** A run in containers: what every run is, and its containers' logs. */
export interface Live extends Run {
  /** Sends the last lines of a component's containers on `logs`, and then new ones. */
  follow(component: string): void
  unfollow(component: string): void
  logs: AsyncIterable<LogLines>
  /** Faults that are active now; none before traffic flows. */
  activeFaults(): ActiveFault[]
  /** Settles when nothing of the run is left in the engine; never rejects. */
  stopped: Promise<void>
}

/**
 * Runs a design in containers: every component stands in Docker, traffic is real, figures are measured. Whatever happens
 * (the end, a failure, the stop signal), everything that was made is removed before the last event is sent.
 */
export function startLive(request: RunRequest, options: LiveOptions): Live {
  const events = new Channel<RunEvent>()
  const run = new LiveRun(request, { ...options, docker: connectDocker(options.docker), emit: (event) => events.send(event) })
  const stopped = conduct(run, request).then((last) => {
    events.send(last)
    events.close()
  })
  return {
    events,
    inject: (fault: Fault) => run.inject(fault),
    heal: (faultId: string) => run.heal(faultId),
    finish: () => run.finish(),
    follow: (component) => run.follow(component),
    unfollow: (component) => run.logs.unfollow(component),
    logs: run.logs.channel,
    activeFaults: () => run.activeFaults,
    stopped,
  }
}

/** From the start to the last event, with the removal of everything before it. */
async function conduct(run: LiveRun, { signal }: RunRequest): Promise<RunEvent> {
  const cancel = () => run.cancel()
  signal.addEventListener('abort', cancel)
  if (signal.aborted) run.cancel()
  let last: RunEvent
  try {
    await run.start()
    const result = await run.drive()
    last = { type: 'result', result }
  } catch (error) {
    const { message, component } = toDockerFailure(error)
    last = { type: 'failed', message, ...(component === undefined ? {} : { component }) }
  }
  signal.removeEventListener('abort', cancel)
  return run.clear().then(
    () => last,
    (error: Error) => withTrouble(last, error.message),
  )
}

/** What could not be removed is said with the result, or after the failure. */
function withTrouble(last: RunEvent, trouble: string): RunEvent {
  const advice = `Not everything that the run made could be removed (${trouble}) \`microcosm down\` removes the rest.`
  if (last.type === 'result') return { ...last, result: { ...last.result, notes: [...last.result.notes, advice] } }
  return last.type === 'failed' && last.message !== trouble ? { ...last, message: `${last.message} ${advice}` } : last
}
