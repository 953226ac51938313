/** Kinds of events. Each carries two whole numbers, named here. */

/** Nothing is left to happen, or not yet. */
export const NONE = 0
/** A request is offered. a: source. */
export const ARRIVAL = 1
/** A request reaches the component it was sent to. a: visit. */
export const REACH = 2
/** A worker has done its work. a: visit, b: the visit's generation. */
export const WORK_DONE = 3
/** An answer reaches the caller. a: visit, b: outcome. */
export const ANSWER = 4
/** The caller gives up. a: visit, b: its epoch. */
export const TIMEOUT = 5
/** The wait before a retry is over. a: visit, b: its epoch. */
export const RETRY = 6
/** a: fault. */
export const FAULT_BEGINS = 7
export const FAULT_ENDS = 8
/** A user has thought and sends a request. a: source. */
export const THOUGHT = 9
/** Another number of users is wanted. a: source, b: how many. */
export const USERS_CHANGE = 10
/** An autoscaler looks at its component. a: component. */
export const SCALING_LOOK = 20
/** a: component, b: the change for which its replicas started up. */
export const REPLICAS_STARTED = 21
/** A database's primary is replaced. a: component, b: the generation of the failover. */
export const FAILOVER = 22
/** Instances of a function may have been idle for long enough. a: component. */
export const INSTANCES_IDLE = 23
/** A request has waited long enough. a: visit, b: the visit's generation. */
export const LOST_PATIENCE = 11
/** The earliest of the requests that share a CPU is done. a: replica, b: the share's generation. */
export const SHARE_DONE = 12
/** A replica breaks down, or serves again. a: component, b: replica. */
export const BREAKS = 13
export const REPAIRED = 14
/** A replica may need more memory than it has, or is back after a kill for it. a: component, b: replica. */
export const OUT_OF_MEMORY = 15
export const RESTARTED = 16
/** Consumers fetch what a broker keeps for them. a: connection. */
export const POLL = 24
/** The oldest message has waited for as long as it may for a batch to fill. a: connection. */
export const BATCH_DUE = 25
/** A message was kept for as long as it may be. a: component, b: connection of its queue, or -1. */
export const EXPIRE = 26
/** A claim on fetching a key of a cache ends. a: its token. */
export const FILL_LEASE = 27
/** A call may take another attempt beside it. a: visit, b: its epoch. */
export const HEDGE = 17
/** A callee learns that nobody waits for its answer. a: visit, b: the visit's generation. */
export const CANCEL = 40
/** Each replica at the end of a connection is checked; those whose ejection is over come back. a: connection. */
export const HEALTH_CHECK = 41
export const OUTLIER_SWEEP = 42
/** A connection is set up for a call. a: visit, b: the visit's generation. */
export const CONNECTED = 44
/** An answer has come out of its zone. a: visit, b: the outcome. */
export const CROSSED = 45
/** A window of an adaptive limit is over. a: component. */
export const LIMIT_LOOK = 43
/** A connection of a pool is free. a: connection, b: replica of the caller. */
export const CONNECTION_FREE = 18
/** A call has waited long enough for a connection. a: visit, b: its epoch. */
export const POOL_TIMEOUT = 19
/** The answer to a call that was foreseen reaches its caller. a: visit, b: the visit's generation. */
export const ANSWER_DUE = 60
