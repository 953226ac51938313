import type { Component } from '../../design/design.ts'

/**
 * What stands for a kind of component on AWS, in the words of the exported application: its construct and what that has to be
 * told. Nothing else in the exporter knows one kind from another.
 */
export type CdkCounterpart =
  /**
   * The component's own container on Fargate; `differs` is what it does not do there as it does elsewhere. Its limits are those of
   * the container, to which the task adds, or of the whole task.
   */
  | { construct: 'Microservice'; differs?: string; sized?: 'task' }
  | { construct: 'ServerlessFunction' }
  /** `ordered`: whether a component is FIFO. */
  | { construct: 'WorkQueue' | 'EventTopic'; ordered?(component: Component): boolean }
  /** `standby`: whether a component asks for one in another zone; absent: its kind has no word for that. */
  | { construct: 'RelationalDatabase'; engine: 'postgres' | 'mysql' | 'mariadb' | 'sqlserver'; standby?(component: Component): boolean }
  | { construct: Exclude<StoreName, 'RelationalDatabase'> }
  /** Nothing is made for it; `because` is said to the person. */
  | { construct: 'none'; because: string }

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
