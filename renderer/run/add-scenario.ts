import type { Design } from '../../app/design/design.ts'

/** A new scenario under a free name: a minute of traffic as drawn, ready for faults and objectives. */
export function addScenario(design: Design): { design: Design; name: string } {
  const scenarios = design.scenarios ?? {}
  let name = 'scenario'
  for (let number = 2; Object.hasOwn(scenarios, name); number++) name = `scenario-${number}`
  const scenario = { duration: '1m', warmup: '5s', traffic: [{ at: '0s', scale: 1 }] }
  return { design: { ...design, scenarios: { ...scenarios, [name]: scenario } }, name }
}
