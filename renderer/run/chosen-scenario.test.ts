import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { chosenScenario } from './chosen-scenario.ts'

const design: Design = {
  microcosm: 1,
  components: {},
  scenarios: { rush: { name: 'Black Friday', duration: '10m', warmup: '30s' }, calm: { duration: '1m' } },
}
const unchosen = { name: undefined, durationSeconds: null }

test.each([
  ['not chosen yet: the first of the design', design, unchosen, 'rush', 'Black Friday', 600],
  ['a design without scenarios: steady', { microcosm: 1, components: {} } as Design, unchosen, null, 'Steady', 30],
  ['steady on purpose', design, { name: null, durationSeconds: null }, null, 'Steady', 30],
  ['one by name', design, { name: 'calm', durationSeconds: null }, 'calm', 'calm', 60],
  ['one that was deleted: the first', design, { name: 'gone', durationSeconds: null }, 'rush', 'Black Friday', 600],
  ['shortened', design, { name: 'rush', durationSeconds: 20 }, 'rush', 'Black Friday', 20],
])('%s', (_, from, choice, name, label, durationSeconds) => {
  expect(chosenScenario(from, choice)).toMatchObject({ name, label, durationSeconds })
})

test('the warm-up is never longer than the run', () => {
  expect(chosenScenario(design, { name: 'rush', durationSeconds: 20 }).warmupSeconds).toBe(20)
})
