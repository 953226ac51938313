import type { Autoscale } from '../../catalogue/component.ts'
import type { Look } from './desired-replicas.ts'
import { decideAsEcs } from './ecs.ts'
import { decideAsKubernetes } from './kubernetes.ts'
import type { Decision, ScalingMemory } from './memory.ts'

const controllers = { kubernetes: decideAsKubernetes, ecs: decideAsEcs } as const

/**
 * What an autoscaler makes of a look at its component, at this moment of the run: how many replicas it wants, and what it remembers
 * of it. The prediction asks it at every interval; whoever scales containers can ask the same.
 */
export function decide(rule: Autoscale, memory: ScalingMemory, look: Look, nowMs: number): Decision {
  return controllers[rule.controller](rule, memory, look, nowMs)
}
