import type { Fault } from '../faults/faults.ts'
import type { Component, Connection, Design, Group, Scenario } from './design.ts'
import type { PresentationStep } from './presentation-step.ts'

/**
 * Where a design names its components, groups and connections beside the places where they stand: group members, faults,
 * objectives, traffic points that are only of one source, the cache whose misses a connection serves, what it is the fallback for,
 * where a broker's dead letters go, and what steps of a presentation are about.
 */

/** Some ids (`orders`, `orders->mail`), as a set or as what decides. */
interface Ids {
  has(id: string): boolean
}

/** Takes out every mention of these ids. */
export function withoutReferences(design: Design, gone: Ids): Design {
  const stays = (fault: Fault) => !gone.has(fault.target)
  return mapReferences(design, {
    component: (component) => withoutKeyIf(component, 'deadLetter', gone),
    connection: (connection) => withoutKeyIf(withoutKeyIf(connection, 'onMiss', gone), 'fallbackFor', gone),
    group: (group) =>
      keepIfSame(
        group,
        'members',
        group.members.filter((member) => !gone.has(member)),
      ),
    scenario: (scenario) => {
      const traffic = scenario.traffic?.filter(({ source }) => source === undefined || !gone.has(source))
      const calmer = traffic ? keepIfSame(scenario, 'traffic', traffic) : scenario
      const fewer = calmer.faults ? keepIfSame(calmer, 'faults', calmer.faults.filter(stays)) : calmer
      const objectives = fewer.objectives?.filter(({ component }) => component === undefined || !gone.has(component))
      return objectives ? keepIfSame(fewer, 'objectives', objectives) : fewer
    },
    step: (step) => {
      const { focus, ...rest } = step
      const stays = focus?.filter((id) => !gone.has(id))
      return !stays || stays.length > 0 ? keepIfSame(step, 'focus', stays ?? []) : rest
    },
  })
}

/** Gives every mention of an id the one that it is `renamed` to; in faults on connections too. */
export function withReferencesRenamed(design: Design, renamed: (id: string) => string): Design {
  // A target is a component, a group, or a connection, which is renamed as such or by its ends.
  const inTarget = (target: string) => (renamed(target) === target ? target.split('->').map(renamed).join('->') : renamed(target))
  return mapReferences(design, {
    component: (component) => withIdRenamed(component, 'deadLetter', renamed),
    connection: (connection) => withIdRenamed(withIdRenamed(connection, 'onMiss', renamed), 'fallbackFor', renamed),
    group: (group) => ({ ...group, members: group.members.map(renamed) }),
    scenario: (scenario) => ({
      ...scenario,
      ...(scenario.traffic ? { traffic: scenario.traffic.map((point) => withIdRenamed(point, 'source', renamed)) } : {}),
      ...(scenario.faults ? { faults: scenario.faults.map((fault) => ({ ...fault, target: inTarget(fault.target) })) } : {}),
      ...(scenario.objectives
        ? {
            objectives: scenario.objectives.map((objective) =>
              objective.component === undefined ? objective : { ...objective, component: renamed(objective.component) },
            ),
          }
        : {}),
    }),
    step: (step) => (step.focus ? { ...step, focus: step.focus.map(renamed) } : step),
  })
}

interface Change {
  component(component: Component): Component
  connection(connection: Connection): Connection
  group(group: Group): Group
  scenario(scenario: Scenario): Scenario
  step(step: PresentationStep): PresentationStep
}

function mapReferences(design: Design, change: Change): Design {
  return {
    ...design,
    components: mapValues(design.components, change.component),
    ...(design.connections ? { connections: design.connections.map(change.connection) } : {}),
    ...(design.groups ? { groups: mapValues(design.groups, change.group) } : {}),
    ...(design.scenarios ? { scenarios: mapValues(design.scenarios, change.scenario) } : {}),
    ...(design.presentation ? { presentation: design.presentation.map(change.step) } : {}),
  }
}

function mapValues<T>(map: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}

function withIdRenamed<T extends object>(owner: T, key: keyof T & string, renamed: (id: string) => string): T {
  const id = owner[key]
  return typeof id === 'string' && renamed(id) !== id ? { ...owner, [key]: renamed(id) } : owner
}

function withoutKeyIf<T extends object>(owner: T, key: keyof T & string, gone: Ids): T {
  const id = owner[key]
  if (typeof id !== 'string' || !gone.has(id)) return owner
  const { [key]: _, ...rest } = owner
  return rest as T
}

/** A list that lost nothing keeps its object, so that what did not change is the same. */
function keepIfSame<T extends object, K extends keyof T>(owner: T, key: K, list: T[K] & unknown[]): T {
  const before = owner[key]
  return Array.isArray(before) && before.length === list.length ? owner : { ...owner, [key]: list }
}
