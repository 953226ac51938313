import type { FilesRef } from './data.ts'
import { usersOf } from './database-users.ts'
import type { QueueRef, Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { storeOf } from './stores.ts'

/** How many resources of CloudFormation things become at most, for stacks that are split before they are too large. */

/** Role, its policy, execution role, its policy, log, task, security group, service, target, two policies of scaling. */
const ofService = 11
const ofFunction = 9
/** Target group, rule, permission of a function, both rules of the load balancer's way to the tasks. */
const ofEntrance = 6

export function serviceWeight(part: Part, { calls, uses, receives }: Wiring): number {
  // A way between two security groups is a rule at each end; both stand in the later stack, which is the callee's in a circle.
  const ways =
    calls.filter(({ from, to, waits }) => from === part || (to === part && !waits)).length + uses.filter(({ from }) => from === part).length
  const taken = receives.filter(({ from }) => from === part).length
  return (part.role === 'function' ? ofFunction : ofService) + 2 * ways + 2 * taken + ofEntrance
}

/** File system, its way in, a mount target in each zone, access point, policy. */
const ofFiles = 8

export function dataWeight(part: Part | FilesRef, plan: Plan, wiring: Wiring): number {
  if (!('role' in part)) return ofFiles
  return storeOf(part).resources + 2 * usersOf(part, plan, wiring).length
}

export function messagingWeight(each: Part | QueueRef, { subscriptions }: Wiring): number {
  return 4 + 2 * subscriptions.filter(({ queue }) => queue.name === each.name).length
}
