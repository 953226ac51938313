import {
  ANSWER,
  ANSWER_DUE,
  ARRIVAL,
  BATCH_DUE,
  BREAKS,
  CANCEL,
  CONNECTED,
  CONNECTION_FREE,
  CROSSED,
  EXPIRE,
  FAILOVER,
  FAULT_BEGINS,
  FAULT_ENDS,
  FILL_LEASE,
  HEALTH_CHECK,
  HEDGE,
  INSTANCES_IDLE,
  LIMIT_LOOK,
  LOST_PATIENCE,
  NONE,
  OUT_OF_MEMORY,
  OUTLIER_SWEEP,
  POLL,
  POOL_TIMEOUT,
  REACH,
  REPAIRED,
  REPLICAS_STARTED,
  RESTARTED,
  RETRY,
  SCALING_LOOK,
  SHARE_DONE,
  THOUGHT,
  TIMEOUT,
  USERS_CHANGE,
  WORK_DONE,
} from '../events/event-kinds.ts'
import { lookAtLimits, scheduleLimitLooks } from './adaptive-limit.ts'
import { look, replicasStarted, scheduleLook } from './autoscaler.ts'
import { breakDown, repair, scheduleBreakdowns } from './breakdowns.ts'
import { batchDue, expire, poll, schedulePolls } from './broker.ts'
import { retry, takeAnswer, timeOut } from './caller.ts'
import { cancelled } from './cancellation.ts'
import { applyToComponent, applyToConnection, beginFault, endFault, scheduleFaults } from './faults.ts'
import { passOn } from './fills.ts'
import { answerDue } from './foreseen.ts'
import { connected } from './handshakes.ts'
import { sendHedge } from './hedging.ts'
import { checkHealth, scheduleChecks, sweepOutliers } from './host-pool.ts'
import { retireInstances } from './instances.ts'
import { losePatience } from './lines.ts'
import { restarted, runOutOfMemory } from './memory.ts'
import { handOver, poolTimeOut } from './permits.ts'
import { failOver } from './primary.ts'
import { shareDone } from './shared-cpu.ts'
import { arrive, scheduleArrival } from './source.ts'
import { crossed, reach, workDone } from './station.ts'
import { beginUsers, changeUsers, send } from './users.ts'
import type { World } from './world.ts'

/** Schedules what happens first. */
export function begin(w: World): void {
  scheduleFaults(w)
  schedulePolls(w)
  for (let component = 0; component < w.model.components.ids.length; component++) {
    applyToComponent(w, component)
    scheduleLook(w, component)
  }
  for (let connection = 0; connection < w.model.connections.ids.length; connection++) applyToConnection(w, connection)
  scheduleBreakdowns(w)
  scheduleChecks(w)
  scheduleLimitLooks(w)
  if (w.feedForward) {
    w.feedForward.start(w)
    return
  }
  for (let source = 0; source < w.model.sources.length; source++) {
    if (w.users[source] === null) scheduleArrival(w, source)
    else beginUsers(w, source)
  }
}

/**
 * Lets time pass until `untilMs`, or until so many events have happened, or a few more. True when the time was reached; events that fall on
 * it have happened.
 */
export function advance(w: World, untilMs: number, mostEvents: number): boolean {
  const { queue, feedForward } = w
  if (feedForward !== null) return feedForward.advance(w, untilMs, mostEvents)
  for (const last = queue.count + mostEvents; queue.count < last; ) {
    const kind = queue.next(untilMs)
    const { first, second } = queue
    switch (kind) {
      case NONE:
        queue.clock[0] = untilMs
        return true
      case WORK_DONE:
        workDone(w, first, second)
        break
      case REACH:
        reach(w, first, second)
        break
      case ANSWER:
        takeAnswer(w, first, second)
        break
      case ANSWER_DUE:
        answerDue(w, first, second)
        break
      case TIMEOUT:
        timeOut(w, first, second)
        break
      case ARRIVAL:
        arrive(w, first)
        break
      case RETRY:
        retry(w, first, second)
        break
      case THOUGHT:
        send(w, first)
        break
      case USERS_CHANGE:
        changeUsers(w, first, second)
        break
      case CANCEL:
        cancelled(w, first, second)
        break
      case HEDGE:
        sendHedge(w, first, second)
        break
      case HEALTH_CHECK:
        checkHealth(w, first)
        break
      case LIMIT_LOOK:
        lookAtLimits(w, first)
        break
      case OUTLIER_SWEEP:
        sweepOutliers(w, first)
        break
      case CONNECTED:
        connected(w, first, second)
        break
      case CROSSED:
        crossed(w, first, second)
        break
      case CONNECTION_FREE:
        handOver(w, first, second)
        break
      case POOL_TIMEOUT:
        poolTimeOut(w, first, second)
        break
      case LOST_PATIENCE:
        losePatience(w, first, second)
        break
      case SHARE_DONE:
        shareDone(w, first, second)
        break
      case BREAKS:
        breakDown(w, first, second)
        break
      case REPAIRED:
        repair(w, first, second)
        break
      case OUT_OF_MEMORY:
        runOutOfMemory(w, first, second)
        break
      case RESTARTED:
        restarted(w, first, second)
        break
      case FAULT_BEGINS:
        beginFault(w, first)
        break
      case FAULT_ENDS:
        endFault(w, first)
        break
      case SCALING_LOOK:
        look(w, first)
        break
      case REPLICAS_STARTED:
        replicasStarted(w, first, second)
        break
      case FAILOVER:
        failOver(w, first, second)
        break
      case INSTANCES_IDLE:
        retireInstances(w, first)
        break
      case FILL_LEASE:
        passOn(w, first)
        break
      case POLL:
        poll(w, first)
        break
      case BATCH_DUE:
        batchDue(w, first)
        break
      case EXPIRE:
        expire(w, first, second)
        break
    }
  }
  return false
}
