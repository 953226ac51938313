import type { Design, Scenario } from '../../app/design/design.ts'
import { toDuration } from '../../app/design/quantities.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { secondsOf } from '../run/chosen-scenario.ts'

/** Edits of a scenario, as a person makes them on its timeline. They take a scenario first and return one. */

export function replaceScenario(design: Design, name: string, scenario: Scenario): Design {
  return { ...design, scenarios: { ...design.scenarios, [name]: scenario } }
}

export function addFault(scenario: Scenario, fault: Fault): Scenario {
  return { ...scenario, faults: [...(scenario.faults ?? []), fault] }
}

export function replaceFault(scenario: Scenario, index: number, fault: Fault): Scenario {
  return { ...scenario, faults: (scenario.faults ?? []).map((each, at) => (at === index ? fault : each)) }
}

export function removeFault(scenario: Scenario, index: number): Scenario {
  const faults = (scenario.faults ?? []).filter((_, at) => at !== index)
  const { faults: _, ...rest } = scenario
  return faults.length > 0 ? { ...rest, faults } : rest
}

/** Adds the same fault once more, right after it where there is room. Its place in the list is the last. */
export function copyFault(scenario: Scenario, index: number): Scenario {
  const fault = scenario.faults?.[index]
  if (!fault) return scenario
  const end = secondsOf(scenario.duration, 30)
  const begins = secondsOf(fault.at, 0)
  const lasts = secondsOf(fault.for, end - begins)
  const copied = addFault(scenario, { ...fault })
  return shiftFault(copied, (copied.faults?.length ?? 1) - 1, begins + 2 * lasts <= end ? lasts : 1)
}

/** Moves a fault's start by so many seconds; it stays within the scenario. */
export function shiftFault(scenario: Scenario, index: number, bySeconds: number): Scenario {
  const fault = scenario.faults?.[index]
  if (!fault) return scenario
  const at = clamp(snap(secondsOf(fault.at, 0) + bySeconds), 0, secondsOf(scenario.duration, 30) - 1)
  return replaceFault(scenario, index, { ...fault, at: seconds(at) })
}

/** Makes a fault last so many seconds longer or shorter, never less than one. */
export function stretchFault(scenario: Scenario, index: number, bySeconds: number): Scenario {
  const fault = scenario.faults?.[index]
  if (!fault) return scenario
  const rest = secondsOf(scenario.duration, 30) - secondsOf(fault.at, 0)
  const lasts = clamp(snap(secondsOf(fault.for, rest) + bySeconds), 1, Math.max(1, rest))
  return replaceFault(scenario, index, { ...fault, for: seconds(lasts) })
}

/** A new traffic point; later ones stay as they are. */
export function addTrafficPoint(scenario: Scenario, atSeconds: number, scale: number): Scenario {
  const traffic = [...(scenario.traffic ?? []), { at: seconds(snap(atSeconds)), scale: roundScale(scale) }]
  return { ...scenario, traffic: traffic.sort((a, b) => secondsOf(a.at, 0) - secondsOf(b.at, 0)) }
}

export function removeTrafficPoint(scenario: Scenario, index: number): Scenario {
  const traffic = (scenario.traffic ?? []).filter((_, at) => at !== index)
  const { traffic: _, ...rest } = scenario
  return traffic.length > 0 ? { ...rest, traffic } : rest
}

/**
 * Puts a corner of the traffic's outline to this time and scale, between its neighbours. The end of a ramp changes how long the
 * ramp takes; its beginning moves it; a step moves as it is.
 */
export function moveTrafficCorner(scenario: Scenario, index: number, end: boolean, atSeconds: number, scale: number): Scenario {
  const traffic = scenario.traffic ?? []
  const point = traffic[index]
  if (!point) return scenario
  const siblings = traffic.filter(({ source }) => source === point.source)
  const place = siblings.indexOf(point)
  const before = siblings[place - 1]
  const earliest = before ? secondsOf(before.at, 0) + secondsOf(before.over, 0) : 0
  const over = secondsOf(point.over, 0)
  const isRamp = over > 0
  const latest = secondsOf(siblings[place + 1]?.at, secondsOf(scenario.duration, 30)) - (isRamp && !end ? over : 0)
  const time = clamp(snap(atSeconds), earliest, Math.max(earliest, latest))
  const at = secondsOf(point.at, 0)
  const moved =
    isRamp && end
      ? { ...point, scale: roundScale(scale), over: seconds(Math.max(1, time - at)) }
      : { ...point, at: seconds(time), ...(isRamp ? {} : { scale: roundScale(scale) }) }
  return { ...scenario, traffic: traffic.map((each, position) => (position === index ? moved : each)) }
}

function seconds(value: number): string {
  return value === 0 ? '0s' : toDuration(value * 1000)
}

/** Whole seconds: a hand on a timeline means no less. */
function snap(value: number): number {
  return Math.round(value)
}

function roundScale(scale: number): number {
  return Math.max(0, Math.round(scale * 10) / 10)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high))
}
