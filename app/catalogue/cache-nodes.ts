import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { textOf } from './capacity-fields.ts'

/** Cores and memory (GiB) of node types of Amazon ElastiCache: https://aws.amazon.com/elasticache/pricing/ */
const nodes = {
  'cache.t4g.micro': [2, 0.5],
  'cache.t4g.small': [2, 1.37],
  'cache.t4g.medium': [2, 3.09],
  'cache.m7g.large': [2, 6.38],
  'cache.r7g.large': [2, 13.07],
  'cache.r7g.xlarge': [4, 26.32],
  'cache.r7g.2xlarge': [8, 52.82],
} as const satisfies Record<string, readonly [cores: number, gibibytes: number]>
type NodeType = keyof typeof nodes

export const defaultNode: NodeType = 'cache.t4g.small'

export const nodeTypeField = (description: string) =>
  z
    .enum(Object.keys(nodes) as [NodeType, ...NodeType[]])
    .optional()
    .meta({ title: 'Node type', absent: defaultNode, section: 'Capacity', description })

export function nodeOf(component: Component): { name: string; cores: number; memoryBytes: number } {
  const name = (textOf(component, 'nodeType') ?? defaultNode) as NodeType
  const [cores, gibibytes] = nodes[name] ?? nodes[defaultNode]
  return { name, cores, memoryBytes: gibibytes * 2 ** 30 }
}
