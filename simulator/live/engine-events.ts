import type { Docker } from './docker.ts'
import { componentLabel, replicaLabel, runLabel } from './labels.ts'

/** `kill` is told before the end of who was killed or stopped by somebody, and not of who died by itself. */
const actions = ['kill', 'die', 'start', 'pause', 'unpause', 'oom'] as const

/** What happened to a container of the run, as the engine tells it. */
export interface ContainerEvent {
  action: (typeof actions)[number]
  component: string
  replica: number
  exitCode: number | undefined
}

/**
 * Follows the engine's events of one run, which costs nothing while nothing happens. `onLost` is called when the stream ends
 * although nobody closed it, which is how the end of the engine shows itself. Returns the function that closes it.
 */
export async function followEvents(
  docker: Docker,
  run: string,
  onEvent: (event: ContainerEvent) => void,
  onLost: () => void,
): Promise<() => void> {
  const filters = JSON.stringify({ type: ['container'], label: [`${runLabel}=${run}`], event: actions })
  const stream = await docker.getEvents({ filters })
  let closed = false
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    rest += chunk.toString('utf8')
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const event = line.trim() === '' ? undefined : toContainerEvent(JSON.parse(line))
      if (event) onEvent(event)
    }
  })
  stream.on('error', () => {})
  stream.once('close', () => {
    if (!closed) onLost()
  })
  return () => {
    closed = true
    const closable = stream as unknown as { destroy(): void }
    closable.destroy()
  }
}

interface EngineEvent {
  Action: string
  Actor: { Attributes: Record<string, string> }
}

function toContainerEvent({ Action, Actor }: EngineEvent): ContainerEvent | undefined {
  const action = actions.find((each) => each === Action)
  const component = Actor.Attributes[componentLabel]
  if (!action || component === undefined) return undefined
  const exitCode = Actor.Attributes.exitCode
  return {
    action,
    component,
    replica: Number(Actor.Attributes[replicaLabel]),
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
  }
}
