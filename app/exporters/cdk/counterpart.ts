import type { Component } from '../../design/design.ts'

/**
 * What stands for a kind of component on AWS, in the words of the exported application: its construct and what that has to be
 * told. Nothing else in the exporter knows one kind from another.
 */
export type CdkCounterpart =
  /** The component's own container on Fargate. Its limits are those of the container, to which the task adds, or of the whole task. */
  | { construct: 'Microservice'; sized?: 'task' }
  | { construct: 'ServerlessFunction' }
  /** `ordered`: whether a component is FIFO. */
  | { construct: 'WorkQueue' | 'EventTopic'; ordered?(component: Component): boolean }
  /**
   * `standby`: whether a component asks for one in another zone; absent: its kind has no word for that. `instead`: what is made where
   * the kind is something else.
   */
  | {
      construct: 'RelationalDatabase'
      engine: 'postgres' | 'mysql' | 'mariadb' | 'sqlserver'
      standby?(component: Component): boolean
      instead?: string
    }
  | { construct: Exclude<StoreName, 'RelationalDatabase'> }
  /** The load balancer of the application, as far as the internet reaches it: its targets become rules of that. */
  | { construct: 'LoadBalancer'; differs?: string; targets?(component: Component): TargetGroup }
  /** Nothing is made for it; `because` is said to the person. */
  | { construct: 'none'; because: string }

/** How a load balancer treats its targets, where the design draws one. */
export interface TargetGroup {
  algorithm: 'round-robin' | 'least-outstanding-requests' | 'weighted-random'
  slowStart?: string | undefined
  idleTimeout: string
  /** Times as in the design. */
  healthCheck: { interval: string; timeout: string; healthy: number; unhealthy: number }
}

/** Constructs that AWS runs and that are reached over the network or by permission. */
export type StoreName =
  | 'RelationalDatabase'
  | 'DocumentDatabase'
  | 'ValkeyCache'
  | 'MemcachedCache'
  | 'RabbitMqBroker'
  | 'KafkaCluster'
  | 'SearchDomain'
  | 'ObjectStore'
  | 'DynamoTable'
