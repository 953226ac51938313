import type { Design } from '../design/design.ts'
import { type DesignDocument, placeProblem } from '../design/document.ts'
import { type Problem, severities } from '../design/problem.ts'
import { autoscaleCoversPeak } from './autoscale-covers-peak.ts'
import { autoscaleHasRoom } from './autoscale-has-room.ts'
import { autoscaleWithinScenario } from './autoscale-within-scenario.ts'
import { autoscalingCanAct } from './autoscaling-can-act.ts'
import { breakerToExternal } from './breaker-to-external.ts'
import { breakerWindowHoldsCalls } from './breaker-window-holds-calls.ts'
import { callChainIsShort } from './call-chain-is-short.ts'
import { callPoliciesFitTogether } from './call-policies-fit-together.ts'
import { callsAreFew } from './calls-are-few.ts'
import { callsHaveTimeouts } from './calls-have-timeouts.ts'
import { capacityAboveTraffic } from './capacity-above-traffic.ts'
import { componentUnreachable } from './component-unreachable.ts'
import { connectionIsUsed } from './connection-is-used.ts'
import { connectionProtocolAllowed } from './connection-protocol-allowed.ts'
import { connectionTargetExists } from './connection-target-exists.ts'
import { consumersKeepUp } from './consumers-keep-up.ts'
import { containerHasLimits } from './container-has-limits.ts'
import { databaseHasOneOwner } from './database-has-one-owner.ts'
import { deadLettersGoToBroker } from './dead-letters-go-to-broker.ts'
import { designHasTraffic } from './design-has-traffic.ts'
import { endpointExists } from './endpoint-exists.ts'
import { endpointIsCalled } from './endpoint-is-called.ts'
import { failedMessagesAreKept } from './failed-messages-are-kept.ts'
import { fallbackOfAnotherCall } from './fallback-of-another-call.ts'
import { fanOutIsBounded } from './fan-out-is-bounded.ts'
import { faultHasEffect } from './fault-has-effect.ts'
import { faultOnce } from './fault-once.ts'
import { faultReplicasThere } from './fault-replicas-there.ts'
import { faultTargetExists } from './fault-target-exists.ts'
import { faultTimesFit } from './fault-times-fit.ts'
import { faultWithinScenario } from './fault-within-scenario.ts'
import { fieldTakesEffect } from './field-takes-effect.ts'
import { gatewayBeforeServices } from './gateway-before-services.ts'
import { gatewayForwardsOnce } from './gateway-forwards-once.ts'
import { gatewayTellsRequestsApart } from './gateway-tells-requests-apart.ts'
import { groupMembersExist } from './group-members-exist.ts'
import { imageIsPinned } from './image-is-pinned.ts'
import { imageIsPublished } from './image-is-published.ts'
import { journeyExists } from './journey-exists.ts'
import { messagesGiveUp } from './messages-give-up.ts'
import { missOfEarlierCall } from './miss-of-earlier-call.ts'
import { noSynchronousCycle } from './no-synchronous-cycle.ts'
import { objectiveRefers } from './objective-refers.ts'
import { objectiveThroughputOffered } from './objective-throughput-offered.ts'
import { objectiveWithinReach } from './objective-within-reach.ts'
import { objectivesAgree } from './objectives-agree.ts'
import { oneConnectionPerPair } from './one-connection-per-pair.ts'
import { parametersGoTogether } from './parameters-go-together.ts'
import { payloadWithinLimit } from './payload-within-limit.ts'
import { poolWithinConnections } from './pool-within-connections.ts'
import { presentationRefers } from './presentation-refers.ts'
import { privilegesAreNeeded } from './privileges-are-needed.ts'
import { queueHasConsumer } from './queue-has-consumer.ts'
import { queueIsBounded } from './queue-is-bounded.ts'
import { rateLimitAboveTraffic } from './rate-limit-above-traffic.ts'
import { readReplicasAreRead } from './read-replicas-are-read.ts'
import { replicasAreChecked } from './replicas-are-checked.ts'
import { replicasInSeveralZones } from './replicas-in-several-zones.ts'
import { retentionOutlastsPoll } from './retention-outlasts-poll.ts'
import { retriesBackOff } from './retries-back-off.ts'
import { retriesDoNotMultiply } from './retries-do-not-multiply.ts'
import { retriesHaveBudget } from './retries-have-budget.ts'
import { retriesWithinTimeout } from './retries-within-timeout.ts'
import type { Help, Rule } from './rule.ts'
import { scenarioHasTraffic } from './scenario-has-traffic.ts'
import { scenarioLasts } from './scenario-lasts.ts'
import { secretIsNamed } from './secret-is-named.ts'
import { servingFitsTogether } from './serving-fits-together.ts'
import { isSilenced } from './silence.ts'
import { singlePointOfFailure } from './single-point-of-failure.ts'
import { spansAreNotTiny } from './spans-are-not-tiny.ts'
import { timeoutShorterThanWork } from './timeout-shorter-than-work.ts'
import { timeoutsNest } from './timeouts-nest.ts'
import { trafficGoesSomewhere } from './traffic-goes-somewhere.ts'
import { trafficPointWithinScenario } from './traffic-point-within-scenario.ts'
import { trafficPointsApart } from './traffic-points-apart.ts'
import { trafficSaysHowMuch } from './traffic-says-how-much.ts'
import { trafficSourceExists } from './traffic-source-exists.ts'
import { usersTakeTime } from './users-take-time.ts'
import { visibilityOutlastsWork } from './visibility-outlasts-work.ts'
import { warmupWithinScenario } from './warmup-within-scenario.ts'

/** Every design rule there is. */
export const rules: Rule[] = [
  connectionTargetExists,
  connectionProtocolAllowed,
  noSynchronousCycle,
  oneConnectionPerPair,
  groupMembersExist,
  faultTargetExists,
  faultTimesFit,
  objectiveRefers,
  presentationRefers,
  journeyExists,
  endpointExists,
  missOfEarlierCall,
  fallbackOfAnotherCall,
  deadLettersGoToBroker,
  trafficSaysHowMuch,
  trafficSourceExists,
  servingFitsTogether,
  parametersGoTogether,
  payloadWithinLimit,
  autoscalingCanAct,
  callPoliciesFitTogether,
  trafficGoesSomewhere,
  queueHasConsumer,
  componentUnreachable,
  gatewayForwardsOnce,
  gatewayTellsRequestsApart,
  timeoutShorterThanWork,
  endpointIsCalled,
  fieldTakesEffect,
  secretIsNamed,
  privilegesAreNeeded,
  designHasTraffic,
  scenarioLasts,
  warmupWithinScenario,
  faultWithinScenario,
  faultReplicasThere,
  faultHasEffect,
  faultOnce,
  trafficPointWithinScenario,
  trafficPointsApart,
  scenarioHasTraffic,
  objectiveWithinReach,
  objectivesAgree,
  objectiveThroughputOffered,
  usersTakeTime,
  timeoutsNest,
  retriesWithinTimeout,
  poolWithinConnections,
  visibilityOutlastsWork,
  messagesGiveUp,
  retentionOutlastsPoll,
  readReplicasAreRead,
  rateLimitAboveTraffic,
  autoscaleWithinScenario,
  autoscaleHasRoom,
  breakerWindowHoldsCalls,
  connectionIsUsed,
  spansAreNotTiny,
  imageIsPublished,
  capacityAboveTraffic,
  consumersKeepUp,
  autoscaleCoversPeak,
  singlePointOfFailure,
  replicasInSeveralZones,
  replicasAreChecked,
  queueIsBounded,
  callsHaveTimeouts,
  retriesBackOff,
  retriesHaveBudget,
  retriesDoNotMultiply,
  breakerToExternal,
  databaseHasOneOwner,
  callChainIsShort,
  callsAreFew,
  fanOutIsBounded,
  gatewayBeforeServices,
  failedMessagesAreKept,
  imageIsPinned,
  containerHasLimits,
]

/** All that is wrong with a document, each with its place in the text. */
export function checkDocument(document: DesignDocument): Problem[] {
  if (!document.design) return document.problems
  // What the schema refused is missing in the design, so some rules would speak of gaps that are not in the text.
  const whole = document.problems.length === 0
  const sure = check(
    document.design,
    rules.filter(({ severity, reportsAbsence }) => whole || (severity === 'error' && !reportsAbsence)),
  )
  const { design } = document
  const heard = sure.filter((problem) => !isSilenced(design, problem))
  return errorsFirst([...document.problems, ...heard.map((problem) => placeProblem(problem, document))])
}

function check(design: Design, asked: Rule[]): Problem[] {
  return asked.flatMap((rule) => rule.check(design).map((finding) => ({ ...finding, rule: rule.id, severity: rule.severity })))
}

function errorsFirst(problems: Problem[]): Problem[] {
  return [...problems].sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0))
}

const rank = ({ severity }: Problem) => severities.indexOf(severity)

/** What a rule's warning is about, as the field calls it; undefined where the message says all. */
export function helpFor(rule: string): Help | undefined {
  return rules.find(({ id }) => id === rule)?.help
}
