import { expect, test } from 'vitest'
import type { RunEvent } from '../../app/run/frame.ts'
import type { Io } from './command.ts'
import { createProgress } from './progress.ts'

const starting = (message: string, state: 'waiting' | 'starting' = 'starting'): RunEvent => ({
  type: 'state',
  component: 'shop',
  state,
  replicasReady: 0,
  message,
})

test('what keeps a component from being ready is told once; for whom it waits is not', () => {
  const lines: string[] = []
  const progress = createProgress({ terminal: null, err: (text) => void lines.push(text) } as Pick<Io, 'terminal' | 'err'> as Io, 10)
  progress.show({ type: 'progress', phase: 'start', message: 'Starting the components' })
  progress.show(starting('waits for db', 'waiting'))
  for (const message of ['nothing answers on its port 8080 yet', 'nothing answers on its port 8080 yet', "its image's HEALTHCHECK fails"])
    progress.show(starting(message))
  expect(lines).toEqual(['Starting the components', 'shop: nothing answers on its port 8080 yet', "shop: its image's HEALTHCHECK fails"])
})
